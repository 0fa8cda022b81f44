/** The store: the heads of lines (what stands before the message), told apart without their numbers, so that their words cost no filter. */
import { HASH_FACTOR, HASH_START, type WordSet, wordByte } from './filter.ts';

/** A row whose words are all in its block's filter; nothing is known of it beforehand. */
export const LOOSE = 0;
/** A row without a head. */
export const HEADLESS = 1;
/** A head that was one too many: all its words are in the block's filter. */
const CROWDED = 2;

const MOST_HEADS = 1024;
const MOST_BYTES = 512;
/** Stands in a head's mask for a word with a digit. */
const HOLE = 0;

/** Where a row's head begins, where its message begins, and where its text ends. */
export interface RowSpan {
  start: number;
  body: number;
  end: number;
}

/** A digit's bit beside the byte as the word's hash takes it; 0 outside of words. */
const DIGIT = 0x100;
const kinds = Uint16Array.from(wordByte, byte => (byte >= 0x30 && byte <= 0x39 ? byte | DIGIT : byte));

/** Slots of the table of heads: a power of two well above MOST_HEADS. */
const SLOTS = 1 << 13;

export class Heads {
  /** Masked bytes by head id. */
  readonly masks: Uint8Array[] = [LOOSE, HEADLESS, CROWDED].map(() => new Uint8Array(0));
  /** Two hashes of the mask, 64 bits together, and the id, by slot. */
  readonly #first = new Int32Array(SLOTS);
  readonly #second = new Int32Array(SLOTS);
  readonly #ids = new Uint16Array(SLOTS);
  /** Words with digits of the row before, by their rank: most stand again in the same rank, and need not be added again. */
  readonly #before = new Int32Array(MOST_BYTES);

  /** A new block begins, and with it an empty set of words. */
  forget(): void {
    this.#before.fill(0);
  }

  /** The id of the row's head; its words with digits go into the set, and all words of a loose row. */
  add(bytes: Uint8Array, row: RowSpan, words: WordSet): number {
    const { start, body, end } = row;
    if (body <= start) return HEADLESS;
    const split = body < end && wordByte[bytes[body - 1]] !== 0 && wordByte[bytes[body]] !== 0;
    if (split) {
      words.addWords(bytes, start, end);
      return LOOSE;
    }
    const id = body - start > MOST_BYTES ? CROWDED : this.#find(bytes, row, words);
    if (id === CROWDED) words.addWords(bytes, start, body);
    return id;
  }

  #find(bytes: Uint8Array, row: RowSpan, words: WordSet): number {
    const { body } = row;
    const before = this.#before;
    let first = HASH_START;
    let second = 0;
    let rank = 0;
    for (let at = row.start; at < body; at++) {
      let kind = kinds[bytes[at]];
      if (kind === 0) {
        first = Math.imul(first ^ bytes[at], HASH_FACTOR);
        second = Math.imul(second + bytes[at] + 1, 0x9e3779b1);
        continue;
      }
      let seen = 0;
      let word = HASH_START;
      do {
        seen |= kind;
        word = Math.imul(word ^ (kind & 0xff), HASH_FACTOR);
        kind = ++at < body ? kinds[bytes[at]] : 0;
      } while (kind !== 0);
      at--;
      if ((seen & DIGIT) !== 0) {
        if (before[rank] !== word) words.add((before[rank] = word));
        rank++;
        word = DIGIT;
      }
      first = Math.imul(first ^ word, HASH_FACTOR);
      second = Math.imul(second + word + (word >>> 15), 0x9e3779b1);
    }
    return this.#idOf(first, second ^ (second >>> 16)) ?? this.#give(bytes, row, [first, second ^ (second >>> 16)]);
  }

  #idOf(first: number, second: number): number | null {
    for (let slot = first & (SLOTS - 1); this.#ids[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
      if (this.#first[slot] === first && this.#second[slot] === second) return this.#ids[slot];
    }
    return null;
  }

  /** A new id, or CROWDED when there are too many heads to keep. */
  #give(bytes: Uint8Array, row: RowSpan, [first, second]: [number, number]): number {
    if (this.masks.length >= MOST_HEADS) return CROWDED;
    const id = this.masks.push(maskOf(bytes, row)) - 1;
    let slot = first & (SLOTS - 1);
    while (this.#ids[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#ids[slot] = id;
    return id;
  }
}

function maskOf(bytes: Uint8Array, { start, body }: RowSpan): Uint8Array {
  const mask: number[] = [];
  for (let at = start; at < body; ) {
    let end = at;
    let digits = false;
    for (; end < body && wordByte[bytes[end]] !== 0; end++) digits ||= bytes[end] >= 0x30 && bytes[end] <= 0x39;
    if (digits) mask.push(HOLE);
    else mask.push(...bytes.subarray(at, Math.max(end, at + 1)));
    at = Math.max(end, at + 1);
  }
  return Uint8Array.from(mask);
}
