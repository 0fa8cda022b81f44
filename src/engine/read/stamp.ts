/** The reader: reads a time stamp, in any of the layouts that logs use, from the bytes of a line. */
import { dayStart } from './calendar.ts';
import { ahead, BLANK, COLON, COMMA, type Cursor, DASH, DOT, isDigit, isLetter, peek, SLASH } from './cursor.ts';
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

/** What may stand between date and time. */
const JOINS = new Set(Buffer.from('Tt _-:,'));

/** `2024-05-06T07:08:09.123Z` and its kin: / or . in the date, blank, - or _ before the time, any fraction and zone or none. */
function readIsoStamp(cursor: Cursor, stamp: Stamp): boolean {
  const { bytes, pos: from } = cursor;
  if (cursor.end - from < 19 || bytes[from + 7] !== bytes[from + 4] || !JOINS.has(bytes[from + 10])) return false;
  // `2024-05-06, 07:08:09`
  const time = from + (bytes[from + 10] === COMMA && bytes[from + 11] === BLANK ? 12 : 11);
  const mark = bytes[time + 2];
  if (time + 8 > cursor.end || (mark !== COLON && mark !== DOT) || bytes[time + 5] !== mark) return false;
  const year = two(bytes, from) * 100 + two(bytes, from + 2);
  const day = dayStart(year, two(bytes, from + 5), two(bytes, from + 8));
  const within = timeOfDay(two(bytes, time), two(bytes, time + 3), two(bytes, time + 6));
  if (Number.isNaN(day + within)) return false;
  cursor.pos = time + 8;
  finishStamp(cursor, stamp, day + within);
  return true;
}
