/** The store: the distinct words of one block as hashes, and the Bloom filter that a query asks before it opens the block. */
import { wordHash, words } from '../query/words.ts';

/** Lower-cased byte where it belongs to a word, else 0; read off `words`, so that filter and query agree on what a word is. */
export const wordByte = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const folded = byte < 0x80 ? words(String.fromCharCode(byte))[0] : String.fromCharCode(byte);
  wordByte[byte] = folded === undefined ? 0 : folded.charCodeAt(0);
}

/** FNV-1a, as `wordHash` computes it; spelled out here because a call per word would double the cost of ingestion. */
export const HASH_START = wordHash('');
export const HASH_FACTOR = 0x01000193;

const BITS_PER_WORD = 10;
/** About 1 % of the blocks without a word are opened in vain. */
const PROBES = 5;

/** Bytes from start to end within a message from low to high. */
export interface Span {
  start: number;
  end: number;
  low: number;
  high: number;
}

/** A growing set of 32-bit hashes in open addressing; 0 marks a free slot, so that the hash 0 is kept as 1. */
export class WordSet {
  size = 0;
  #slots = new Int32Array(1 << 15);
  #mask = (1 << 15) - 1;

  add(hash: number): void {
    const key = hash === 0 ? 1 : hash;
    const slots = this.#slots;
    let slot = (key ^ (key >>> 15)) & this.#mask;
    while (slots[slot] !== 0) {
      if (slots[slot] === key) return;
      slot = (slot + 1) & this.#mask;
    }
    slots[slot] = key;
    if (++this.size * 2 > this.#mask) this.#grow();
  }

  /** Adds every word that touches bytes[start, end), whole even where it reaches beyond. */
  addSpan(bytes: Uint8Array, span: Span): void {
    let at = span.start;
    let end = span.end;
    while (at > span.low && wordByte[bytes[at - 1]] !== 0) at--;
    while (end < span.high && wordByte[bytes[end]] !== 0) end++;
    this.addWords(bytes, at, end);
  }

  addWords(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end) {
      let byte = wordByte[bytes[at++]];
      if (byte === 0) continue;
      let hash = HASH_START;
      do {
        hash = Math.imul(hash ^ byte, HASH_FACTOR);
        byte = at < end ? wordByte[bytes[at++]] : 0;
      } while (byte !== 0);
      this.add(hash);
    }
  }

  clear(): void {
    this.#slots.fill(0);
    this.size = 0;
  }

  /** The filter's bits; an empty set gives an empty filter. */
  filter(): Uint8Array {
    const filter = new Uint8Array(Math.ceil((this.size * BITS_PER_WORD) / 8));
    const bits = filter.length * 8;
    for (const key of this.#slots) {
      if (key === 0) continue;
      const step = stepOf(key);
      let at = startOf(key);
      for (let probe = 0; probe < PROBES; probe++, at = (at + step) >>> 0) {
        const bit = at % bits;
        filter[bit >>> 3] |= 1 << (bit & 7);
      }
    }
    return filter;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#mask = this.#slots.length - 1;
    this.size = 0;
    for (const key of old) if (key !== 0) this.add(key);
  }
}

function startOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 0;
}

function stepOf(key: number): number {
  return (Math.imul(key ^ (key >>> 16), 0x45d9f3b) | 1) >>> 0;
}

/** False when the word with this hash was surely not added; true when it may have been. */
export function mayHold(filter: Uint8Array, hash: number): boolean {
  const bits = filter.length * 8;
  if (bits === 0) return false;
  const key = hash === 0 ? 1 : hash;
  const step = stepOf(key);
  let at = startOf(key);
  for (let probe = 0; probe < PROBES; probe++, at = (at + step) >>> 0) {
    const bit = at % bits;
    if ((filter[bit >>> 3] & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}
