/** The sources, Prometheus: several questions over one span; one that fails or finds nothing is a gap beside the others. */
import { Fault } from '../../../base/fault.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { Metric, Samples } from '../../../model/series.ts';
import type { CallSignal } from '../client.ts';
import type { Link } from '../outside.ts';
import { askRange, type Server } from './ask.ts';
import { whyEmpty } from './explain.ts';
import type { Matcher } from './matchers.ts';
import { Refusal, readMetadata } from './readings.ts';
import { metadataRequest } from './requests.ts';
import type { Window } from './steps.ts';

export interface Wanted extends Metric {
  readonly matchers: readonly Matcher[];
}

export interface Question {
  readonly metrics: readonly Wanted[];
  readonly window: Window;
  /** Seconds. */
  readonly step: number;
}

export interface Gathered {
  readonly metrics: readonly (Wanted & { readonly series: readonly Samples[] })[];
  /** The longest that came to be. */
  readonly step: number;
  readonly gaps: readonly Gap[];
}

/** A single question throws what it meets: `bad_input`, the source_ faults, `cancelled`; of several only the last, and the first fault where none is answered. */
export async function gather(to: { link: Link; server: Server }, question: Question, life: CallSignal): Promise<Gathered> {
  const { metrics } = question;
  const told = await Promise.all(metrics.map(metric => answered(to, { ...question, metric }, life)));
  const faults = told.flatMap(one => (one instanceof Fault ? [one] : []));
  if (faults.length === metrics.length) throw faults[0];
  const found = told.map((one, index) => ({
    ...metrics[index],
    ...(one instanceof Fault ? { series: [], step: 0, gaps: [failed(metrics[index], one)] } : one),
  }));
  return {
    metrics: found.map(({ gaps: _, step: __, ...metric }) => metric),
    step: Math.max(...found.map(one => one.step)),
    gaps: found.flatMap(one => one.gaps),
  };
}

async function answered(to: { link: Link; server: Server }, asked: Question & { metric: Wanted }, life: CallSignal) {
  const { metric, window, step } = asked;
  try {
    const found = await askRange(to, { ...window, step, query: metric.expression }, life);
    if (found.series.length > 0) return found;
    return { ...found, gaps: [...found.gaps, await whyEmpty(to, { ...metric, ...window }, life)] };
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    return failure;
  }
}

function failed({ title }: Metric, { message }: Fault): Gap {
  return { kind: 'unreachable', words: `${title} could not be asked: ${message}` };
}

const NAME = /^[a-zA-Z_:][\w:]*/;

/** A person's query, with what the server says of the metric it begins with. Throws the source_ faults and `cancelled`. */
export async function describedQuery(
  { link, server }: { link: Link; server: Server },
  query: string,
  life: CallSignal,
): Promise<Wanted> {
  const plain = { metric: 'query', title: query, unit: '', expression: query, matchers: [] };
  const [name] = NAME.exec(query) ?? [];
  if (!name || /^\w+\s*\(/.test(query)) return plain;
  try {
    const [about] = readMetadata(await link.ask(metadataRequest(server.base, name), life)).value[name] ?? [];
    return about?.help ? { ...plain, title: about.help, unit: about.unit } : plain;
  } catch (failure) {
    // Not all that speak like Prometheus describe their metrics.
    if (failure instanceof Refusal || (failure instanceof Fault && failure.code === 'source_missing')) return plain;
    throw failure;
  }
}
