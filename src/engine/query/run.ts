/** The store: answers questions over the lines of one or more sources: pages in order of time, counts, counts over time. */
import { pacer } from '../../base/pace.ts';
import type { Row } from '../../model/corpus.ts';
import type { Coverage } from '../../model/coverage.ts';
import type { Query } from '../../model/query.ts';
import { rest } from '../rest.ts';
import type { Source } from '../store/source.ts';
import { type Answer, answer } from './run-answer.ts';
import { END, type Hit, type Order, orderOf, writeCursor } from './run-order.ts';
import { rankOf } from './run-rank.ts';
import type { Pause } from './run-segments.ts';
import { type Series, type SeriesOptions, series } from './run-series.ts';
import { type Begin, type Start, startOf } from './run-start.ts';
import { walk } from './run-walk.ts';

/** `limit`: lines at most. */
export type PageRequest = Begin & { readonly limit: number };

export interface FoundRow {
  readonly source: string;
  readonly row: Row;
}

export interface PageOfRows {
  /** In order of time, whatever the direction. */
  readonly rows: FoundRow[];
  /** Index of the first row among all that fit; how many there are when the page is empty because it begins behind them. */
  readonly offset: number;
  /** Index of the line that was asked for by `near`; null when it does not fit. */
  readonly nearIndex: number | null;
  /** Cursor to go on forward behind this page; null at the end. */
  readonly next: string | null;
  /** Cursor to go on backward before this page; null at the beginning. */
  readonly previous: string | null;
  readonly coverage: Coverage;
}

/**
 * A page of the lines that fit, ordered by time, then file and line; lines without a time come first. Each result is one line:
 * `Source.recordEnd` tells where the record that begins there ends. Throws cancelled, bad_input (a foreign cursor), index_damaged.
 */
export async function search(
  sources: readonly Source[],
  query: Query,
  ...[page, signal]: [page: PageRequest, signal: AbortSignal]
): Promise<PageOfRows> {
  const pause = pacer(signal, rest);
  const order = await orderOf(await answersOf(sources, query, signal), pause);
  const start = await startOf(order, page, pause);
  const found = await walk(order, { ...start, limit: page.limit }, pause);
  if (start.direction === 'backward') found.reverse();
  const offset = start.offset ?? (await offsetOf(order, found, { start, pause }));
  const before = offset > 0;
  const behind = offset + found.length < order.total;
  const scanned = sources.reduce((sum, source) => sum + source.lines, 0);
  return {
    rows: await rowsOf(found, { pause, signal }),
    offset,
    nearIndex: start.nearIndex ?? null,
    next: behind ? writeCursor(found.at(-1) ?? start.from ?? END) : null,
    previous: before ? writeCursor(found[0] ?? start.from ?? END) : null,
    coverage: { scanned, matched: order.total, shown: found.length, dropped: order.total - found.length },
  };
}

async function offsetOf(order: Order, found: readonly Hit[], { start, pause }: { start: Start; pause: Pause }): Promise<number> {
  if (found.length > 0) return rankOf(order, found[0], pause);
  return start.direction === 'forward' ? order.total : 0;
}

async function rowsOf(found: readonly Hit[], { pause, signal }: { pause: Pause; signal: AbortSignal }): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  for (const answer of new Set(found.map(hit => hit.answer))) {
    const blocks = found.filter(hit => hit.answer === answer).map(hit => answer.source.blocks[hit.block]);
    const bringing = answer.source.bring([...new Set(blocks)], signal);
    if (bringing) await bringing;
  }
  for (const { answer, source, block, row } of found) {
    await pause();
    rows.push({ source, row: answer.source.row(answer.source.blocks[block], row) });
  }
  return rows;
}

async function answersOf(sources: readonly Source[], query: Query, signal: AbortSignal): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const source of sources) answers.push(await answer(source, query, signal));
  return answers;
}

/** How many lines fit. */
export async function count(sources: readonly Source[], query: Query, signal: AbortSignal): Promise<number> {
  const answers = await answersOf(sources, query, signal);
  return answers.reduce((sum, one) => sum + one.total, 0);
}

/**
 * Lines with a stamp per level and bucket; buckets of a second or more begin on whole seconds, so that `from` may come out a little
 * earlier, and `step` a little longer, than asked.
 */
export function histogram(
  sources: readonly Source[],
  query: Query,
  ...[options, signal]: [options: SeriesOptions, signal: AbortSignal]
): Promise<Series> {
  return series(sources, query, { options, signal });
}
