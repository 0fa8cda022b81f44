/** The store: the rows of a source that fit a query, block by block; kept for the next page of the same question. */
import { pacer } from '../../base/pace.ts';
import type { Query } from '../../model/query.ts';
import { rest } from '../rest.ts';
import type { BlockInfo } from '../store/seal.ts';
import type { Source } from '../store/source.ts';
import { BY_TEXT, NO, Plan, YES } from './run-plan.ts';
import { RowTest } from './run-rows.ts';

/** Answers kept per source. */
const KEPT = 8;
/** An answer with more rows found in text is not kept. */
const MOST_ROWS = 4_000_000;

export class Answer {
  readonly source: Source;
  /** Fitting rows per block. */
  readonly counts: Uint32Array;
  total = 0;
  readonly #plan: Plan;
  /** Per block: its fitting rows, where they had to be looked for; else they follow from the shapes. */
  readonly #rows = new Map<number, Uint32Array>();
  found = 0;

  constructor(source: Source, plan: Plan) {
    this.source = source;
    this.counts = new Uint32Array(source.blocks.length);
    this.#plan = plan;
  }

  add(block: BlockInfo, count: number, rows: Uint32Array | null): void {
    this.counts[block.id] = count;
    this.total += count;
    if (!rows || count === 0) return;
    this.#rows.set(block.id, rows);
    this.found += rows.length;
  }

  /** The fitting rows of a block, ascending. */
  rows(block: BlockInfo): Uint32Array {
    const known = this.#rows.get(block.id);
    if (known) return known;
    const rows = new Uint32Array(this.counts[block.id]);
    if (rows.length === block.count) return rows.map((_, row) => row);
    const verdicts = this.#plan.verdicts(block);
    const { shape } = this.source.columns(block);
    let next = 0;
    for (let row = 0; row < block.count && next < rows.length; row++) if (verdicts[shape[row]] === YES) rows[next++] = row;
    return rows;
  }
}

const kept = new WeakMap<Source, Map<string, Answer>>();

/** Finds the rows that fit; a cancel is heard between two blocks. */
export async function answer(source: Source, query: Query, signal: AbortSignal): Promise<Answer> {
  const answers = kept.get(source) ?? new Map<string, Answer>();
  kept.set(source, answers);
  const key = JSON.stringify(query);
  const known = answers.get(key);
  if (known) {
    answers.delete(key);
    answers.set(key, known);
    return known;
  }
  const made = await look(source, query, signal);
  if (made.found > MOST_ROWS) return made;
  answers.set(key, made);
  if (answers.size > KEPT) answers.delete(answers.keys().next().value as string);
  return made;
}

async function look(source: Source, query: Query, signal: AbortSignal): Promise<Answer> {
  const pause = pacer(signal, rest);
  const plan = new Plan(source, query);
  const made = new Answer(source, plan);
  const test = new RowTest(source, query);
  for (const block of source.blocks) {
    await pause();
    const verdicts = plan.verdicts(block);
    let hardest = NO;
    for (const verdict of verdicts) if (verdict > hardest) hardest = verdict;
    if (hardest <= YES) {
      let count = 0;
      for (let i = 0; i < verdicts.length; i++) if (verdicts[i] === YES) count += block.counts[i];
      made.add(block, count, null);
      continue;
    }
    const text = hardest === BY_TEXT ? source.text(block) : null;
    const rows = test.rows(block, verdicts, text);
    made.add(block, rows.length, rows);
  }
  return made;
}
