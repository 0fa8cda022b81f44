/** The window, log table: the rows of a filter, kept block by block: what is in sight is asked first, what lies ahead next, and what nobody looks at any more is given up. */
import type { Life } from '../../src/base/progress.ts';

/** Rows of a block. */
export const BLOCK = 200;
/** Blocks kept. */
const KEPT = 60;
/** Blocks asked for at once at most: a page of the engine. */
const MOST_AT_ONCE = 5;
/** Blocks asked ahead in the direction of the last move, one after the other, once all in sight are there. */
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
  const asked = new Map<number, Question>();
  const failed = new Map<number, unknown>();
  let inSight: readonly number[] = [];
  let later: readonly number[] = [];

  function want(first: number, last: number, down = true): void {
    inSight = blocksOf(Math.max(0, first), Math.min(last, count - 1));
    later = ahead(inSight, down);
    for (const block of inSight) touch(block);
    const wanted = new Set([...inSight, ...later]);
    for (const question of new Set(asked.values())) if (!question.blocks.some(block => wanted.has(block))) giveUp(question);
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

  function giveUp(question: Question): void {
    forget(question);
    question.life.abort();
  }

  function forget({ blocks }: Question): void {
    for (const block of blocks) asked.delete(block);
  }

  const isMissing = (block: number): boolean => !asked.has(block) && !kept.has(block) && !failed.has(block);

  /** One question for all that is missing in sight; what lies ahead waits until nothing else is under way. */
  function pump(): void {
    for (let run = runOf(inSight.filter(isMissing)); run.length > 0; run = runOf(inSight.filter(isMissing))) void bring(run);
    const next = asked.size === 0 ? later.find(isMissing) : undefined;
    if (next !== undefined) void bring([next]);
  }

  async function bring(blocks: readonly number[]): Promise<void> {
    const question = { blocks, life: new AbortController() };
    const { signal } = question.life;
    for (const block of blocks) asked.set(block, question);
    const offset = blocks[0] * BLOCK;
    try {
      const rows = await ask(offset, Math.min(blocks.length * BLOCK, count - offset), { signal });
      if (signal.aborted) return;
      for (const [at, block] of blocks.entries()) kept.set(block, rows.slice(at * BLOCK, (at + 1) * BLOCK));
      while (kept.size > KEPT) kept.delete(kept.keys().next().value as number);
    } catch (failure) {
      if (signal.aborted) return;
      for (const block of blocks) failed.set(block, failure);
    }
    forget(question);
    pump();
    heard();
  }

  function retry(): void {
    failed.clear();
    heard();
  }

  function end(): void {
    for (const question of new Set(asked.values())) giveUp(question);
    inSight = [];
    later = [];
  }

  const row = (index: number) => kept.get(Math.floor(index / BLOCK))?.[index % BLOCK];
  const has = (first: number, last: number) => blocksOf(first, Math.min(last, count - 1)).every(block => kept.has(block));
  return { count, row, want, has, failure: () => failed.values().next().value ?? null, retry, end };
}

interface Question {
  /** One behind the other. */
  readonly blocks: readonly number[];
  readonly life: AbortController;
}

/** The first of them that follow one another without a hole. */
function runOf(blocks: readonly number[]): readonly number[] {
  const end = blocks.findIndex((block, at) => block !== blocks[0] + at);
  return blocks.slice(0, Math.min(MOST_AT_ONCE, end < 0 ? blocks.length : end));
}

function blocksOf(first: number, last: number): number[] {
  const blocks: number[] = [];
  for (let block = Math.floor(first / BLOCK); block * BLOCK <= last; block++) blocks.push(block);
  return blocks;
}
