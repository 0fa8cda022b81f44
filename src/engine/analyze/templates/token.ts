/** Analysis: reads one token of a message and masks what is surely variable in it, byte by byte in one pass. */
import { escapeEnd } from '../../../base/escapes.ts';
import {
  BLANK,
  classes,
  DIGIT,
  ESCAPED,
  edges,
  HARD,
  isSoft,
  joints,
  MAX_COUNT,
  nameKind,
  SHOWN,
  SOFT,
  weights,
} from './classes.ts';
import { addressEnd, endsInWord, hashOf, isFirstGroup, pathEnd } from './stretches.ts';

/** Bytes looked at per message. */
export const MAX_BYTES = 4096;

const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const DOT = 0x2e;
const PLUS = 0x2b;
const MINUS = 0x2d;
const EQUALS = 0x3d;
const UNDERSCORE = 0x5f;
const MASK = 0x5bd1e995 | 0; // stands in hashes for a masked part
const FAR = 1 << 20; // more marks than can join two masked parts

export class Token {
  /** Bytes looked at per message, at most; no more spans than that. */
  readonly spanStarts = new Uint32Array(MAX_BYTES + 1);
  readonly spanStops = new Uint32Array(MAX_BYTES + 1);
  readonly spanKinds = new Uint8Array(MAX_BYTES + 1);
  /** Masked stretches [start, stop) of the token. */
  spanCount = 0;
  /** Hash of the token with its masked parts taken out; 0 when nothing was visible in it. */
  hash = 0;
  /** Hash of its softly masked parts. */
  soft = 0;
  kind = 0;
  /** Unmasked bytes in it. */
  length = 0;

  private bytes: Uint8Array = new Uint8Array(0);
  private end = 0;
  /** A path or a signed number may begin here. */
  private edge = true;
  /** The last mark is a sign. */
  private signed = false;
  /** Hash right behind the last masked part, and the marks seen since; many when a word stood there. */
  private maskHash = 0;
  private marks = 0;
  /** The last mark, the hash and the mark before it. */
  private mark = 0;
  private markHash = 0;
  private before = 0;
  /** State at the beginning of the current part (what stands between edges), to take the whole part as one value after all. */
  private partStart = 0;
  private partHash = 0;
  private partSpans = 0;
  private partLength = 0;
  private partDots = 0;
  private partSlashes = 0;

  /** Begins a message, of which bytes before `end` may be read. */
  begin(bytes: Uint8Array, end: number): void {
    this.bytes = bytes;
    this.end = end;
  }

  /** Reads the token that begins here; returns where it ends. */
  read(start: number): number {
    const { bytes, end } = this;
    this.hash = this.soft = this.kind = this.mark = this.maskHash = 0;
    this.spanCount = this.length = 0;
    this.marks = FAR;
    this.edge = true;
    this.signed = false;
    this.openPart(start);
    let at = start;
    while (at < end) {
      const kind = classes[bytes[at]];
      if (kind <= DIGIT) at = this.piece(at);
      else if (kind < BLANK) at = this.sign(at);
      else if (kind === BLANK) break;
      else {
        this.kind |= ESCAPED;
        at = escapeEnd(bytes, at, end);
      }
    }
    if (this.partDots > 1 || this.partSlashes > 1) this.closePart(at);
    return at;
  }

  /** A run of letters, digits and underscores; a very long one is cut. */
  private piece(start: number): number {
    const { bytes } = this;
    const end = Math.min(this.end, start + MAX_COUNT);
    let hash = 0x811c9dc5 | 0;
    let counts = 0;
    let at = start;
    let weight = weights[bytes[at]];
    for (;;) {
      do {
        hash = Math.imul(hash ^ bytes[at], 0x01000193);
        counts += weight;
        weight = ++at < end ? weights[bytes[at]] : 0;
      } while (weight !== 0);
      if (bytes[at - 1] !== UNDERSCORE || at + 1 >= end || bytes[at] !== MINUS || classes[bytes[at + 1]] !== DIGIT) break;
      // A negative number glued to a name, blk_-12, belongs to the piece.
      weight = weights[bytes[++at]];
    }
    const next = at < end ? bytes[at] : 0;
    const digits = counts & MAX_COUNT;
    const length = at - start;
    if (next === COLON && digits === 0) {
      const stop = addressEnd(bytes, start, this.end, at);
      if (stop > 0) return this.whole(start, stop);
    }
    if (digits === 0) this.word(start, at, hash, counts >>> 20);
    else if (next === EQUALS && classes[bytes[start]] !== DIGIT) this.plain(hash, length);
    else if (isSoft(classes[bytes[start]], counts, length)) this.masked(start, at, SOFT, hash);
    else this.masked(start, at, HARD, 0);
    this.edge = false;
    return at;
  }

  /** A piece without digits: masked when it is a long hexadecimal number, a truth value, a day or a month. */
  private word(start: number, end: number, hash: number, others: number): void {
    const length = end - start;
    const name = length >= 3 && length <= 5 ? nameKind(this.bytes, start, end) : 0;
    if (name === HARD || (others === 0 && (length >= 8 || this.isGroup(start, end)))) {
      this.masked(start, end, HARD, 0);
      return;
    }
    if (name === SHOWN) {
      this.span(start, end, SHOWN);
      this.kind |= HARD;
    }
    this.plain(hash, length);
  }

  private plain(hash: number, length: number): void {
    this.hash = Math.imul(this.hash ^ hash, 0x9e3779b1) ^ length;
    this.length += length;
    this.marks = FAR;
    this.signed = false;
  }

  private isGroup(start: number, at: number): boolean {
    const length = at - start;
    if (length !== 2 && length !== 4) return false;
    return (
      (this.marks === 1 && (this.mark === MINUS || this.mark === COLON)) || isFirstGroup(this.bytes, start, this.end, length)
    );
  }

  /** A path or an address is one value. */
  private whole(start: number, at: number): number {
    this.masked(start, at, HARD, 0);
    this.edge = false;
    return at;
  }

  /** A mark: the beginning of a path, or itself. */
  private sign(at: number): number {
    const { bytes } = this;
    const mark = bytes[at];
    if (this.edge && (mark === SLASH || mark === BACKSLASH || mark === DOT)) {
      const stop = pathEnd(bytes, at, this.end);
      if (stop > 0) return this.whole(at, stop);
    }
    // In 1::2 the second colon counts for nothing.
    if (mark === COLON && this.mark === COLON && this.marks === 1) return at + 1;
    if (edges[mark] === 1 && (this.partDots > 1 || this.partSlashes > 1)) this.closePart(at);
    if (mark === DOT) this.partDots++;
    if (mark === SLASH) this.partSlashes++;
    this.markHash = this.hash;
    this.hash = Math.imul(this.hash ^ mark, 0x85ebca6b) ^ (this.hash >>> 15);
    this.length++;
    this.marks++;
    this.before = this.mark;
    this.mark = mark;
    this.signed = this.edge && (mark === MINUS || mark === PLUS);
    this.edge = edges[mark] === 1;
    if (this.edge) this.openPart(at + 1);
    return at + 1;
  }

  private openPart(start: number): void {
    this.partStart = start;
    this.partHash = this.hash;
    this.partSpans = this.spanCount;
    this.partLength = this.length;
    this.partDots = this.partSlashes = 0;
  }

  /** A path without a leading slash, and a dotted name (a host, a file) with numbers in it, are one value. */
  private closePart(at: number): void {
    const numbered = this.spanCount > this.partSpans && this.spanStops[this.spanCount - 1] < at;
    if (this.partSlashes < 2 && !(numbered && endsInWord(this.bytes, this.partStart, at))) return;
    let kind = this.partSlashes < 2 ? 0 : HARD;
    for (let span = this.partSpans; span < this.spanCount; span++) kind |= this.spanKinds[span];
    this.hash = this.partHash;
    this.spanCount = this.partSpans;
    // A span that was joined across the edge ends before the part again.
    if (this.spanCount > 0 && this.spanStops[this.spanCount - 1] > this.partStart)
      this.spanStops[this.spanCount - 1] = this.partStart - 1;
    this.length = this.partLength;
    this.marks = FAR;
    this.signed = false;
    this.masked(this.partStart, at, kind & HARD ? HARD : SOFT, hashOf(this.bytes, this.partStart, at));
  }

  private masked(start: number, end: number, kind: number, soft: number): void {
    let from = start;
    if (this.signed && this.mark !== 0) {
      this.hash = this.markHash;
      this.mark = this.before;
      this.marks--;
      from--;
      this.length--;
    }
    if (this.marks === 1 && joints[this.mark] === 1) {
      this.hash = this.maskHash;
      this.spanStops[this.spanCount - 1] = end;
      this.spanKinds[this.spanCount - 1] |= kind;
      this.length--;
    } else {
      this.hash = Math.imul(this.hash ^ MASK, 0x9e3779b1);
      this.maskHash = this.hash;
      this.span(from, end, kind);
    }
    this.kind |= kind;
    if (kind === SOFT) this.soft = Math.imul(this.soft ^ soft, 0x9e3779b1) ^ 1;
    this.marks = 0;
    this.signed = false;
  }

  private span(from: number, to: number, kind: number): void {
    this.spanStarts[this.spanCount] = from;
    this.spanStops[this.spanCount] = to;
    this.spanKinds[this.spanCount++] = kind;
  }
}
