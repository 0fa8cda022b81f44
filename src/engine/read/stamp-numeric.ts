/** The reader: stamps of digits other than ISO: epochs, compact dates, day or month first, short years, times alone. */
import { ANY_YEAR, dayStart } from './calendar.ts';
import { ahead, BLANK, COLON, type Cursor, DASH, DOT, isDigit, isLetter, peek, SLASH, skipBlanks } from './cursor.ts';
import {
  finishStamp,
  NO_DATE,
  NO_YEAR,
  readMonth,
  readNumber,
  readTime,
  type Stamp,
  timeOfDay,
  two,
  WHOLE,
} from './stamp-parts.ts';

const START_OF_ANY_YEAR = Date.UTC(ANY_YEAR, 0, 1);
/** An epoch outside of these, in seconds, is taken for some other number. */
const EPOCH_FROM = 946_684_800;
const EPOCH_TO = 4_102_444_800;

/** Stamps whose first byte is a digit and whose fifth is no date mark. */
export function readNumericStamp(cursor: Cursor, stamp: Stamp): boolean {
  const from = cursor.pos;
  let pos = from;
  while (pos < cursor.end && isDigit(cursor.bytes[pos])) pos++;
  const digits = pos - from;
  const read =
    digits <= 2
      ? shortFirst(cursor, stamp)
      : digits === 6 || digits === 8
        ? compact(cursor, stamp, digits)
        : epoch(cursor, stamp, digits);
  if (!read || Number.isNaN(stamp.at)) {
    cursor.pos = from;
    return false;
  }
  return true;
}

function epoch(cursor: Cursor, stamp: Stamp, digits: number): boolean {
  const seconds = readNumber(cursor, 10);
  if ((digits !== 10 && digits !== 13 && digits !== 16 && digits !== 19) || seconds < EPOCH_FROM || seconds > EPOCH_TO)
    return false;
  const milliseconds = digits > 10 ? readNumber(cursor, 3) : 0;
  readNumber(cursor, digits - 13);
  finishStamp(cursor, stamp, seconds * 1000 + milliseconds);
  stamp.zoned = true;
  const next = peek(cursor);
  return !isLetter(next) && next !== DASH && next !== COLON && next !== DOT && next !== SLASH;
}

/** `20240506-07:08:09:123`, `20240506T070809Z`, `240506 070809`, `240506  7:08:09`. */
function compact(cursor: Cursor, stamp: Stamp, digits: number): boolean {
  const { bytes } = cursor;
  const year = digits === 8 ? two(bytes, cursor.pos) * 100 + two(bytes, cursor.pos + 2) : shortYear(two(bytes, cursor.pos));
  cursor.pos += digits - 4;
  const day = dayStart(year, two(bytes, cursor.pos), two(bytes, cursor.pos + 2));
  cursor.pos += 4;
  const between = peek(cursor);
  if (Number.isNaN(day) || (between !== BLANK && between !== DASH && (between | 0x20) !== 0x74 && between !== 0x5f)) return false;
  cursor.pos++;
  skipBlanks(cursor);
  const time = isDigit(ahead(cursor, 1)) && isDigit(ahead(cursor, 2)) ? compactTime(cursor) : readTime(cursor);
  finishStamp(cursor, stamp, day + time);
  return true;
}

function compactTime(cursor: Cursor): number {
  const { bytes, pos, end } = cursor;
  if (pos + 6 > end || (pos + 6 < end && isDigit(bytes[pos + 6]))) return Number.NaN;
  cursor.pos += 6;
  return timeOfDay(two(bytes, pos), two(bytes, pos + 2), two(bytes, pos + 4));
}

function shortYear(year: number): number {
  return year < 70 ? 2000 + year : 1900 + year;
}

/** One or two digits first: a time alone, or a date that begins with day, month or short year. */
function shortFirst(cursor: Cursor, stamp: Stamp): boolean {
  const from = cursor.pos;
  const first = readNumber(cursor, 2);
  const mark = peek(cursor);
  if (mark === COLON) {
    cursor.pos = from;
    const time = readTime(cursor);
    finishStamp(cursor, stamp, time);
    stamp.lacks = NO_DATE;
    return true;
  }
  if (mark !== SLASH && mark !== DASH && mark !== DOT && mark !== BLANK) return false;
  cursor.pos++;
  if (isLetter(peek(cursor))) return monthInTheMiddle(cursor, stamp, first);
  if (mark === BLANK) return false;
  const second = readNumber(cursor, 2);
  if (peek(cursor) === BLANK) return withoutYear(cursor, stamp, dayStart(ANY_YEAR, first, second));
  if (peek(cursor) !== mark) return false;
  cursor.pos++;
  return yearAtEnds(cursor, stamp, { first, second, mark });
}

/** `06/May/2024:07:08:09 +0200`, `06-May-2024 07:08:09.123`, `06 May 2024 07:08:09` */
function monthInTheMiddle(cursor: Cursor, stamp: Stamp, day: number): boolean {
  const month = readMonth(cursor);
  if (month === 0) return false;
  cursor.pos++;
  const year = readNumber(cursor, 4);
  const between = peek(cursor);
  if (between !== COLON && between !== BLANK && (between | 0x20) !== 0x74) return false;
  cursor.pos++;
  const time = readTime(cursor);
  finishStamp(cursor, stamp, dayStart(year, month, day) + time);
  return true;
}

/** `05-06 07:08:09.123`, `05.06 07:08:09` */
function withoutYear(cursor: Cursor, stamp: Stamp, day: number): boolean {
  cursor.pos++;
  const time = readTime(cursor);
  finishStamp(cursor, stamp, day - START_OF_ANY_YEAR + time);
  stamp.lacks = NO_YEAR;
  return true;
}

/** `05/06/2024 07:08:09 AM`, `06.05.2024 07:08:09`, `24/05/06 07:08:09` */
function yearAtEnds(cursor: Cursor, stamp: Stamp, date: { first: number; second: number; mark: number }): boolean {
  const third = readNumber(cursor, 4);
  if (peek(cursor) === 0x2c) cursor.pos++;
  const between = peek(cursor);
  if (between !== BLANK && between !== COLON && between !== DASH && (between | 0x20) !== 0x74) return false;
  cursor.pos++;
  const time = readTime(cursor);
  finishStamp(cursor, stamp, dateOf(date, third) + time);
  stamp.lacks = WHOLE;
  return true;
}

/** With a four-digit year last, / means month first and . or - day first, unless that is no date; otherwise the year is first. */
function dateOf({ first, second, mark }: { first: number; second: number; mark: number }, third: number): number {
  if (third >= 1000) {
    const usual = mark === SLASH ? dayStart(third, first, second) : dayStart(third, second, first);
    if (!Number.isNaN(usual)) return usual;
    return mark === SLASH ? dayStart(third, second, first) : dayStart(third, first, second);
  }
  const yearFirst = dayStart(shortYear(first), second, third);
  return Number.isNaN(yearFirst) ? dayStart(shortYear(third), first, second) : yearFirst;
}
