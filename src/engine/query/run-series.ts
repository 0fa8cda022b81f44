/** The store: counts of fitting lines per level and time bucket. */
import { pacer } from '../../base/pace.ts';
import { type Level, levels } from '../../model/level.ts';
import type { Query } from '../../model/query.ts';
import { rest } from '../rest.ts';
import type { Source } from '../store/source.ts';
import { answer } from './run-answer.ts';

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
export function bucketsOf(sources: readonly Source[], options: SeriesOptions): { from: number; step: number; length: number } {
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
function wholeSeconds(from: number, to: number, buckets: number): { from: number; step: number; length: number } {
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
  const { from, step, length } = bucketsOf(sources, options);
  const counts = levels.map(() => new Array<number>(length).fill(0));
  const add = (at: number, level: number, count: number) => {
    const bucket = Math.floor((at - from) / step);
    if (bucket >= 0 && bucket < length) counts[level][bucket] += count;
  };
  const bySecond = (query.kind === 'all' || query.kind === 'level') && from % 1000 === 0 && step % 1000 === 0;
  for (const source of length > 0 ? sources : []) {
    if (bySecond) addSeconds(source, query.kind === 'level' ? query.levels : null, add);
    else await addRows(source, query, { add, signal, from, to: from + step * length });
  }
  return { from, step, counts: Object.fromEntries(levels.map((level, i) => [level, counts[i]])) as Record<Level, number[]> };
}

type Add = (at: number, level: number, count: number) => void;

function addSeconds(source: Source, wanted: readonly number[] | null, add: Add): void {
  const { at, level, count } = source.seconds();
  for (let i = 0; i < at.length; i++) if (!wanted || wanted.includes(level[i])) add(at[i], level[i], count[i]);
}

async function addRows(
  source: Source,
  query: Query,
  to: { add: Add; signal: AbortSignal; from: number; to: number },
): Promise<void> {
  const found = await answer(source, query, to.signal);
  const pause = pacer(to.signal, rest);
  for (const block of source.blocks) {
    if (found.counts[block.id] === 0 || block.minAt === null || block.minAt >= to.to || block.maxAt! < to.from) continue;
    await pause();
    const { at, shape } = source.columns(block);
    for (const row of found.rows(block)) {
      if (!Number.isNaN(at[row])) to.add(at[row], source.shapes.level[shape[row]], 1);
    }
  }
}
