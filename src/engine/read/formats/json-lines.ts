/** The reader: one JSON object per line; a scan over the bytes finds time, level and message, nothing is parsed into objects. */
import { BACKSLASH, BRACE, type Cursor, isDigit, OPEN, peek, QUOTE, skipInvisible } from '../cursor.ts';
import { levelOfColumn } from '../severity.ts';
import { readStamp } from '../stamp.ts';
import { WHOLE } from '../stamp-parts.ts';
import type { Draft } from './draft.ts';
import type { Format } from './format.ts';
import { type JsonKeys, learnKeys } from './json-keys.ts';
import { readPlain } from './plain.ts';
import { type LineForm, RecordReader } from './record-reader.ts';

export const jsonLines: Format = {
  name: 'json-lines',
  recognises: (_, sample) => learnKeys(sample) !== null,
  reader: context => new RecordReader(jsonForm(learnKeys(context.sample) ?? NO_KEYS), context),
};

const NO_KEYS: JsonKeys = { time: null, level: null, scale: () => 0, message: null };
const CLOSING_BRACE = 0x7d;
const COLON = 0x3a;
const COMMA = 0x2c;

/** The keys as bytes, and a bit for each. */
interface Wanted {
  readonly keys: JsonKeys;
  readonly time: Buffer;
  readonly level: Buffer;
  readonly message: Buffer;
  readonly all: number;
}
const TIME = 1;
const LEVEL = 2;
const MESSAGE = 4;

export function jsonForm(keys: JsonKeys): LineForm {
  const wanted: Wanted = {
    keys,
    time: Buffer.from(keys.time ?? ''),
    level: Buffer.from(keys.level ?? ''),
    message: Buffer.from(keys.message ?? ''),
    all: (keys.time === null ? 0 : TIME) | (keys.level === null ? 0 : LEVEL) | (keys.message === null ? 0 : MESSAGE),
  };
  return {
    folds: 'traces',
    stray: readPlain,
    head(cursor, draft) {
      skipInvisible(cursor);
      skipSpace(cursor);
      if (peek(cursor) !== BRACE) return false;
      draft.body = cursor.pos;
      draft.text = cursor.pos;
      draft.columns = cursor.pos;
      cursor.pos++;
      scan(cursor, draft, wanted);
      return true;
    },
  };
}

/** Walks over the pairs of the outer object until all keys are found. */
function scan(cursor: Cursor, draft: Draft, wanted: Wanted): void {
  let found = 0;
  while (found !== wanted.all) {
    while (cursor.pos < cursor.end && cursor.bytes[cursor.pos] !== QUOTE && cursor.bytes[cursor.pos] !== CLOSING_BRACE)
      cursor.pos++;
    if (peek(cursor) !== QUOTE) return;
    const from = ++cursor.pos;
    skipString(cursor);
    const which = keyAt(cursor, from, wanted);
    while (cursor.pos < cursor.end && cursor.bytes[cursor.pos] !== COLON) cursor.pos++;
    cursor.pos++;
    skipSpace(cursor);
    const value = cursor.pos;
    skipValue(cursor);
    if (which !== 0) {
      found |= which;
      take(cursor, draft, { which, value, wanted });
    }
  }
}

/** Which of the wanted keys ends one before the cursor. */
function keyAt(cursor: Cursor, from: number, wanted: Wanted): number {
  const length = cursor.pos - 1 - from;
  if (length === wanted.time.length && same(cursor.bytes, from, wanted.time)) return TIME & wanted.all;
  if (length === wanted.level.length && same(cursor.bytes, from, wanted.level)) return LEVEL & wanted.all;
  if (length === wanted.message.length && same(cursor.bytes, from, wanted.message)) return MESSAGE & wanted.all;
  return 0;
}

function same(bytes: Uint8Array, from: number, key: Uint8Array): boolean {
  for (let index = 0; index < key.length; index++) if (bytes[from + index] !== key[index]) return false;
  return true;
}

/** The value stands between `value` and the cursor. */
function take(cursor: Cursor, draft: Draft, { which, value, wanted }: { which: number; value: number; wanted: Wanted }): void {
  const { bytes, pos } = cursor;
  const quoted = bytes[value] === QUOTE;
  if (which === MESSAGE) {
    if (quoted) draft.body = value + 1;
  } else if (which === LEVEL) {
    const number = isDigit(bytes[quoted ? value + 1 : value]);
    draft.level = number ? wanted.keys.scale(numberAt(bytes, quoted ? value + 1 : value, pos)) : levelOfColumn(bytes, value, pos);
  } else {
    const inner = bytes[value] === BRACE ? wrappedText(bytes, value, pos) : quoted ? value + 1 : -1;
    draft.stamped = inner >= 0 ? stampIn(cursor, draft, inner) : epochIn(cursor, draft, value);
  }
}

/** Where the text begins in a value like `{"$date":"…"}`; -1 when there is none. */
function wrappedText(bytes: Uint8Array, from: number, to: number): number {
  for (let pos = from; pos < to; pos++) if (bytes[pos] === COLON) return bytes[pos + 1] === QUOTE ? pos + 2 : -1;
  return -1;
}

function stampIn(cursor: Cursor, draft: Draft, from: number): boolean {
  const { pos, end } = cursor;
  cursor.pos = from;
  cursor.end = pos - 1;
  const read = readStamp(cursor, draft.stamp);
  cursor.pos = pos;
  cursor.end = end;
  return read;
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size. */
function epochIn(cursor: Cursor, draft: Draft, from: number): boolean {
  const value = numberAt(cursor.bytes, from, cursor.pos);
  if (!(value > 9e8 && value < 5e18)) return false;
  draft.stamp.at = Math.floor(value < 1e11 ? value * 1000 : value < 1e14 ? value : value < 1e17 ? value / 1e3 : value / 1e6);
  draft.stamp.lacks = WHOLE;
  draft.stamp.zoned = true;
  return true;
}

function numberAt(bytes: Buffer, from: number, to: number): number {
  return Number.parseFloat(bytes.toString('latin1', from, Math.min(to, from + 32)));
}

function skipSpace(cursor: Cursor): void {
  while (cursor.pos < cursor.end && cursor.bytes[cursor.pos] <= 0x20) cursor.pos++;
}

/** From behind the opening quote to behind the closing one. */
function skipString(cursor: Cursor): void {
  const { bytes, end } = cursor;
  let pos = cursor.pos;
  while (pos < end && bytes[pos] !== QUOTE) pos += bytes[pos] === BACKSLASH ? 2 : 1;
  cursor.pos = Math.min(end, pos + 1);
}

function skipValue(cursor: Cursor): void {
  const { bytes, end } = cursor;
  const first = peek(cursor);
  if (first === QUOTE) {
    cursor.pos++;
    skipString(cursor);
    return;
  }
  let depth = 0;
  while (cursor.pos < end) {
    const byte = bytes[cursor.pos];
    if (byte === QUOTE) {
      cursor.pos++;
      skipString(cursor);
      continue;
    }
    if (byte === BRACE || byte === OPEN) depth++;
    else if (depth === 0 && (byte === COMMA || byte === CLOSING_BRACE)) return;
    else if (byte === CLOSING_BRACE || byte === 0x5d) depth--;
    cursor.pos++;
  }
}
