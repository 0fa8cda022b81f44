/** The store: seals a parsed block: its rows get templates, heads and shapes, its words a filter, its bytes a packed form. */

import { wordHash, words } from '../query/words.ts';
import { type Block, CONTINUED } from '../read/block.ts';
import { messageEnd } from '../read/message.ts';
import { packColumns } from './codec.ts';
import { type Span, WordSet, wordByte } from './filter.ts';
import { packText } from './frames.ts';
import { HEADLESS, Heads, LOOSE, type RowSpan } from './heads.ts';
import { type KindList, makeKindList } from './kind-lists.ts';
import { Shapes } from './shapes.ts';
import { Rollup, TemplateTally } from './tally.ts';

/** What the store asks of the template miner. */
export interface Miner {
  /** The template id of bytes[start, end). Afterwards `variables` holds start and end of its variable tokens, `variableCount` pairs. */
  add(bytes: Uint8Array, start: number, end: number): number;
  readonly variables: Uint32Array;
  readonly variableCount: number;
  readonly size: number;
  text(id: number): string;
  /** Words that were constant in the template when earlier lines were filed under it, and no longer are. */
  formerWords(id: number): ReadonlySet<string>;
  /** Called once behind the last line: the final id of each id given out. */
  finish?(): Uint32Array;
}

/** What stays in memory of a block until the index is finished. */
export interface BlockInfo extends KindList {
  readonly id: number;
  readonly member: number;
  readonly firstLine: number;
  readonly count: number;
  /** Milliseconds UTC over the rows with a stamp; null without any. */
  readonly minAt: number | null;
  readonly maxAt: number | null;
  /** Rows without a stamp. */
  readonly unstamped: number;
  /** Bytes of text before packing. */
  readonly size: number;
}

export interface SealedBlock {
  readonly info: BlockInfo;
  readonly columns: Uint8Array;
  readonly filter: Uint8Array;
  /** Settles when the thread pool has packed the text; until then the block's bytes must stay. */
  readonly text: Promise<Uint8Array>;
}

/** How templates show a variable part. */
const HOLE = Buffer.from('<*>');

export class Sealer {
  readonly heads = new Heads();
  readonly shapes = new Shapes();
  /** Shapes without their heads, all but the loose one standing for any; and the kind of each shape. */
  readonly kinds = new Shapes();
  readonly kindOf: number[] = [];
  readonly tally = new TemplateTally();
  readonly rollup = new Rollup();
  readonly miner: Miner;
  /** Words of templates whose own lines hold the sign for a variable, so that their constant words cannot be told by the text. */
  readonly doubtful = new Map<number, string[]>();
  readonly #words = new WordSet();
  readonly #span: Span = { start: 0, end: 0, low: 0, high: 0 };
  /** Per shape: its position in the current block's list, valid while `#seen` holds the block's number. */
  #position = new Uint32Array(1 << 10);
  #seen = new Uint32Array(1 << 10);
  #local = new Uint32Array(0);
  #blocks = 0;

  constructor(miner: Miner) {
    this.miner = miner;
  }

  /** Also writes the template column of the block. */
  seal(block: Block, member: number): SealedBlock {
    const { ids, counts } = this.#file(block, member);
    const span = timeSpan(block);
    const size = block.starts[block.count];
    const { firstLine, count } = block;
    const info = { id: this.#blocks - 1, member, firstLine, count, ...span, size, ...this.#kindsOf(ids, counts) };
    const text = packText(block.bytes, block.starts, count);
    return { info, columns: packColumns(block, { ids, local: this.#local }), filter: this.#words.filter(), text };
  }

  #file(block: Block, member: number): { ids: number[]; counts: number[] } {
    const { count, bytes, starts, ends, at, level, body, flags, template } = block;
    const { miner, heads, shapes, tally, rollup } = this;
    const found = this.#words;
    const ids: number[] = [];
    const counts: number[] = [];
    const turn = this.#begin(count);
    const local = this.#local;
    const row: RowSpan = { start: 0, body: 0, end: 0 };
    const traits = { template: 0, head: 0, level: 0, continued: 0 };
    let nextEscape = escapeFrom(block, 0);
    for (let r = 0; r < count; r++) {
      row.start = starts[r];
      row.body = body[r];
      row.end = ends[r];
      const end = endOfMessage(bytes, row);
      const id = (template[r] = miner.add(bytes, row.body, end));
      traits.template = id;
      if (nextEscape < row.start) nextEscape = escapeFrom(block, row.start);
      traits.head = nextEscape < row.end ? this.#addAll(bytes, row) : heads.add(bytes, row, found);
      traits.level = level[r];
      traits.continued = flags[r] & CONTINUED;
      this.#addVariables(bytes, row.body, end);
      if (end < row.end) found.addWords(bytes, end, row.end);
      if (!tally.met(id)) this.#meet(block, { id, member, row: r });
      tally.add(traits, at[r]);
      if (!Number.isNaN(at[r])) rollup.add(at[r], level[r]);
      const shape = shapes.id(traits);
      if (shape >= this.#seen.length) this.#widen();
      if (this.#seen[shape] !== turn) {
        this.#seen[shape] = turn;
        this.#position[shape] = ids.push(shape) - 1;
        counts.push(0);
      }
      counts[(local[r] = this.#position[shape])]++;
    }
    return { ids, counts };
  }

  /** A new block, by its number. */
  #begin(rows: number): number {
    if (this.#local.length < rows) this.#local = new Uint32Array(rows);
    this.#words.clear();
    this.heads.forget();
    return ++this.#blocks;
  }

  /** A row with terminal escapes: whether they are parts of its words is for `words` to say. */
  #addAll(bytes: Uint8Array, { start, end }: RowSpan): number {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
    this.#words.addWords(bytes, start, end);
    for (const word of words(text)) this.#words.add(wordHash(word));
    return LOOSE;
  }

  /** Rows per kind: shapes that differ in nothing but their heads count together. */
  #kindsOf(ids: readonly number[], counts: readonly number[]): KindList {
    const { template, head, level, continued } = this.shapes;
    const rows = new Map<number, number>();
    for (let i = 0; i < ids.length; i++) {
      const shape = ids[i];
      // Shapes come in the order of their ids: each is new once.
      while (this.kindOf.length <= shape) {
        const next = this.kindOf.length;
        const loose = head[next] === LOOSE ? LOOSE : HEADLESS;
        this.kindOf.push(
          this.kinds.id({ template: template[next], head: loose, level: level[next], continued: continued[next] }),
        );
      }
      const kind = this.kindOf[shape];
      rows.set(kind, (rows.get(kind) ?? 0) + counts[i]);
    }
    return makeKindList(rows);
  }

  #meet(block: Block, { id, member, row }: { id: number; member: number; row: number }): void {
    this.tally.meet(id, member, block.firstLine + row);
    const text = Buffer.from(block.bytes.buffer, block.bytes.byteOffset + block.body[row], block.ends[row] - block.body[row]);
    if (text.includes(HOLE)) this.doubtful.set(id, words(text.toString()));
  }

  #addVariables(bytes: Uint8Array, start: number, end: number): void {
    const { variables, variableCount } = this.miner;
    const span = this.#span;
    span.low = start;
    span.high = end;
    for (let i = 0; i < variableCount; i++) {
      span.start = variables[2 * i];
      span.end = variables[2 * i + 1];
      this.#words.addSpan(bytes, span);
    }
  }

  #widen(): void {
    const length = this.#seen.length * 2;
    const seen = new Uint32Array(length);
    const position = new Uint32Array(length);
    seen.set(this.#seen);
    position.set(this.#position);
    this.#seen = seen;
    this.#position = position;
  }
}

const ESCAPE = 0x1b;

/** Where the next terminal escape stands, at or behind the offset; the end of the text when there is none. */
function escapeFrom({ bytes, starts, count }: Block, offset: number): number {
  const at = bytes.subarray(0, starts[count]).indexOf(ESCAPE, offset);
  return at < 0 ? starts[count] : at;
}

function timeSpan(block: Block): { minAt: number | null; maxAt: number | null; unstamped: number } {
  let minAt = Number.POSITIVE_INFINITY;
  let maxAt = Number.NEGATIVE_INFINITY;
  let unstamped = 0;
  for (let row = 0; row < block.count; row++) {
    const at = block.at[row];
    if (Number.isNaN(at)) unstamped++;
    if (at < minAt) minAt = at;
    if (at > maxAt) maxAt = at;
  }
  const stamped = unstamped < block.count;
  return { minAt: stamped ? minAt : null, maxAt: stamped ? maxAt : null, unstamped };
}

/** Behind the message of a JSON or logfmt line stand further fields: no part of its template, but words to be found. */
function endOfMessage(bytes: Uint8Array, row: RowSpan): number {
  const end = messageEnd(bytes, row.body, row);
  const splits = end < row.end && end > row.body && wordByte[bytes[end - 1]] !== 0 && wordByte[bytes[end]] !== 0;
  return splits ? row.end : end;
}
