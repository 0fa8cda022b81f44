/** The sources, Prometheus: a span of its metrics as a run of its own: `prometheus:NAME?from=…&to=…&match=job="db"`. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../../base/fault.ts';
import type { AddressKind } from '../addresses.ts';
import { writeMetrics } from './files.ts';
import { formatMatcher, type Matcher, parseMatcher } from './matchers.ts';

export interface MetricsAddress {
  /** Of the connection; empty for the only one. */
  readonly name: string;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly match: readonly Matcher[];
}

const FORM = /^prometheus:([\w.-]*)\?(.+)$/is;
/** How long a server may take to show what it has scraped. */
const SETTLED_MS = 5 * 60_000;

/** Null where the text is none. Throws `bad_input` for one whose span or matchers cannot be read. */
export function readMetricsAddress(text: string): MetricsAddress | null {
  const [, name, options] = FORM.exec(text.trim()) ?? [];
  if (options === undefined) return null;
  const asked = new URLSearchParams(options);
  const moment = (key: string): number => {
    const at = Date.parse(asked.get(key) ?? '');
    if (Number.isNaN(at))
      throw new Fault('bad_input', { problem: `${text} needs ${key}=, a time such as 2026-11-20T08:00:00Z.` });
    return at;
  };
  const [from, to] = [moment('from'), moment('to')];
  if (to <= from) throw new Fault('bad_input', { problem: `The span of ${text} ends before it has begun.` });
  const match = asked.getAll('match').map(parseMatcher);
  return { name, from: new Date(from).toISOString(), to: new Date(to).toISOString(), match };
}

export function metricsAddress({ name, from, to, match }: MetricsAddress): string {
  const options = [['from', from], ['to', to], ...match.map(one => ['match', formatMatcher(one)])];
  return `prometheus:${name}?${options.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%3A', ':')}`).join('&')}`;
}

export const prometheusAddress: AddressKind = {
  origin: 'prometheus',
  claims: text => {
    const address = readMetricsAddress(text);
    return address && metricsAddress(address);
  },
  fetch: async (text, by) => {
    const { name, match, ...span } = readMetricsAddress(text) as MetricsAddress;
    const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
    const link = await by.outside.link('prometheus', name);
    const folder = join(by.folder, 'run');
    await rm(folder, { recursive: true, force: true });
    const { written, gaps } = await writeMetrics(link, { folder, from, to, narrow: () => match }, by);
    if (written === 0) throw new Fault('no_logs', { input: text, problem: gaps.map(gap => gap.words).join(' ') });
    const selector = match.map(formatMatcher).join(', ');
    return {
      folder,
      title: `Metrics of ${link.label}${selector && ` with ${selector}`}`,
      job: `metrics ${link.label} ${selector}`.trim(),
      outcome: null,
      url: null,
      finished: to < Date.now() - SETTLED_MS,
      facts: [{ label: 'Time', value: `${span.from} to ${span.to}`, url: null }],
      gaps,
    };
  },
};
