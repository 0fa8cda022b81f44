/** The sources: what the columns of an exported table mean, by their names. */
import { cellsOf } from '../../../base/csv.ts';

export type Table = SpanColumns | MetricColumns;

export interface SpanColumns {
  readonly kind: 'spans';
  readonly trace: number;
  readonly id: number;
  readonly parent: number;
  readonly service: number;
  readonly operation: number;
  readonly from: number;
  /** -1: the duration tells when it ended. */
  readonly to: number;
  readonly duration: number;
  /** Milliseconds of one unit of the duration. */
  readonly unit: number;
}

export interface MetricColumns {
  readonly kind: 'metrics';
  readonly service: number;
  readonly at: number;
  readonly values: readonly { readonly column: number; readonly metric: string }[];
}

const TRACE = /^trace_?id$/;
const SPAN = /^span_?id$/;
const PARENT = /^(?:parent(?:_?span)?(?:_?id)?)$/;
const OPERATION = /^(?:operation(?:_?name)?|span_?name|name|method|endpoint|resource)$/;
/** From the most particular: a pod tells its service, a machine does not. */
const SERVICES = [
  /^service(?:_?name)?$/,
  /^pod(?:_?name)?$/,
  /^(?:app|application|workload|deployment)(?:_?name)?$/,
  /^container(?:_?name)?$/,
  /^(?:cmdb_id|instance|job)$/,
];
const START = /^(?:start|begin)/;
const END = /^(?:end|finish|stop)/;
const DURATION = /^(?:duration|elapsed|latency)/;
const TIME = /^@?(?:time|ts|date)/;
/** Processor time used by the service itself: its machine's and its limits are other matters. */
const CPU = /cpu/;
const NOT_ITS_OWN = /node|host|limit|request|throttl/;

/** The meaning of a header line; null for tables of logs and others. */
export function tableOf(header: string): Table | null {
  const names = cellsOf(header.replace(/^\uFEFF/, '')).map(name => name.trim().toLowerCase().replace(/[ -.]/g, '_'));
  const find = (pattern: RegExp) => names.findIndex(name => pattern.test(name));
  const service = SERVICES.map(find).find(column => column >= 0) ?? -1;
  if (service < 0) return null;
  const spans = spanColumns(names, service, find);
  return spans ?? metricColumns(names, service);
}

type Find = (pattern: RegExp) => number;

function spanColumns(names: readonly string[], service: number, find: Find): SpanColumns | null {
  const [trace, id, parent, operation] = [TRACE, SPAN, PARENT, OPERATION].map(find);
  const from = find(START) >= 0 ? find(START) : find(TIME);
  const [to, duration] = [find(END), find(DURATION)];
  if (Math.min(trace, id, parent, operation, from) < 0 || Math.max(to, duration) < 0) return null;
  return { kind: 'spans', trace, id, parent, service, operation, from, to, duration, unit: unitOf(names[duration] ?? '') };
}

/** Microseconds unless the name tells: so Jaeger, and what is exported from it. */
function unitOf(name: string): number {
  if (/n(?:ano)?s(?:ec)?/.test(name.slice(8))) return 1e-6;
  if (/m(?:illi)?s(?:ec)?/.test(name.slice(8))) return 1;
  return /_s(?:ec|$)|\(s\)/.test(name.slice(8)) ? 1000 : 1e-3;
}

function metricColumns(names: readonly string[], service: number): MetricColumns | null {
  const cpu = names
    .map((metric, column) => ({ metric, column }))
    .filter(({ metric }) => CPU.test(metric) && !NOT_ITS_OWN.test(metric));
  const shares = cpu.filter(({ metric }) => /rate|%|percent|util|ratio/.test(metric));
  const values = (shares.length > 0 ? shares : cpu).slice(0, 1).map(({ column }) => ({ column, metric: 'cpu' }));
  const stamps = names.flatMap((name, column) => (TIME.test(name) ? [column] : []));
  if (values.length === 0 || stamps.length === 0) return null;
  return { kind: 'metrics', service, at: stamps[stamps.length - 1], values };
}

/** The service that a pod belongs to: without what a Deployment, DaemonSet or StatefulSet puts behind its name. */
export function serviceOf(name: string): string {
  return name.replace(/-[0-9a-f]{6,10}-[a-z0-9]{5}$/, '').replace(/-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d{1,3})$/, '');
}

/** Milliseconds since 1970 UTC, with fractions; NaN for what is no time. Epochs are told apart by their size. */
export function timeOf(text: string): number {
  if (/^\d{9,19}(?:\.\d+)?$/.test(text)) return epochOf(text);
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d+))? ?(Z|UTC|[+-]\d\d:?\d\d)?/.exec(text);
  if (!iso) return Number.NaN;
  const zone = !iso[4] || /Z|UTC/.test(iso[4]) ? 'Z' : iso[4].replace(/(\d\d):?(\d\d)$/, '$1:$2');
  return Date.parse(`${iso[1]}T${iso[2]}${zone}`) + Number(`0.${iso[3] ?? 0}`) * 1000;
}

/** Nanoseconds since 1970 do not fit into a double: whole milliseconds and the rest are read apart. */
function epochOf(text: string): number {
  const digits = text.replace(/\..*$/, '').length;
  if (digits === 19) return Number(text.slice(0, 13)) + Number(text.slice(13)) / 1e6;
  if (digits === 16) return Number(text) / 1000;
  return digits <= 11 ? Number(text) * 1000 : Number(text);
}
