/** The store: a block's text, and what is worked out of it at the first need. */
import { isAscii } from 'node:buffer';
import { type Columns, hasLongRow, type Layout, unpackLayout } from './codec.ts';

const LF = 10;
const CR = 13;
const ESCAPE = 0x1b;

export class BlockText {
  readonly bytes: Buffer;
  readonly #columns: Columns;
  readonly #count: number;
  #layout: Layout | null = null;
  #folded: string | null = null;
  #escapes: boolean | null = null;

  constructor(bytes: Buffer, columns: Columns, count: number) {
    this.bytes = bytes;
    this.#columns = columns;
    this.#count = count;
  }

  get layout(): Layout {
    this.#layout ??= unpackLayout(this.#columns, this.bytes, { from: 0, to: this.#count, count: this.#count });
    return this.#layout;
  }

  /** The bytes as Latin-1, one unit per byte, lower-cased. */
  folded(): string {
    this.#folded ??= this.bytes.toString('latin1').toLowerCase();
    return this.#folded;
  }

  /** Whether it holds terminal escapes, of which it is for the query to say whether they are part of a word. */
  get hasEscapes(): boolean {
    this.#escapes ??= this.bytes.includes(ESCAPE);
    return this.#escapes;
  }

  /**
   * Whether all bytes are ASCII, no line holds a CR but at its end, and none is longer than a regular expression sees: then the block
   * can be searched as one text of lines.
   */
  isPlain(): boolean {
    if (hasLongRow(this.#columns) || !isAscii(this.bytes)) return false;
    for (let at = this.bytes.indexOf(CR); at >= 0; at = this.bytes.indexOf(CR, at + 1)) {
      if (this.bytes[at + 1] !== LF) return false;
    }
    return true;
  }

  /** Bytes of memory that it takes at most. */
  get weight(): number {
    return 2 * this.bytes.length + 12 * this.#count;
  }
}
