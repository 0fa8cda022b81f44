/** The reader: a position inside the bytes of one line, and the small steps that all formats take with it. */

/** Reused for all lines of a member; nothing before `pos` or from `end` on is looked at. */
export interface Cursor {
  bytes: Buffer;
  pos: number;
  end: number;
}

export const TAB = 0x09;
export const CR = 0x0d;
export const ESC = 0x1b;
export const BLANK = 0x20;
export const QUOTE = 0x22;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const OPEN = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE = 0x5d;
export const BRACE = 0x7b;
export const PIPE = 0x7c;

export function cursorOver(bytes: Uint8Array): Cursor {
  // A view of the same memory: one hidden class for all callers, and text can be taken from it.
  return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), pos: 0, end: 0 };
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

/** The byte at the position; 0 at the end of the line. */
export function peek(cursor: Cursor): number {
  return cursor.pos < cursor.end ? cursor.bytes[cursor.pos] : 0;
}

/** The byte some way ahead; 0 beyond the end of the line. */
export function ahead(cursor: Cursor, distance: number): number {
  return cursor.pos + distance < cursor.end ? cursor.bytes[cursor.pos + distance] : 0;
}

export function skipBlanks(cursor: Cursor): void {
  const { bytes, end } = cursor;
  let pos = cursor.pos;
  while (pos < end && (bytes[pos] === BLANK || bytes[pos] === TAB)) pos++;
  cursor.pos = pos;
}

/** The line from the position on, at most `limit` bytes, one character per byte. */
export function textAhead(cursor: Cursor, limit = 512): string {
  return cursor.bytes.toString('latin1', cursor.pos, Math.min(cursor.end, cursor.pos + limit));
}

/** Text without colours and what else a terminal does not show. */
export function visible(text: string): string {
  return text.includes('\x1b') ? text.replace(/\x1b\[[\d;?]*[ -/]*[@-~]/g, '') : text;
}

/** Where in the rest of the line a byte or bytes stand; -1 when they do not. The bytes behind the line are not searched. */
export function find(cursor: Cursor, what: number | Uint8Array): number {
  const found = cursor.bytes.subarray(cursor.pos, cursor.end).indexOf(what);
  return found < 0 ? -1 : cursor.pos + found;
}

/** Moves behind byte order mark, escape sequences (colours, titles) and the carriage returns between them. */
export function skipInvisible(cursor: Cursor): void {
  if (peek(cursor) === 0xef && ahead(cursor, 1) === 0xbb && ahead(cursor, 2) === 0xbf) cursor.pos += 3;
  while (peek(cursor) === ESC || peek(cursor) === CR) {
    if (peek(cursor) === CR) cursor.pos++;
    else skipEscape(cursor);
  }
}

/** ECMA-48: ESC [ parameters final, ESC ] or ESC _ text up to BEL or ESC \, or ESC and one byte. */
function skipEscape(cursor: Cursor): void {
  const { bytes, end } = cursor;
  const kind = ahead(cursor, 1);
  let pos = cursor.pos + 2;
  if (kind === OPEN) {
    while (pos < end && !(bytes[pos] >= 0x40 && bytes[pos] <= 0x7e)) pos++;
    pos++;
  } else if (kind === CLOSE || kind === 0x5f) {
    while (pos < end && bytes[pos] !== 0x07 && bytes[pos] !== ESC) pos++;
    pos += bytes[pos] === ESC ? 2 : 1;
  }
  cursor.pos = Math.min(pos, end);
}
