/** The answers: a series as it is shown: thinned out, with its extremes and the first change of its level; and which series are shown first. */
import { numberOf, type Samples, type Series, toldValue } from '../../model/series.ts';
import { changesOf } from '../analyze/metrics/changes.ts';
import { thinned } from '../analyze/metrics/thin.ts';

export interface Stored {
  readonly source: string;
  readonly member: string;
  /** Of each sample. */
  readonly lines: readonly number[];
}

/** Samples that may stand in a run. */
export interface Held extends Samples {
  readonly stored?: Stored;
}

export function drawn(metric: string, samples: Held, points: number): Series {
  const { at, values, labels, stored } = samples;
  const changes = changesOf(samples);
  const kept = thinned(
    samples,
    points,
    changes.map(change => at.indexOf(change.at)),
  );
  const known = values.filter(Number.isFinite);
  const last = values.at(-1);
  return {
    metric,
    labels: { ...labels },
    at: kept.map(index => at[index]),
    values: kept.map(index => toldValue(values[index])),
    samples: at.length,
    least: known.length ? known.reduce((a, b) => Math.min(a, b)) : null,
    most: known.length ? known.reduce((a, b) => Math.max(a, b)) : null,
    last: last === undefined ? null : toldValue(last),
    change: changes[0] ?? null,
    stored: stored ? { source: stored.source, member: stored.member, lines: kept.map(index => stored.lines[index]) } : null,
  };
}

/** Those that changed first, then those that vary most; among equals as they came. */
export function chosenSeries(all: readonly Series[], limit: number): Series[] {
  return [...all].sort((a, b) => rank(b) - rank(a)).slice(0, limit);
}

function rank({ change, least, most, last }: Series): number {
  const spread = least === null || most === null ? 0 : (most - least) / (Math.abs(most) + Math.abs(least) || 1);
  return (change ? 2 : 0) + spread + (typeof last === 'string' && numberOf(last) > 0 ? 1 : 0);
}
