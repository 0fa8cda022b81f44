/** The answers: the metrics that stand in a run, each sample with its line; null where it has none of those. */
import { Fault } from '../../base/fault.ts';
import { mergeGaps } from '../../model/coverage.ts';
import type { MetricAnswer } from '../../model/series.ts';
import { type StoredMetric, storedMetrics } from '../analyze/metrics/stored.ts';
import { type Matcher, parseMatcher } from '../sources/prometheus/matchers.ts';
import type { Window } from '../sources/prometheus/steps.ts';
import type { Source } from '../store/source.ts';
import { chosenSeries, drawn, type Held } from './series.ts';

export interface StoredQuestion {
  readonly named: readonly string[];
  readonly match: readonly string[];
  readonly points: number;
  readonly limit: number;
  /** Null: of all times. */
  readonly window: Window | null;
}

export function metricsIn(source: Source, { named, match, points, limit, window }: StoredQuestion): MetricAnswer | null {
  const all = samplesOf(source);
  const matchers = match.map(parseMatcher);
  const wanted = all.filter(one => named.length === 0 || named.includes(one.metric));
  if (wanted.length === 0) return null;
  const found = wanted.map(metric => ({
    metric,
    series: metric.series
      .filter(one => matchers.every(matcher => fits(matcher, one.labels)))
      .map(one => within({ ...one, stored: { source: source.id, member: metric.path, lines: one.lines } }, window))
      .filter(one => one.at.length > 0),
  }));
  const times = found.flatMap(one => one.series.flatMap(({ at }) => [at[0], at[at.length - 1]]));
  return {
    system: [...new Set(wanted.map(one => one.system))].join(', '),
    from: window?.from ?? (times.length ? times.reduce((a, b) => Math.min(a, b)) : null),
    to: window?.to ?? (times.length ? times.reduce((a, b) => Math.max(a, b)) : null),
    step: null,
    metrics: wanted.map(({ metric, title, unit, expression }) => ({ metric, title, unit, expression })),
    series: found.flatMap(({ metric, series }) =>
      chosenSeries(
        series.map(one => drawn(metric.metric, one, points)),
        limit,
      ),
    ),
    series_in_all: found.reduce((sum, one) => sum + one.series.length, 0),
    gaps: mergeGaps(source.gaps.filter(gap => wanted.some(one => one.path === gap.member))),
  };
}

const kept = new WeakMap<Source, StoredMetric[]>();

/** Read once: a source does not change. */
function samplesOf(source: Source): readonly StoredMetric[] {
  const known = kept.get(source) ?? storedMetrics(source.corpus());
  kept.set(source, known);
  return known;
}

/** As Prometheus matches: the whole value, and a label that is not there is empty. */
function fits({ label, operator, value }: Matcher, labels: Readonly<Record<string, string>>): boolean {
  const own = labels[label] ?? '';
  const same = operator.endsWith('~') ? whole(value).test(own) : own === value;
  return operator.startsWith('!') ? !same : same;
}

function whole(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 's');
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure;
    throw new Fault('bad_input', { problem: `"${pattern}" is no regular expression.` });
  }
}

function within(series: Held, window: Window | null): Held {
  if (!window) return series;
  const kept = [...series.at.keys()].filter(index => series.at[index] >= window.from && series.at[index] <= window.to);
  const { stored } = series;
  return {
    labels: series.labels,
    at: kept.map(index => series.at[index]),
    values: kept.map(index => series.values[index]),
    ...(stored && { stored: { ...stored, lines: kept.map(index => stored.lines[index]) } }),
  };
}
