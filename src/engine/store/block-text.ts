/** The store: a block's text, and what is worked out of it at the first need. */
import { type Columns, type Layout, unpackLayout } from './codec.ts';

export class BlockText {
  readonly bytes: Buffer;
  readonly #columns: Columns;
  readonly #count: number;
  #layout: Layout | null = null;
  #folded: string | null = null;

  constructor(bytes: Buffer, columns: Columns, count: number) {
    this.bytes = bytes;
    this.#columns = columns;
    this.#count = count;
  }

  get layout(): Layout {
    this.#layout ??= unpackLayout(this.#columns, this.bytes, this.#count);
    return this.#layout;
  }

  /** The bytes as Latin-1, one unit per byte, lower-cased. */
  folded(): string {
    this.#folded ??= this.bytes.toString('latin1').toLowerCase();
    return this.#folded;
  }

  /** Bytes of memory that it takes at most. */
  get weight(): number {
    return 2 * this.bytes.length + 12 * this.#count;
  }
}
