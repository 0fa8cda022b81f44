/** Analysis: cuts a message into its whitespace-delimited tokens and takes a hash of what is constant in it. */
import { BLANK, classes } from './classes.ts';
import { ESCAPED, MAX_BYTES, Token } from './token.ts';

/** Tokens looked at per message; what follows counts as one variable. */
export const MAX_TOKENS = 512;

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
  /** The masked stretches of token t, in `token`, end before spanEnds[t]. */
  readonly spanEnds = new Uint32Array(MAX_TOKENS + 1);
  /** Holds the masked stretches of all tokens. */
  readonly token = new Token();
  /** Where the part begins that was not looked at; equal to the message's end when there is none. */
  tail = 0;
  tailed = false;
  /** Some token holds an ANSI escape sequence. */
  escaped = false;
  /** 64-bit hash of the masked message, and the number of its unmasked bytes. */
  key1 = 0;
  key2 = 0;
  length = 0;

  scan(bytes: Uint8Array, start: number, end: number): void {
    const stop = Math.min(end, start + MAX_BYTES);
    const { token } = this;
    token.begin(bytes, stop);
    this.count = 0;
    this.tail = end;
    this.escaped = false;
    let key1 = 0x2545f491;
    let key2 = 0x1b873593;
    let at = start;
    let lead = end;
    while (at < stop) {
      if (classes[bytes[at]] === BLANK) {
        at++;
        continue;
      }
      const from = at;
      const spans = token.spanCount;
      at = token.read(at);
      if ((at === stop && stop < end && classes[bytes[at]] !== BLANK) || this.count === MAX_TOKENS) {
        this.tail = from;
        token.spanCount = spans;
        break;
      }
      if (token.kind === ESCAPED && token.hash === 0) {
        lead = this.attach(lead, from, at);
        continue;
      }
      if (lead < from) token.kind |= ESCAPED;
      this.keep(Math.min(from, lead), at);
      lead = end;
      key1 = Math.imul(key1 ^ token.hash, 0x9e3779b1);
      key1 ^= key1 >>> 15;
      key2 = Math.imul(key2 + token.hash, 0x85ebca6b) ^ (key2 >>> 13);
    }
    if (this.tail === end && stop < end) this.tail = at;
    this.tail = Math.min(this.tail, lead);
    this.tailed = this.tail < end;
    this.length = token.length;
    this.key1 = this.tailed ? ~key1 : key1;
    this.key2 = key2;
  }

  /** An escape sequence between blanks goes with the token before it, or with the one behind. */
  private attach(lead: number, from: number, at: number): number {
    if (this.count === 0) return Math.min(lead, from);
    this.ends[this.count - 1] = at;
    this.kinds[this.count - 1] |= ESCAPED;
    this.escaped = true;
    return lead;
  }

  private keep(from: number, to: number): void {
    const { token } = this;
    const position = this.count++;
    this.starts[position] = from;
    this.ends[position] = to;
    this.hashes[position] = token.hash;
    this.softs[position] = token.soft;
    this.kinds[position] = token.kind;
    this.spanEnds[position] = token.spanCount;
    if (token.kind & ESCAPED) this.escaped = true;
  }
}
