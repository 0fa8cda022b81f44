/** The store: rows of several sources in order of time; rows without a time stand before all others, in the order of the files. */
import type { BlockInfo } from '../store/seal.ts';
import type { Answer } from './run-answer.ts';

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

/** A block that holds fitting rows, with a bound on what it can contribute first. */
interface Pending {
  readonly bound: Key;
  readonly answer: Answer;
  readonly block: BlockInfo;
}

/** Rows of one opened block, the next one last. */
type Run = Hit[];

/** The fitting rows beyond `from`, nearest first. Blocks are opened only when their turn comes. */
export function* hits(answers: readonly Answer[], direction: Direction, from: Key | null): Generator<Hit> {
  const sign = direction === 'forward' ? 1 : -1;
  const before = (a: Key, b: Key) => sign * compareKeys(a, b);
  const pending = answers.flatMap(answer => pendingOf(answer, sign)).sort((a, b) => before(b.bound, a.bound));
  const runs: Run[] = [];
  for (;;) {
    let next = nearest(runs, before);
    while (pending.length > 0 && (next === null || before(pending[pending.length - 1].bound, lastOf(next)) < 0)) {
      const run = open(pending.pop() as Pending, from, before);
      if (run.length > 0) runs.push(run);
      next = nearest(runs, before);
    }
    if (next === null) return;
    yield next.pop() as Hit;
    if (next.length === 0) runs.splice(runs.indexOf(next), 1);
  }
}

function pendingOf(answer: Answer, sign: number): Pending[] {
  const source = answer.source.id;
  return answer.source.blocks.flatMap(block => {
    if (answer.counts[block.id] === 0) return [];
    const first = block.unstamped > 0 || block.minAt === null ? -Infinity : block.minAt;
    const last = block.maxAt ?? -Infinity;
    const bound =
      sign > 0 ? { at: first, source, block: block.id, row: -1 } : { at: last, source, block: block.id, row: block.count };
    return [{ bound, answer, block }];
  });
}

function open({ answer, block }: Pending, from: Key | null, before: (a: Key, b: Key) => number): Run {
  const { at } = answer.source.columns(block);
  const run: Run = [];
  for (const row of answer.rows(block)) {
    const key = { at: Number.isNaN(at[row]) ? -Infinity : at[row], source: answer.source.id, block: block.id, row, answer };
    if (from === null || before(from, key) < 0) run.push(key);
  }
  return run.sort((a, b) => before(b, a));
}

function nearest(runs: readonly Run[], before: (a: Key, b: Key) => number): Run | null {
  let best: Run | null = null;
  for (const run of runs) if (best === null || before(lastOf(run), lastOf(best)) < 0) best = run;
  return best;
}

function lastOf(run: Run): Hit {
  return run[run.length - 1];
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
