/** The store: the rows of a source that fit a query, block by block; kept for the next page of the same question. */
import { pacer } from '../../base/pace.ts';
import type { Query } from '../../model/query.ts';
import { rest } from '../rest.ts';
import type { BlockText } from '../store/block-text.ts';
import type { BlockInfo } from '../store/seal.ts';
import type { Source } from '../store/source.ts';
import { plainFor } from './run-plain.ts';
import { BY_TEXT, judge, NO, Plan, YES } from './run-plan.ts';
import { packRows, type RowSet, unpackRows } from './run-row-set.ts';
import { RowTest } from './run-rows.ts';
import { Together } from './run-together.ts';

/** Answers kept per source. */
const KEPT = 8;

export class Answer {
  readonly source: Source;
  /** Fitting rows per block. */
  readonly counts: Uint32Array;
  total = 0;
  readonly #plan: Plan;
  /** Per block: its fitting rows, where they had to be looked for; else they follow from the shapes. */
  readonly #rows = new Map<number, RowSet>();

  constructor(source: Source, plan: Plan) {
    this.source = source;
    this.counts = new Uint32Array(source.blocks.length);
    this.#plan = plan;
  }

  add(block: BlockInfo, count: number, rows: Uint32Array | null): void {
    this.counts[block.id] = count;
    this.total += count;
    if (rows && count > 0 && count < block.count) this.#rows.set(block.id, packRows(rows, block.count));
  }

  /** The fitting rows of a block, ascending. */
  rows(block: BlockInfo): Uint32Array {
    const known = this.#rows.get(block.id);
    if (known) return unpackRows(known, this.counts[block.id]);
    const rows = new Uint32Array(this.counts[block.id]);
    if (rows.length === block.count) return rows.map((_, row) => row);
    const { by } = this.#plan.verdicts(block, 'shapes');
    const { shape } = this.source.columns(block);
    let next = 0;
    for (let row = 0; row < block.count && next < rows.length; row++) if (by[shape[row]] === YES) rows[next++] = row;
    return rows;
  }
}

const kept = new WeakMap<Source, Map<string, Answer>>();
const underWay = new WeakMap<Source, Together<Answer>>();

/** Drops what is kept of earlier questions, so that a measurement asks anew. */
export function forgetAnswers(source: Source): void {
  kept.delete(source);
}

/** Finds the rows that fit; a cancel is heard between two blocks. */
export async function answer(source: Source, asked: Query, signal: AbortSignal): Promise<Answer> {
  const query = plainFor(source, asked);
  const answers = kept.get(source) ?? new Map<string, Answer>();
  kept.set(source, answers);
  const key = JSON.stringify(query);
  const known = answers.get(key);
  if (known) {
    answers.delete(key);
    answers.set(key, known);
    return known;
  }
  const together = underWay.get(source) ?? new Together<Answer>();
  underWay.set(source, together);
  // A window asks for rows and for counts at once: both wait for one look.
  const made = await together.make(key, life => look(source, query, life), signal);
  answers.set(key, made);
  if (answers.size > KEPT) answers.delete(answers.keys().next().value as string);
  return made;
}

/** Texts that are unpacked in the thread pool while another one is searched. */
const AHEAD = 2;
/** Blocks fewer than these are unpacked on the spot and kept for the next question. */
const FEW = 24;

async function look(source: Source, query: Query, signal: AbortSignal): Promise<Answer> {
  const pause = pacer(signal, rest);
  const plan = new Plan(source, query);
  const made = new Answer(source, plan);
  const test = new RowTest(source, query);
  const open: BlockInfo[] = [];
  for (const block of source.blocks) {
    await pause();
    const { sure, hardest } = judge(block, plan.verdicts(block, 'kinds'));
    if (hardest <= YES) {
      made.add(block, sure, null);
      continue;
    }
    const shapes = judgeRows(source, plan, block);
    if (shapes.hardest <= YES) made.add(block, shapes.sure, null);
    else if (shapes.hardest === BY_TEXT) open.push(block);
    else addRows(made, block, test.rows(block, plan.verdicts(block, 'shapes').by, null));
  }
  const texts = open.length < FEW && !source.kept ? textsAtOnce(source, open) : textsAhead(source, open);
  for (const block of open) {
    await pause();
    addRows(made, block, test.rows(block, plan.verdicts(block, 'shapes').by, await texts()));
  }
  return made;
}

function addRows(made: Answer, block: BlockInfo, rows: Uint32Array): void {
  made.add(block, rows.length, rows);
}

/** As `judge` does by kinds, now that the shapes of the rows are looked at. */
function judgeRows(source: Source, plan: Plan, block: BlockInfo): { sure: number; hardest: number } {
  const { by } = plan.verdicts(block, 'shapes');
  const { shape } = source.columns(block);
  let hardest = NO;
  let sure = 0;
  for (let row = 0; row < block.count; row++) {
    const verdict = by[shape[row]];
    if (verdict > hardest) hardest = verdict;
    if (verdict === YES) sure++;
  }
  return { sure, hardest };
}

type Texts = () => BlockText | Promise<BlockText>;

function textsAtOnce(source: Source, blocks: readonly BlockInfo[]): Texts {
  let next = 0;
  return () => source.text(blocks[next++]);
}

function textsAhead(source: Source, blocks: readonly BlockInfo[]): Texts {
  const begun: (BlockText | Promise<BlockText>)[] = [];
  let next = 0;
  return () => {
    while (begun.length <= AHEAD && next < blocks.length) {
      const text = source.textSoon(blocks[next++]);
      // Heard by whoever waits for it; a cancelled question leaves it unheard.
      if (text instanceof Promise) text.catch(() => undefined);
      begun.push(text);
    }
    return begun.shift() as BlockText | Promise<BlockText>;
  };
}
