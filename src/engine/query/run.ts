/** The store: answers questions over the lines of one or more sources: pages in order of time, counts, counts over time. */
import { Fault } from '../../base/fault.ts';
import type { Row } from '../../model/corpus.ts';
import type { Coverage } from '../../model/coverage.ts';
import type { Query } from '../../model/query.ts';
import type { Source } from '../store/source.ts';
import { type Answer, answer } from './run-answer.ts';
import { type Direction, type Hit, hits, readCursor, writeCursor } from './run-order.ts';
import { type Series, type SeriesOptions, series } from './run-series.ts';

export interface PageRequest {
  /** Lines at most. */
  readonly limit: number;
  /** Where to go on: `next` of the page before, or `previous` of the page behind; null begins at the first or the last line. */
  readonly cursor: string | null;
  readonly direction: Direction;
}

export interface FoundRow {
  readonly source: string;
  readonly row: Row;
}

export interface PageOfRows {
  /** In order of time, whatever the direction. */
  readonly rows: FoundRow[];
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
  const from = page.cursor === null ? null : readCursor(page.cursor);
  if (page.cursor !== null && from === null) throw new Fault('bad_input', { problem: `"${page.cursor}" is not a cursor.` });
  const answers = await answersOf(sources, query, signal);
  const found: Hit[] = [];
  let more = false;
  for (const hit of hits(answers, page.direction, from)) {
    more = found.length === page.limit;
    if (more) break;
    found.push(hit);
  }
  const forward = page.direction === 'forward';
  if (!forward) found.reverse();
  const rows = found.map(hit => ({
    source: hit.source,
    row: hit.answer.source.row(hit.answer.source.blocks[hit.block], hit.row),
  }));
  // What lies on the side one came from is known by the cursor alone.
  const before = forward ? from !== null : more;
  const behind = forward ? more : from !== null;
  const matched = answers.reduce((sum, one) => sum + one.total, 0);
  const scanned = sources.reduce((sum, source) => sum + source.lines, 0);
  return {
    rows,
    next: behind ? edge(found.at(-1), page.cursor) : null,
    previous: before ? edge(found[0], page.cursor) : null,
    coverage: { scanned, matched, shown: rows.length, dropped: matched - rows.length },
  };
}

/** An empty page leads back to where it was asked from. */
function edge(hit: Hit | undefined, asked: string | null): string | null {
  return hit ? writeCursor(hit) : asked;
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
