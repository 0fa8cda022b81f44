/** The store: rows of several sources in order of time; rows without a time stand before all others, in the order of the files. */
import type { BlockInfo } from '../store/seal.ts';
import type { Answer } from './run-answer.ts';
import { type Pause, type Segment, segmentsOf } from './run-segments.ts';

/** Where a row stands in the order: by time, then source, then block, then row. */
export interface Key {
  /** Milliseconds UTC; -Infinity without a stamp. */
  readonly at: number;
  readonly source: string;
  readonly block: number;
  readonly row: number;
}

export interface Hit extends Key {
  readonly answer: Answer;
}

export type Direction = 'forward' | 'backward';

export function compareKeys(a: Key, b: Key): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.block - b.block || a.row - b.row;
}

/** The key just before the first row at a time or after it. */
export function timeKey(at: number): Key {
  return { at, source: '', block: -1, row: -1 };
}

/** Behind every row. */
export const END = timeKey(Number.MAX_VALUE);

export function rowKey(answer: Answer, block: BlockInfo, row: number): Key {
  const at = answer.source.columns(block).at[row];
  return { at: Number.isNaN(at) ? -Infinity : at, source: answer.source.id, block: block.id, row };
}

/** All fitting rows as segments, by where they begin and by where they end, with how many rows stand in those before. */
export interface Order {
  readonly answers: readonly Answer[];
  readonly total: number;
  readonly byFirst: readonly Segment[];
  readonly byLast: readonly Segment[];
  /** Rows in the segments of `byFirst` up to and with each one. */
  readonly firstSums: Float64Array;
  readonly lastSums: Float64Array;
}

const made = new WeakMap<Answer, Order>();

/** Worked out once per answer, and again where it is asked together with others. */
export async function orderOf(answers: readonly Answer[], pause: Pause): Promise<Order> {
  const known = answers.length > 0 ? made.get(answers[0]) : undefined;
  if (known && known.answers.length === answers.length && known.answers.every((one, i) => one === answers[i])) return known;
  const segments: Segment[] = [];
  for (const answer of answers) for (const segment of await segmentsOf(answer, pause)) segments.push(segment);
  const byFirst = [...segments].sort((a, b) => compareKeys(keyOf(a, a.first), keyOf(b, b.first)));
  const byLast = [...segments].sort((a, b) => compareKeys(keyOf(a, a.last), keyOf(b, b.last)));
  const total = answers.reduce((sum, one) => sum + one.total, 0);
  const order = { answers, total, byFirst, byLast, firstSums: sums(byFirst), lastSums: sums(byLast) };
  if (answers.length > 0) made.set(answers[0], order);
  return order;
}

function keyOf({ answer, block }: Segment, at: number): Key {
  return { at, source: answer.source.id, block: block.id, row: 0 };
}

function sums(segments: readonly Segment[]): Float64Array {
  let sum = 0;
  return Float64Array.from(segments, segment => (sum += segment.count));
}

/** A cursor is a key in a form that callers carry but do not read. */
export function writeCursor(key: Key): string {
  const at = key.at === -Infinity ? null : key.at;
  return Buffer.from(JSON.stringify([at, key.source, key.block, key.row])).toString('base64url');
}

/** The key in a cursor; null when it is none of ours. */
export function readCursor(cursor: string): Key | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(parts) || parts.length !== 4) return null;
    const [at, source, block, row] = parts as unknown[];
    if (
      (at !== null && typeof at !== 'number') ||
      typeof source !== 'string' ||
      typeof block !== 'number' ||
      typeof row !== 'number'
    )
      return null;
    return { at: at ?? -Infinity, source, block, row };
  } catch (failure) {
    if (failure instanceof SyntaxError) return null;
    throw failure;
  }
}
