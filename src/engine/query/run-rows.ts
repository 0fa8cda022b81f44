/** The store: looks into the rows of one block that its shapes leave open. */
import type { Query } from '../../model/query.ts';
import type { BlockText } from '../store/block-text.ts';
import type { Columns } from '../store/codec.ts';
import type { BlockInfo } from '../store/seal.ts';
import type { Source } from '../store/source.ts';
import { type Candidate, compile, type Test } from './match.ts';
import { type Finder, finderOf } from './run-find.ts';
import { NO, YES } from './run-plan.ts';

export class RowTest {
  readonly #source: Source;
  readonly #test: Test;
  readonly #finder: Finder | null;

  constructor(source: Source, query: Query) {
    this.#source = source;
    this.#test = compile(query);
    this.#finder = finderOf(query);
  }

  /** The fitting rows, ascending; `text` is null when no verdict turns on it. */
  rows(block: BlockInfo, verdicts: Uint8Array, text: BlockText | null): Uint32Array {
    const columns = this.#source.columns(block);
    const verdictOf = (row: number) => verdicts[columns.shape[row]];
    const fits = new Uint8Array(block.count);
    const view = new RowView(this.#source, block, { columns, text });
    const offer = (row: number, sure: boolean) => {
      if (verdictOf(row) === NO || fits[row]) return;
      view.row = row;
      if (sure || verdictOf(row) === YES || this.#test(view)) fits[row] = 1;
    };
    const searched = text && this.#finder?.(text, offer);
    if (!searched) for (let row = 0; row < block.count; row++) offer(row, false);
    else if (verdicts.includes(YES)) for (let row = 0; row < block.count; row++) if (verdictOf(row) === YES) fits[row] = 1;
    return marked(fits);
  }
}

function marked(fits: Uint8Array): Uint32Array {
  const rows: number[] = [];
  for (let row = fits.indexOf(1); row >= 0; row = fits.indexOf(1, row + 1)) rows.push(row);
  return Uint32Array.from(rows);
}

/** A row as the test sees it; its text is decoded when it is asked for. */
class RowView implements Candidate {
  row = 0;
  readonly member: string;
  readonly source: string;
  readonly #store: Source;
  readonly #block: BlockInfo;
  readonly #columns: Columns;
  readonly #text: BlockText | null;
  #decoded = '';
  #decodedRow = -1;

  constructor(source: Source, block: BlockInfo, { columns, text }: { columns: Columns; text: BlockText | null }) {
    this.member = source.members[block.member].path;
    this.source = source.id;
    this.#store = source;
    this.#block = block;
    this.#columns = columns;
    this.#text = text;
  }

  get at(): number | null {
    const at = this.#columns.at[this.row];
    return Number.isNaN(at) ? null : at;
  }

  get level(): number {
    return this.#store.shapes.level[this.#columns.shape[this.row]];
  }

  get template(): number {
    return this.#store.shapes.template[this.#columns.shape[this.row]];
  }

  get continued(): boolean {
    return this.#store.shapes.continued[this.#columns.shape[this.row]] === 1;
  }

  get text(): string {
    if (this.#decodedRow !== this.row) {
      const text = this.#text ?? this.#store.text(this.#block);
      this.#decoded = text.bytes.toString('utf8', text.layout.starts[this.row], text.layout.ends[this.row]);
      this.#decodedRow = this.row;
    }
    return this.#decoded;
  }
}
