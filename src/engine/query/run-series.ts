/** The store: counts of fitting lines per level and time bucket. */
import { pacer } from '../../base/pace.ts';
import { type Level, levels } from '../../model/level.ts';
import type { Query } from '../../model/query.ts';
import { rest } from '../rest.ts';
import type { Source } from '../store/source.ts';
import { type Answer, answer } from './run-answer.ts';
import { plainFor } from './run-plain.ts';

export interface Series {
  /** Milliseconds UTC at which the first bucket begins. */
  readonly from: number;
  /** Milliseconds per bucket. */
  readonly step: number;
  readonly counts: Record<Level, number[]>;
}

export type SeriesOptions =
  | { readonly from?: number; readonly to?: number; readonly buckets: number }
  | { readonly stepMs: number };

const MOST_BUCKETS = 100_000;

/** The buckets that an answer has; none without any stamp. */
export function bucketsOf(sources: readonly Source[], options: SeriesOptions): Buckets {
  const first = Math.min(...sources.map(source => source.firstAt ?? Infinity));
  const last = Math.max(...sources.map(source => source.lastAt ?? -Infinity));
  if ('stepMs' in options) {
    if (!(first <= last)) return { from: 0, step: options.stepMs, length: 0 };
    const span = last - first;
    const step = Math.max(options.stepMs, Math.ceil(span / MOST_BUCKETS));
    const from = Math.floor(first / step) * step;
    return { from, step, length: Math.floor((last - from) / step) + 1 };
  }
  const from = options.from ?? first;
  const to = options.to ?? last + 1;
  if (!(from < to) || !Number.isFinite(from) || !Number.isFinite(to))
    return { from: Number.isFinite(from) ? from : 0, step: 1000, length: 0 };
  return wholeSeconds(from, to, options.buckets);
}

/** Buckets of a second or more begin and end on whole seconds, so that the counts kept per second answer them. */
function wholeSeconds(from: number, to: number, buckets: number): Buckets {
  const plain = (to - from) / buckets;
  const unit = plain >= 1000 ? 1000 : 1;
  const start = Math.floor(from / unit) * unit;
  const step = Math.max(unit, Math.ceil((to - start) / buckets / unit) * unit);
  return { from: start, step, length: Math.ceil((to - start) / step) };
}

export async function series(
  sources: readonly Source[],
  query: Query,
  asked: { options: SeriesOptions; signal: AbortSignal },
): Promise<Series> {
  const { options, signal } = asked;
  const buckets = bucketsOf(sources, options);
  const { from, step, length } = buckets;
  const sums = levels.map(() => new Array<number>(length).fill(0));
  const whole = from % 1000 === 0 && step % 1000 === 0;
  for (const source of length > 0 ? sources : []) {
    const plain = plainFor(source, query);
    const counts =
      whole && (plain.kind === 'all' || plain.kind === 'level')
        ? countSeconds(source, plain.kind === 'level' ? plain.levels : null, buckets)
        : await countRows(await answer(source, plain, signal), buckets, signal);
    for (const [level, row] of sums.entries()) for (let i = 0; i < length; i++) row[i] += counts[level * length + i];
  }
  return { from, step, counts: Object.fromEntries(levels.map((level, i) => [level, sums[i]])) as Record<Level, number[]> };
}

interface Buckets {
  readonly from: number;
  readonly step: number;
  readonly length: number;
}

/** Level after level, bucket after bucket. */
type Counts = Float64Array;

function emptyCounts({ length }: Buckets): Counts {
  return new Float64Array(levels.length * length);
}

function countSeconds(source: Source, wanted: readonly number[] | null, buckets: Buckets): Counts {
  const counts = emptyCounts(buckets);
  const { at, level, count } = source.seconds();
  for (let i = 0; i < at.length; i++) {
    const bucket = Math.floor((at[i] - buckets.from) / buckets.step);
    if (bucket < 0 || bucket >= buckets.length || (wanted && !wanted.includes(level[i]))) continue;
    counts[level[i] * buckets.length + bucket] += count[i];
  }
  return counts;
}

/** Series kept per answer: a window that comes back asks for the same again. */
const KEPT = 4;
const kept = new WeakMap<Answer, Map<string, Counts>>();

async function countRows(found: Answer, buckets: Buckets, signal: AbortSignal): Promise<Counts> {
  const known = kept.get(found) ?? new Map<string, Counts>();
  kept.set(found, known);
  const key = `${buckets.from} ${buckets.step} ${buckets.length}`;
  const counts = known.get(key) ?? (await countBlocks(found, buckets, signal));
  known.set(key, counts);
  if (known.size > KEPT) known.delete(known.keys().next().value as string);
  return counts;
}

async function countBlocks(found: Answer, buckets: Buckets, signal: AbortSignal): Promise<Counts> {
  const { from, step, length } = buckets;
  const { source } = found;
  const counts = emptyCounts(buckets);
  const pause = pacer(signal, rest);
  for (const block of source.blocks) {
    const outside = block.minAt === null || block.minAt >= from + step * length || block.maxAt! < from;
    if (outside || found.counts[block.id] === 0) continue;
    await pause();
    const { at, shape } = source.columns(block);
    for (const row of found.rows(block)) {
      const bucket = Math.floor((at[row] - from) / step);
      // Rows without a time have no bucket.
      if (bucket >= 0 && bucket < length) counts[source.shapes.level[shape[row]] * length + bucket]++;
    }
  }
  return counts;
}
