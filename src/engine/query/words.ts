/** The store: what a word is, once for text and once for bytes, so that a query and a word index agree. */
import { ESC, escapeEnd, withoutEscapes } from '../../base/escapes.ts';

/** Bytes that belong to a word: letters, digits, `_` and every byte of a non-ASCII character; value is the lower-cased byte, 0 outside. */
const folded = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const upper = byte >= 0x41 && byte <= 0x5a;
  const plain = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte >= 0x80;
  if (upper) folded[byte] = byte + 32;
  else if (plain) folded[byte] = byte;
}

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const encoder = new TextEncoder();

/** Whether a UTF-16 code unit belongs to a word. */
export function isWordUnit(unit: number): boolean {
  return unit >= 0x80 || folded[unit] !== 0;
}

/** Lower-cases A to Z only, so that text and bytes fold alike whatever the script. */
export function fold(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]+/g, run => run.toLowerCase());
}

/** The words of a text, lower-cased, in order: maximal runs of ASCII letters, digits, `_` and non-ASCII characters; escape sequences are not there. */
export function words(text: string): string[] {
  return fold(withoutEscapes(text)).match(/[a-z0-9_\x80-\uffff]+/g) ?? [];
}

/** Signed 32-bit FNV-1a hash over the word's lower-cased UTF-8 bytes. */
export function wordHash(word: string): number {
  let hash = FNV_OFFSET;
  for (const byte of encoder.encode(word)) hash = Math.imul(hash ^ (folded[byte] || byte), FNV_PRIME);
  return hash;
}

/** Visits the hash of each word of bytes[start, end), in order; the same hashes as `words(text).map(wordHash)` for valid UTF-8. */
export function eachWord(bytes: Uint8Array, start: number, end: number, visit: (hash: number) => void): void {
  let hash = FNV_OFFSET;
  let open = false;
  for (let at = start; at < end; ) {
    if (bytes[at] === ESC) {
      at = escapeEnd(bytes, at, end);
      continue;
    }
    const byte = folded[bytes[at++]];
    if (byte !== 0) {
      hash = Math.imul(hash ^ byte, FNV_PRIME);
      open = true;
    } else if (open) {
      visit(hash);
      hash = FNV_OFFSET;
      open = false;
    }
  }
  if (open) visit(hash);
}
