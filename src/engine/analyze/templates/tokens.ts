/** Analysis: cuts a message into its whitespace-delimited tokens and takes a hash of what is constant in it. */
import { BLANK, classes, ESCAPE, ESCAPED } from './classes.ts';
import { MAX_BYTES, Token } from './token.ts';

/** Tokens looked at per message; what follows counts as one variable. */
export const MAX_TOKENS = 512;

/** Slots of the memory of tokens, and entries per slot: raw hash, bytes, then hash, soft, kind and length as in Token. */
const MEMORY_SLOTS = 1 << 12;
const MEMORY_WIDTH = 6;

/** Reads one message at a time; its arrays describe the last one. */
export class Tokens {
  /** Tokens found, without the tail. */
  count = 0;
  readonly starts = new Uint32Array(MAX_TOKENS + 1);
  readonly ends = new Uint32Array(MAX_TOKENS + 1);
  /** Hash of each token with its masked parts taken out. */
  readonly hashes = new Int32Array(MAX_TOKENS + 1);
  /** Hash of the softly masked parts of each token. */
  readonly softs = new Int32Array(MAX_TOKENS + 1);
  readonly kinds = new Uint8Array(MAX_TOKENS + 1);
  /** Where the part begins that was not looked at; equal to the message's end when there is none. */
  tail = 0;
  tailed = false;
  /** Some token holds an ANSI escape sequence. */
  escaped = false;
  /** 64-bit hash of the masked message, and the number of its unmasked bytes. */
  key1 = 0;
  key2 = 0;
  length = 0;

  /** Reads tokens; holds the masked stretches of the last one it has read. */
  readonly token = new Token();
  /** What was found of tokens, by a hash of all their bytes: most of them come again and again. */
  private readonly memory = new Int32Array(MEMORY_SLOTS * MEMORY_WIDTH);
  /** Where the escape sequences begin that stand before the first token; the message's end without any. */
  private lead = 0;

  scan(bytes: Uint8Array, start: number, end: number): void {
    const stop = Math.min(end, start + MAX_BYTES);
    this.token.begin(bytes, stop);
    this.count = this.length = 0;
    this.tail = this.lead = end;
    this.escaped = false;
    let at = start;
    while (at < stop) {
      if (classes[bytes[at]] === BLANK) {
        at++;
        continue;
      }
      const from = at;
      at = this.take(bytes, from, stop);
      if (this.count > MAX_TOKENS || (at === stop && stop < end && classes[bytes[at]] !== BLANK)) {
        this.drop(from);
        break;
      }
    }
    if (this.tail === end && stop < end) this.tail = at;
    this.tail = Math.min(this.tail, this.lead);
    this.tailed = this.tail < end;
    this.key();
  }

  private key(): void {
    const { hashes, count } = this;
    let key1 = this.tailed ? 0x2545f491 : 0x1b873593;
    let key2 = count;
    for (let position = 0; position < count; position++) {
      key1 = Math.imul(key1 ^ hashes[position], 0x9e3779b1);
      key1 ^= key1 >>> 15;
      key2 = Math.imul(key2 + hashes[position], 0x85ebca6b) ^ (key2 >>> 13);
    }
    this.key1 = key1;
    this.key2 = key2;
  }

  /** Reads the token at `from` and keeps it; returns where it ends. */
  private take(bytes: Uint8Array, from: number, stop: number): number {
    const { token, memory } = this;
    let raw = 0x811c9dc5 | 0;
    let at = from;
    while (at < stop && classes[bytes[at]] < BLANK) raw = Math.imul(raw ^ bytes[at++], 0x01000193);
    if (at < stop && classes[bytes[at]] === ESCAPE) return this.takeEscaped(from);
    const slot = ((raw ^ (raw >>> 15)) & (MEMORY_SLOTS - 1)) * MEMORY_WIDTH;
    if (memory[slot] !== raw || memory[slot + 1] !== at - from) {
      token.read(from);
      memory[slot] = raw;
      memory[slot + 1] = at - from;
      memory[slot + 2] = token.hash;
      memory[slot + 3] = token.soft;
      memory[slot + 4] = token.kind;
      memory[slot + 5] = token.length;
    }
    const position = this.count++;
    this.starts[position] = from;
    this.ends[position] = at;
    this.hashes[position] = memory[slot + 2];
    this.softs[position] = memory[slot + 3];
    this.kinds[position] = memory[slot + 4];
    this.length += memory[slot + 5];
    if (this.lead < from) this.takeLead(position);
    return at;
  }

  /** Keeps a token with escape sequences; one that has nothing else goes with the token before it, or else with the one behind. */
  private takeEscaped(from: number): number {
    const { token } = this;
    const at = token.read(from);
    this.escaped = true;
    if (token.hash !== 0) {
      const position = this.count++;
      this.starts[position] = Math.min(from, this.lead);
      this.ends[position] = at;
      this.hashes[position] = token.hash;
      this.softs[position] = token.soft;
      this.kinds[position] = token.kind;
      this.length += token.length;
    } else if (this.count === 0) {
      this.lead = Math.min(this.lead, from);
      return at;
    } else {
      this.ends[this.count - 1] = at;
      this.kinds[this.count - 1] |= ESCAPED;
    }
    this.lead = this.tail;
    return at;
  }

  private takeLead(position: number): void {
    this.starts[position] = this.lead;
    this.kinds[position] |= ESCAPED;
    this.lead = this.tail;
  }

  /** Leaves the token at `from` to the tail. */
  private drop(from: number): void {
    this.tail = from;
    while (this.count > 0 && this.starts[this.count - 1] >= from) this.count--;
  }
}
