/** Analysis: how unlikely it is that a template's records stand in time as they do, were they spread over the run by chance. */
import type { Corpus, TemplateStat } from '../../../model/corpus.ts';

/** Slices of the run in which records are counted. */
const SLICES = 120;
/** A slice is a burst from so many standard deviations on. */
const BURST = 5;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** First to last stamp of the run; null when fewer than two moments are known. */
export function spanOf(corpus: Corpus): Span | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { firstAt, lastAt } of corpus.members) {
    if (firstAt !== null) from = Math.min(from, firstAt);
    if (lastAt !== null) to = Math.max(to, lastAt);
  }
  return to > from ? { from, to } : null;
}

/**
 * Surprise, in nats, that `count` records which could stand anywhere in the run all stand between their first and last one, or all
 * behind their first one.
 */
export function crowding({ count, firstAt, lastAt }: Pick<TemplateStat, 'count' | 'firstAt' | 'lastAt'>, span: Span): number {
  if (firstAt === null || lastAt === null) return 0;
  const length = span.to - span.from;
  const width = Math.max((lastAt - firstAt) / length, 1e-4);
  const late = Math.min((firstAt - span.from) / length, 1 - 1e-4);
  return Math.max((count - 1) * -Math.log(Math.min(1, width)), count * -Math.log1p(-Math.max(0, late)));
}

export interface Burst {
  /** Standard score of the fullest slice against the template's usual rate. */
  readonly z: number;
  /** When the first slice of a burst begins; null without a burst. */
  readonly at: number | null;
}

/** Bursts of groups of templates: for each group the z-score per slice of the run, the usual rate being the median of all slices. */
export function burstsOf(corpus: Corpus, span: Span, groups: readonly (readonly number[])[]): Burst[] {
  const histogram = corpus.histogram(new Set(groups.flat()), span.from, span.to, SLICES);
  return groups.map(group => {
    const sums = new Float64Array(SLICES);
    for (const id of group) {
      for (const [slice, count] of histogram.get(id)?.entries() ?? []) sums[slice] += count;
    }
    return burstIn(sums, span);
  });
}

function burstIn(sums: Float64Array, span: Span): Burst {
  const usual = sums.toSorted()[SLICES >> 1];
  const deviation = Math.sqrt(usual + 1);
  const scores = sums.map(sum => (sum - usual) / deviation);
  const first = scores.findIndex(score => score >= BURST);
  return { z: Math.max(...scores), at: first < 0 ? null : span.from + (first * (span.to - span.from)) / SLICES };
}
