/** The code room: all statements of a catalogue by their rarest word: a line that a statement wrote holds that word. */

import { PackedReader } from './pack.ts';
import { kinds, type Statement } from './statement.ts';
import { eachWord, WordCounts } from './words.ts';

export interface PackedFile {
  /** Below the root, with slashes. */
  readonly path: string;
  readonly packed: Buffer;
}

/** A statement and the file that holds it. */
export interface Known extends Statement {
  readonly path: string;
}

const LOGGER = kinds.indexOf('logger');

export class Lookup {
  readonly size: number;
  readonly counts = new WordCounts();
  readonly #files: readonly PackedFile[];
  /** Per statement: its file, and where it stands in the file's bytes. */
  readonly #file: Uint32Array;
  readonly #at: Uint32Array;
  /** Statement + 1 that comes next with the same rarest word; the first one by word. */
  readonly #next: Uint32Array;
  readonly #first = new Map<number, number>();

  constructor(files: readonly PackedFile[]) {
    this.#files = files;
    const size = this.#count();
    this.size = size;
    this.#file = new Uint32Array(size);
    this.#at = new Uint32Array(size);
    this.#next = new Uint32Array(size);
    this.#fill();
  }

  #count(): number {
    let size = 0;
    const seen = new Set<number>();
    for (const { packed } of this.#files) {
      const reader = new PackedReader(packed);
      while (reader.next()) {
        if (reader.kindAndLevel >> 4 === LOGGER) continue;
        size++;
        seen.clear();
        eachWord(packed, reader.textFrom, reader.textEnd, word => {
          if (seen.has(word)) return;
          seen.add(word);
          this.counts.add(word);
        });
      }
    }
    return size;
  }

  #fill(): void {
    let id = 0;
    for (const [file, { packed }] of this.#files.entries()) {
      const reader = new PackedReader(packed);
      while (reader.next()) {
        if (reader.kindAndLevel >> 4 === LOGGER) continue;
        let rarest = 0;
        let fewest = Number.POSITIVE_INFINITY;
        eachWord(packed, reader.textFrom, reader.textEnd, word => {
          const count = this.counts.count(word);
          if (count < fewest) [rarest, fewest] = [word, count];
        });
        this.#file[id] = file;
        this.#at[id] = reader.at;
        if (rarest !== 0) {
          this.#next[id] = this.#first.get(rarest) ?? 0;
          this.#first.set(rarest, id + 1);
        }
        id++;
      }
    }
  }

  /** Statements whose rarest word is this one. */
  *withRarest(word: number): Generator<Known> {
    for (let id = this.#first.get(word) ?? 0; id !== 0; id = this.#next[id - 1]) yield this.#known(id - 1);
  }

  /** How much a word tells, in bits: what share of the statements holds it. Words of no statement tell nothing. */
  bits(word: number): number {
    const count = this.counts.count(word);
    return count === 0 ? 0 : Math.log2((this.size + 1) / count);
  }

  #known(id: number): Known {
    const { path, packed } = this.#files[this.#file[id]];
    const reader = new PackedReader(packed, this.#at[id]);
    reader.next();
    return { ...reader.statement(), path };
  }
}
