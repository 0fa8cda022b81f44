/** The reader: reads a time stamp, in any of the layouts that logs use, from the bytes of a line. */
import { dayStart } from './calendar.ts';
import { ahead, BLANK, COLON, type Cursor, DASH, DOT, isDigit, isLetter, peek, SLASH } from './cursor.ts';
import { readNamedStamp } from './stamp-named.ts';
import { readNumericStamp } from './stamp-numeric.ts';
import { finishStamp, type Stamp, timeOfDay, two } from './stamp-parts.ts';

/** Reads the stamp at the cursor and moves behind it. False, and the cursor stays, when there is none or it names no real time. */
export function readStamp(cursor: Cursor, stamp: Stamp): boolean {
  const first = peek(cursor);
  if (!isDigit(first)) return isLetter(first) && readNamedStamp(cursor, stamp);
  const fourth = ahead(cursor, 4);
  if (fourth === DASH || fourth === SLASH || fourth === DOT) return readIsoStamp(cursor, stamp);
  return readNumericStamp(cursor, stamp);
}

/** `2024-05-06T07:08:09.123Z` and its kin: / or . in the date, blank, - or _ before the time, any fraction and zone or none. */
function readIsoStamp(cursor: Cursor, stamp: Stamp): boolean {
  const { bytes } = cursor;
  const from = cursor.pos;
  if (cursor.end - from < 19 || bytes[from + 7] !== bytes[from + 4]) return false;
  const between = bytes[from + 10] | 0x20;
  if (
    between !== 0x74 &&
    bytes[from + 10] !== BLANK &&
    between !== 0x7f &&
    bytes[from + 10] !== DASH &&
    bytes[from + 10] !== COLON
  ) {
    return false;
  }
  const mark = bytes[from + 13];
  if ((mark !== COLON && mark !== DOT) || bytes[from + 16] !== mark) return false;
  const year = two(bytes, from) * 100 + two(bytes, from + 2);
  const day = dayStart(year, two(bytes, from + 5), two(bytes, from + 8));
  const time = timeOfDay(two(bytes, from + 11), two(bytes, from + 14), two(bytes, from + 17));
  if (Number.isNaN(day + time)) return false;
  cursor.pos = from + 19;
  finishStamp(cursor, stamp, day + time);
  return true;
}
