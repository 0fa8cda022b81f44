/** Analysis: where paths, addresses and hexadecimal groups end, given bytes and the end of what may be read. */
import { BLANK, classes, DIGIT, edges, HEX } from './classes.ts';

const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const DOT = 0x2e;
const MINUS = 0x2d;
const EQUALS = 0x3d;
const QUESTION = 0x3f;

/** The end of `scheme://…` or `C:\…`, whose colon is given; 0 when the word before the colon is just a word. */
export function addressEnd(bytes: Uint8Array, start: number, end: number, colon: number): number {
  const slashes = colon + 2 < end && bytes[colon + 1] === SLASH && bytes[colon + 2] === SLASH;
  const drive = colon - start === 1 && colon + 1 < end && bytes[colon + 1] === BACKSLASH;
  if (!slashes && !drive) return 0;
  let at = colon + 1;
  while (
    at < end &&
    classes[bytes[at]] < BLANK &&
    (edges[bytes[at]] === 0 || bytes[at] === EQUALS || (slashes && bytes[at] === COLON))
  )
    at++;
  return withoutDots(bytes, at, colon + 1);
}

/** The end of `/…`, `./…`, `../…` (at least one segment) or `\…` (at least two); 0 when none begins here. */
export function pathEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < start + 2 && bytes[at] === DOT) at++;
  const separator = bytes[at++];
  if (separator !== SLASH && separator !== BACKSLASH) return 0;
  if (at >= end || bytes[at] === SLASH) return 0;
  let more = separator === SLASH ? 1 : 0;
  // The edge that does not end the path: `=` in a query, `:` behind a drive.
  let passed = separator === BACKSLASH ? COLON : 0;
  while (at < end && classes[bytes[at]] < BLANK && (edges[bytes[at]] === 0 || bytes[at] === passed)) {
    if (bytes[at] === QUESTION) passed = EQUALS;
    if (bytes[at++] === separator) more++;
  }
  at = withoutDots(bytes, at, start + 1);
  return at === start + 1 || more === 0 ? 0 : at;
}

/** A sentence's full stop is not part of its last word. */
function withoutDots(bytes: Uint8Array, end: number, least: number): number {
  let at = end;
  while (at > least && bytes[at - 1] === DOT) at--;
  return at;
}

/** Whether these 2 or 4 hexadecimal letters begin a number in groups such as ab:04:cd or abcd-1f00. */
export function isFirstGroup(bytes: Uint8Array, start: number, end: number, length: number): boolean {
  const at = start + length;
  const joint = bytes[at];
  const next = at + 1 + length;
  if (next > end || (joint !== MINUS && joint !== COLON) || (next < end && classes[bytes[next]] <= DIGIT)) return false;
  for (let i = at + 1; i < next; i++) {
    if (classes[bytes[i]] !== HEX && classes[bytes[i]] !== DIGIT) return false;
  }
  return true;
}

/** Whether a dotted name ends in a lower-case word, as hosts and files do. */
export function endsInWord(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end - 1] === DOT) return false;
  for (let i = end - 1; bytes[i] !== DOT; i--) {
    if (i <= start || bytes[i] < 0x61 || bytes[i] > 0x7a) return false;
  }
  return true;
}

export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return hash;
}
