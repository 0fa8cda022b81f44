/** The code room: words of patterns and lines as numbers, and how many statements hold each: rare words tell much. */

/** Letters, digits, underscore and bytes beyond ASCII are parts of words; capitals are folded. 0 ends a word. */
const folded = new Uint8Array(256);
for (let code = 0; code < 256; code++) {
  const sign = String.fromCharCode(code);
  if (/[\w\x80-\xff]/.test(sign)) folded[code] = sign.toLowerCase().charCodeAt(0) || code;
}

/** What touches a hole is no whole word. */
const HOLE = 0;

/** Hears each whole word that has a letter: its number (never 0) and where it stands. */
export type HearWord = (word: number, start: number, end: number) => void;

export function eachWord(bytes: Uint8Array, start: number, end: number, hear: HearWord): void {
  for (let pos = start; pos < end; ) {
    if (folded[bytes[pos]] === 0) {
      pos++;
      continue;
    }
    const from = pos;
    let hash = 0x811c9dc5;
    let letters = false;
    while (pos < end) {
      const code = folded[bytes[pos]];
      if (code === 0) break;
      hash = Math.imul(hash ^ code, 0x01000193);
      letters ||= code > 57;
      pos++;
    }
    const touchesHole = (from > start && bytes[from - 1] === HOLE) || (pos < end && bytes[pos] === HOLE);
    if (letters && !touchesHole) hear(hash >>> 0 || 1, from, pos);
  }
}

/** Counts by word; open addressing, because there are millions of asks. */
export class WordCounts {
  #words = new Uint32Array(1 << 14);
  #counts = new Uint32Array(1 << 14);
  #size = 0;

  add(word: number): void {
    let slot = this.#slot(word);
    if (this.#words[slot] === 0) {
      if (++this.#size * 2 > this.#words.length) {
        this.#widen();
        slot = this.#slot(word);
      }
      this.#words[slot] = word;
    }
    this.#counts[slot]++;
  }

  count(word: number): number {
    return this.#counts[this.#slot(word)];
  }

  #slot(word: number): number {
    const mask = this.#words.length - 1;
    let slot = (word ^ (word >>> 15)) & mask;
    while (this.#words[slot] !== 0 && this.#words[slot] !== word) slot = (slot + 1) & mask;
    return slot;
  }

  #widen(): void {
    const [words, counts] = [this.#words, this.#counts];
    this.#words = new Uint32Array(words.length * 2);
    this.#counts = new Uint32Array(words.length * 2);
    for (let i = 0; i < words.length; i++) {
      if (words[i] === 0) continue;
      const slot = this.#slot(words[i]);
      this.#words[slot] = words[i];
      this.#counts[slot] = counts[i];
    }
  }
}
