/** The reader: the columns of a log line's header: words, bracketed groups and separators. */
import {
  BLANK,
  BRACE,
  CLOSE,
  COLON,
  type Cursor,
  DASH,
  DOT,
  EQUALS,
  GREATER,
  isDigit,
  isLetter,
  LESS,
  OPEN,
  PIPE,
  SLASH,
  TAB,
} from '../cursor.ts';
import { levelOfColumn } from '../severity.ts';

/** What a column may be; bits, since `[INFO]` is a group and a level. */
export const SEPARATOR = 1;
export const LEVEL = 2;
export const GROUP = 4;
export const NUMBER = 8;
/** Ends with a colon: `sshd[123]:`, `dfs.DataNode:`. */
export const TAG = 16;
/** A dotted or path-like identifier: `nova.compute.manager`, `pkg/file.go:12`. */
export const NAME = 32;
/** Only letters and perhaps punctuation: what sentences are made of. */
export const PROSE = 64;
export const BAR = 128;

const PARENTHESIS = 0x28;
const LONGEST_GROUP = 300;

/** Skips blanks and moves behind the next column; gives where it begins, or -1 at the end of the line. */
export function nextColumn(cursor: Cursor): number {
  const { bytes, end } = cursor;
  let pos = cursor.pos;
  while (pos < end && (bytes[pos] === BLANK || bytes[pos] === TAB)) pos++;
  cursor.pos = pos;
  if (pos >= end) return -1;
  const from = pos;
  const first = bytes[pos];
  if (first === PIPE) {
    cursor.pos = pos + 1;
    return from;
  }
  if (first === OPEN || first === PARENTHESIS || first === LESS || first === BRACE) pos = behindGroup(cursor, first);
  // `[WARN ][logger]` are two columns.
  if (pos > from && pos < end && bytes[pos] === OPEN) {
    cursor.pos = pos;
    return from;
  }
  while (pos < end && bytes[pos] !== BLANK && bytes[pos] !== TAB && bytes[pos] !== PIPE) pos++;
  cursor.pos = pos;
  return from;
}

/** Behind the bracket that closes the group at the cursor; the cursor's own position when nothing closes it. */
function behindGroup(cursor: Cursor, open: number): number {
  const { bytes, pos, end } = cursor;
  const close = open === PARENTHESIS ? 0x29 : open === LESS ? GREATER : open === OPEN ? CLOSE : 0x7d;
  const stop = Math.min(end, pos + LONGEST_GROUP);
  let depth = 0;
  for (let at = pos; at < stop; at++) {
    if (bytes[at] === open) depth++;
    else if (bytes[at] === close && --depth === 0) return at + 1;
  }
  return pos;
}

/** The kinds of the column bytes[from .. to), as bits. */
export function kindsOf(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from];
  const last = bytes[to - 1];
  if (to - from === 1 && first === PIPE) return SEPARATOR | BAR;
  if (to - from <= 3 && isSeparator(bytes, from, to)) return SEPARATOR;
  let kinds = levelOfColumn(bytes, from, to) === 0 ? 0 : LEVEL;
  if (first === OPEN || first === PARENTHESIS || first === LESS) kinds |= GROUP;
  if (last === COLON) kinds |= TAG;
  return kinds | textKinds(bytes, from, last === COLON ? to - 1 : to);
}

function isSeparator(bytes: Uint8Array, from: number, to: number): boolean {
  for (let pos = from; pos < to; pos++) {
    const byte = bytes[pos];
    if (byte !== DASH && byte !== COLON && byte !== GREATER && byte !== EQUALS && byte !== 0x2a) return false;
  }
  return true;
}

function textKinds(bytes: Uint8Array, from: number, to: number): number {
  let digits = 0;
  let letters = 0;
  let joints = 0;
  let others = 0;
  for (let pos = from; pos < to; pos++) {
    const byte = bytes[pos];
    if (isDigit(byte)) digits++;
    else if (isLetter(byte)) letters++;
    else if (byte === DOT || byte === SLASH || byte === COLON || byte === 0x24) joints++;
    else if (byte !== 0x5f && byte !== DASH) others++;
  }
  if (digits === to - from) return NUMBER;
  if (others === 0 && joints > 0 && isLetter(bytes[from]) && (isLetter(bytes[to - 1]) || isDigit(bytes[to - 1]))) return NAME;
  return letters >= to - from - 1 && isLetter(bytes[from]) ? PROSE : 0;
}
