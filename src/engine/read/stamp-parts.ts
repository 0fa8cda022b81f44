/** The reader: the parts that stamps are made of: numbers, times of day, months, fractions and zones. */
import { ahead, BLANK, COLON, COMMA, type Cursor, DASH, DOT, isDigit, isLetter, PLUS, peek } from './cursor.ts';

/** What a stamp lacks. */
export const WHOLE = 0;
export const NO_YEAR = 1;
export const NO_DATE = 2;

export interface Stamp {
  /** Milliseconds UTC; within ANY_YEAR when it lacks the year, within the day when it lacks the date. */
  at: number;
  /** One of WHOLE, NO_YEAR, NO_DATE. */
  lacks: number;
  /** Whether it states its zone, Z included. */
  zoned: boolean;
  /** Digits of the second's fraction. */
  fraction: number;
}

export function emptyStamp(): Stamp {
  return { at: Number.NaN, lacks: WHOLE, zoned: false, fraction: 0 };
}

const MONTHS = new Map(
  'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').map((name, index) => [packed(name), index + 1]),
);

/** The first three letters of a lower-case name as a number. */
export function packed(name: string): number {
  return (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2);
}

/** The same of the three bytes at the cursor, in any case. */
export function packedAt(cursor: Cursor): number {
  return ((ahead(cursor, 0) | 0x20) << 16) | ((ahead(cursor, 1) | 0x20) << 8) | (ahead(cursor, 2) | 0x20);
}

/** Moves behind the name of a month; its number from 1, or 0 when there is none. */
export function readMonth(cursor: Cursor): number {
  const month = MONTHS.get(packedAt(cursor));
  if (month === undefined || isLetter(ahead(cursor, 3))) return 0;
  cursor.pos += 3;
  return month;
}

/** Reads up to `digits` digits; NaN when there is none. */
export function readNumber(cursor: Cursor, digits: number): number {
  let value = 0;
  let read = 0;
  while (read < digits && isDigit(peek(cursor))) {
    value = value * 10 + peek(cursor) - 0x30;
    cursor.pos++;
    read++;
  }
  return read === 0 ? Number.NaN : value;
}

/** `7:08:09`, `07:08:09 PM`: milliseconds since midnight, without the fraction; NaN when it is no time. */
export function readTime(cursor: Cursor): number {
  const hour = readNumber(cursor, 2);
  if (peek(cursor) !== COLON) return Number.NaN;
  cursor.pos++;
  const minute = readNumber(cursor, 2);
  if (peek(cursor) !== COLON) return Number.NaN;
  cursor.pos++;
  const second = readNumber(cursor, 2);
  if (isDigit(peek(cursor))) return Number.NaN;
  return timeOfDay(readHalf(cursor, hour), minute, second);
}

/** AM or PM behind the time. */
function readHalf(cursor: Cursor, hour: number): number {
  const half = ahead(cursor, 1) | 0x20;
  if (
    peek(cursor) !== BLANK ||
    (half !== 0x61 && half !== 0x70) ||
    (ahead(cursor, 2) | 0x20) !== 0x6d ||
    isLetter(ahead(cursor, 3))
  )
    return hour;
  if (!(hour >= 1 && hour <= 12)) return hour;
  cursor.pos += 3;
  return (hour % 12) + (half === 0x70 ? 12 : 0);
}

/** Two digits as a number; NaN when they are none. */
export function two(bytes: Uint8Array, from: number): number {
  const tens = bytes[from] ^ 0x30;
  const ones = bytes[from + 1] ^ 0x30;
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Milliseconds since midnight; NaN when there is no such time. A 60th second is a leap second. */
export function timeOfDay(hour: number, minute: number, second: number): number {
  return hour <= 23 && minute <= 59 && second <= 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN;
}

/** Behind the seconds: reads fraction and zone, and fills the stamp. `local` is the time without both. */
export function finishStamp(cursor: Cursor, stamp: Stamp, local: number): void {
  stamp.lacks = WHOLE;
  stamp.zoned = false;
  const fraction = readFraction(cursor, stamp);
  stamp.at = local + fraction - readZone(cursor, stamp);
}

/** `.123`, `,123456`, `:606`: whole milliseconds, further digits are skipped. */
export function readFraction(cursor: Cursor, stamp: Stamp): number {
  const mark = peek(cursor);
  stamp.fraction = 0;
  if ((mark !== DOT && mark !== COMMA && mark !== COLON) || !isDigit(ahead(cursor, 1))) return 0;
  const { bytes, end } = cursor;
  let pos = cursor.pos + 1;
  let value = 0;
  let weight = 100;
  // Behind a colon stand milliseconds, not a fraction: `:7` is 0.007 s.
  if (mark === COLON) return readMilliseconds(cursor, stamp);
  while (pos < end && isDigit(bytes[pos])) {
    value += (bytes[pos] - 0x30) * weight;
    weight = weight === 1 ? 0 : weight / 10;
    pos++;
  }
  stamp.fraction = pos - cursor.pos - 1;
  cursor.pos = pos;
  return value;
}

function readMilliseconds(cursor: Cursor, stamp: Stamp): number {
  const from = ++cursor.pos;
  const value = readNumber(cursor, 3);
  stamp.fraction = cursor.pos - from;
  return value;
}

/** Z, +02:00, +0200, +02, ` UTC`, ` -0700`, and `+00:00Z`, which some loggers write. Milliseconds east of Greenwich. */
export function readZone(cursor: Cursor, stamp: Stamp): number {
  const gap = peek(cursor) === BLANK ? 1 : 0;
  const mark = ahead(cursor, gap);
  if ((mark | 0x20) === 0x7a && !isLetter(ahead(cursor, gap + 1))) {
    if (gap === 1) return 0;
    cursor.pos += 1;
    stamp.zoned = true;
    return 0;
  }
  if (mark === PLUS || mark === DASH) return readOffset(cursor, stamp, gap);
  if (gap === 1 && (mark === 0x55 || mark === 0x47)) readUtcWord(cursor, stamp);
  return 0;
}

function readUtcWord(cursor: Cursor, stamp: Stamp): void {
  const word = cursor.bytes.toString('latin1', cursor.pos + 1, Math.min(cursor.pos + 4, cursor.end));
  if ((word !== 'UTC' && word !== 'GMT') || isLetter(ahead(cursor, 4))) return;
  cursor.pos += 4;
  stamp.zoned = true;
}

function readOffset(cursor: Cursor, stamp: Stamp, gap: number): number {
  const { bytes, end } = cursor;
  let pos = cursor.pos + gap + 1;
  if (pos + 2 > end) return 0;
  const hours = two(bytes, pos);
  pos += 2;
  const colon = pos < end && bytes[pos] === COLON ? 1 : 0;
  const stated = pos + colon + 2 <= end ? two(bytes, pos + colon) : Number.NaN;
  // Without minutes only where nothing else can be meant, e.g. `10:11:12+02`.
  if (Number.isNaN(stated) && (gap === 1 || colon === 1)) return 0;
  const minutes = Number.isNaN(stated) ? 0 : stated;
  if (!(hours <= 14) || minutes % 15 !== 0 || minutes > 45) return 0;
  if (!Number.isNaN(stated)) pos += colon + 2;
  if (pos < end && isDigit(bytes[pos])) return 0;
  const sign = bytes[cursor.pos + gap] === DASH ? -60_000 : 60_000;
  if (pos < end && bytes[pos] === 0x5a) pos++;
  cursor.pos = pos;
  stamp.zoned = true;
  return (hours * 60 + minutes) * sign;
}
