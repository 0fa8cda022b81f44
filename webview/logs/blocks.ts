/** The window, log table: the rows of a filter, kept block by block: what is in sight is asked first, what lies ahead next, and what nobody looks at any more is given up. */
import type { Life } from '../../src/base/progress.ts';

/** Rows asked for at once. */
export const BLOCK = 200;
/** Blocks kept. */
const KEPT = 60;
/** Questions under way at once: one being answered, one that waits for it. */
const MOST_ASKED = 2;
/** Blocks asked ahead in the direction of the last move. */
const AHEAD = 2;

export interface Blocks<T> {
  readonly count: number;
  row(index: number): T | undefined;
  /** Says which rows are in sight and which way they move. */
  want(first: number, last: number, down?: boolean): void;
  has(first: number, last: number): boolean;
  /** Why rows are missing; null when none failed. */
  failure(): unknown;
  /** Asks again for what failed. */
  retry(): void;
  end(): void;
}

export interface BlockSource<T> {
  readonly count: number;
  ask(offset: number, limit: number, life: Life): Promise<readonly T[]>;
  /** Rows came, or failed to. */
  heard(): void;
}

export function makeBlocks<T>({ count, ask, heard }: BlockSource<T>): Blocks<T> {
  const kept = new Map<number, readonly T[]>();
  const asked = new Map<number, AbortController>();
  const failed = new Map<number, unknown>();
  let queue: number[] = [];

  function want(first: number, last: number, down = true): void {
    const seen = blocksOf(Math.max(0, first), Math.min(last, count - 1));
    for (const block of seen) touch(block);
    const wanted = [...seen, ...ahead(seen, down)];
    for (const [block, life] of asked) if (!wanted.includes(block)) giveUp(block, life);
    queue = wanted;
    pump();
  }

  function ahead(seen: readonly number[], down: boolean): number[] {
    if (seen.length === 0) return [];
    const edge = down ? seen[seen.length - 1] : seen[0];
    const next = Array.from({ length: AHEAD }, (_, i) => edge + (down ? i + 1 : -i - 1));
    return next.filter(block => block >= 0 && block * BLOCK < count);
  }

  /** The oldest is dropped first, so what is looked at becomes the newest. */
  function touch(block: number): void {
    const rows = kept.get(block);
    if (!rows) return;
    kept.delete(block);
    kept.set(block, rows);
  }

  function giveUp(block: number, life: AbortController): void {
    asked.delete(block);
    life.abort();
  }

  function pump(): void {
    for (const block of queue) {
      if (asked.size >= MOST_ASKED) return;
      if (!asked.has(block) && !kept.has(block) && !failed.has(block)) void bring(block);
    }
  }

  async function bring(block: number): Promise<void> {
    const life = new AbortController();
    asked.set(block, life);
    try {
      const rows = await ask(block * BLOCK, Math.min(BLOCK, count - block * BLOCK), { signal: life.signal });
      if (life.signal.aborted) return;
      kept.set(block, rows);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value as number);
    } catch (failure) {
      if (life.signal.aborted) return;
      failed.set(block, failure);
    }
    asked.delete(block);
    pump();
    heard();
  }

  function retry(): void {
    failed.clear();
    heard();
  }

  function end(): void {
    for (const [block, life] of asked) giveUp(block, life);
    queue = [];
  }

  const row = (index: number) => kept.get(Math.floor(index / BLOCK))?.[index % BLOCK];
  const has = (first: number, last: number) => blocksOf(first, Math.min(last, count - 1)).every(block => kept.has(block));
  return { count, row, want, has, failure: () => failed.values().next().value ?? null, retry, end };
}

function blocksOf(first: number, last: number): number[] {
  const blocks: number[] = [];
  for (let block = Math.floor(first / BLOCK); block * BLOCK <= last; block++) blocks.push(block);
  return blocks;
}
