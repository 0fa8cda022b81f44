/** The reader: stamps that begin with the name of a month or of a weekday. */
import { ANY_YEAR, dayStart } from './calendar.ts';
import { ahead, BLANK, COMMA, type Cursor, DOT, isDigit, isLetter, peek, skipBlanks } from './cursor.ts';
import {
  NO_YEAR,
  packed,
  packedAt,
  readFraction,
  readMonth,
  readNumber,
  readTime,
  readZone,
  type Stamp,
  WHOLE,
} from './stamp-parts.ts';

const START_OF_ANY_YEAR = Date.UTC(ANY_YEAR, 0, 1);
const WEEKDAYS = new Set('mon tue wed thu fri sat sun'.split(' ').map(packed));

/** `May  6 07:08:09`, `May 6, 2024 7:08:09 AM`, `Mon May 06 07:08:09.123 2024`, `Mon, 06 May 2024 07:08:09 GMT`. */
export function readNamedStamp(cursor: Cursor, stamp: Stamp): boolean {
  const from = cursor.pos;
  if (WEEKDAYS.has(packedAt(cursor)) && !isLetter(ahead(cursor, 3))) {
    cursor.pos += peekAfterDay(cursor);
    skipBlanks(cursor);
  }
  const read = isDigit(peek(cursor)) ? dayFirst(cursor, stamp) : monthFirst(cursor, stamp);
  if (!read) cursor.pos = from;
  return read;
}

function peekAfterDay(cursor: Cursor): number {
  const next = ahead(cursor, 3);
  return next === COMMA || next === DOT ? 4 : 3;
}

/** `06 May 2024 07:08:09 GMT` */
function dayFirst(cursor: Cursor, stamp: Stamp): boolean {
  const day = readNumber(cursor, 2);
  skipBlanks(cursor);
  const month = readMonth(cursor);
  if (month === 0 || peek(cursor) !== BLANK) return false;
  skipBlanks(cursor);
  const year = readNumber(cursor, 4);
  skipBlanks(cursor);
  const time = readTime(cursor);
  return fill(cursor, stamp, dayStart(year, month, day) + time);
}

function monthFirst(cursor: Cursor, stamp: Stamp): boolean {
  const month = readMonth(cursor);
  if (month === 0 || peek(cursor) !== BLANK) return false;
  skipBlanks(cursor);
  const day = readNumber(cursor, 2);
  if (peek(cursor) === COMMA) cursor.pos++;
  if (peek(cursor) !== BLANK) return false;
  skipBlanks(cursor);
  const year = isDigit(ahead(cursor, 2)) && isDigit(ahead(cursor, 3)) ? readNumber(cursor, 4) : Number.NaN;
  skipBlanks(cursor);
  const time = readTime(cursor);
  if (!Number.isNaN(year)) return fill(cursor, stamp, dayStart(year, month, day) + time);
  return yearLast(cursor, stamp, { month, day, time });
}

function yearLast(cursor: Cursor, stamp: Stamp, date: { month: number; day: number; time: number }): boolean {
  const fraction = readFraction(cursor, stamp);
  const year = trailingYear(cursor);
  const known = !Number.isNaN(year);
  const day = dayStart(known ? year : ANY_YEAR, date.month, date.day);
  stamp.at = day + date.time + fraction - (known ? 0 : START_OF_ANY_YEAR);
  stamp.lacks = known ? WHOLE : NO_YEAR;
  stamp.zoned = false;
  if (!known) stamp.at -= readZone(cursor, stamp);
  return !Number.isNaN(stamp.at);
}

/** ` 2024` or ` UTC 2024` behind the time; the cursor moves only when the year is there. */
function trailingYear(cursor: Cursor): number {
  const next = ahead(cursor, 1);
  if (peek(cursor) !== BLANK || (!isDigit(next) && !(next >= 0x41 && next <= 0x5a))) return Number.NaN;
  const match = /^(?: [A-Z]{3,4})? ((?:19|20|21)\d\d)(?![\d:.-])/.exec(
    cursor.bytes.toString('latin1', cursor.pos, Math.min(cursor.end, cursor.pos + 12)),
  );
  if (match === null) return Number.NaN;
  cursor.pos += match[0].length;
  return Number(match[1]);
}

function fill(cursor: Cursor, stamp: Stamp, local: number): boolean {
  const fraction = readFraction(cursor, stamp);
  stamp.zoned = false;
  stamp.lacks = WHOLE;
  stamp.at = local + fraction - readZone(cursor, stamp);
  return !Number.isNaN(stamp.at);
}
