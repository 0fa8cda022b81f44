/** The store: where a page of fitting lines begins: behind a cursor, at an index, at a time, or around a line. */
import { Fault } from '../../base/fault.ts';
import type { Answer } from './run-answer.ts';
import { type Direction, END, type Key, type Order, readCursor, rowKey, timeKey } from './run-order.ts';
import { rankOf, rowAt } from './run-rank.ts';
import type { Pause } from './run-segments.ts';

/** Where a page begins. */
export type Begin =
  /** Behind the cursor, or before it: `next` of the page before, or `previous` of the page behind; null is the first or the last line. */
  | { readonly cursor: string | null; readonly direction: Direction }
  /** At this index, from 0, among all lines that fit. */
  | { readonly offset: number }
  /** At the first line that is not before this time, milliseconds UTC. */
  | { readonly at: number }
  /** Around this line, whether or not it fits: a third of the page stands before it. */
  | { readonly near: Spot };

/** A line of one of the sources; it must exist. */
export interface Spot {
  readonly source: string;
  readonly member: number;
  readonly line: number;
}

/** A walk begins behind the key, or before it. */
export interface Start {
  readonly direction: Direction;
  /** Null: at the edge. */
  readonly from: Key | null;
  /** Index of the first row of the page, where the beginning tells it. */
  readonly offset: number | null;
  readonly nearIndex?: number | null;
}

/** Throws `bad_input` for a cursor that is not ours. */
export async function startOf(order: Order, begin: Begin & { readonly limit: number }, pause: Pause): Promise<Start> {
  if ('cursor' in begin) return cursorStart(begin.cursor, begin.direction);
  if ('offset' in begin) return startAt(order, begin.offset, pause);
  if ('at' in begin) {
    const from = timeKey(begin.at);
    return { direction: 'forward', from, offset: await rankOf(order, from, pause) };
  }
  const { key, fits } = keyOf(order.answers, begin.near);
  const rank = await rankOf(order, key, pause);
  // Near the end the page stays full.
  const offset = Math.max(0, Math.min(rank - Math.floor(begin.limit / 3), order.total - begin.limit));
  return { ...(await startAt(order, offset, pause)), nearIndex: fits ? rank : null };
}

function cursorStart(cursor: string | null, direction: Direction): Start {
  const from = cursor === null ? null : readCursor(cursor);
  if (cursor !== null && from === null) throw new Fault('bad_input', { problem: `"${cursor}" is not a cursor.` });
  return { direction, from, offset: from === null && direction === 'forward' ? 0 : null };
}

async function startAt(order: Order, index: number, pause: Pause): Promise<Start> {
  const hit = await rowAt(order, index, pause);
  const offset = Math.min(index, order.total);
  return { direction: 'forward', from: hit ? { ...hit, row: hit.row - 1 } : END, offset };
}

function keyOf(answers: readonly Answer[], { source, member, line }: Spot): { key: Key; fits: boolean } {
  const answer = answers.find(one => one.source.id === source)!;
  const [block] = answer.source.blocksOf(member, line, line);
  const row = line - block.firstLine;
  const fits = answer.counts[block.id] > 0 && answer.rows(block).includes(row);
  return { key: rowKey(answer, block, row), fits };
}
