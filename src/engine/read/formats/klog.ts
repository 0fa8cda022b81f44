/** The reader: lines that begin with the letter of their level: klog and glog, and logcat's brief form. */
import { ANY_YEAR, dayStart } from '../calendar.ts';
import { ahead, CLOSE, type Cursor, find, isDigit, peek, SLASH } from '../cursor.ts';
import { levelOfLetter } from '../severity.ts';
import { readStamp } from '../stamp.ts';
import { finishStamp, NO_YEAR, readTime, type Stamp, two } from '../stamp-parts.ts';
import { nextColumn } from './column.ts';
import type { Format } from './format.ts';
import { readPlain } from './plain.ts';
import { type LineForm, RecordReader } from './record-reader.ts';
import { shareOf } from './sample.ts';
import { finishHeader } from './stamped.ts';

const START_OF_ANY_YEAR = Date.UTC(ANY_YEAR, 0, 1);
const KLOG = /^[IWEFD]\d{4}(?:\d{4})? \d\d:\d\d:\d\d\.\d+\s+\d+ \S+\]/;
const BRIEF = /^[VDIWEFA]\/[^(]{1,40}\( *\d+\): /;

/** `I0506 07:08:09.123456    1234 server.go:12] text`: no year. */
export const klog: Format = {
  name: 'klog',
  recognises: (_, sample) => shareOf(sample, KLOG) > 0.5,
  reader: context => new RecordReader(klogForm, context),
};

/** `E/ActivityManager( 1234): text`: no stamp. */
export const logcatBrief: Format = {
  name: 'logcat-brief',
  recognises: (_, sample) => shareOf(sample, BRIEF) > 0.5,
  reader: context => new RecordReader(briefForm, context),
};

const klogForm: LineForm = {
  folds: 'quiet',
  stray: readPlain,
  head(cursor, draft) {
    const level = levelOfLetter(peek(cursor));
    if (level === 0) return false;
    cursor.pos++;
    if (!readShortDate(cursor, draft.stamp) && !readStamp(cursor, draft.stamp)) return false;
    draft.stamped = true;
    draft.level = level;
    draft.columns = cursor.pos;
    const behindStamp = cursor.pos;
    nextColumn(cursor);
    nextColumn(cursor);
    if (cursor.bytes[cursor.pos - 1] !== CLOSE) cursor.pos = behindStamp;
    finishHeader(cursor, draft);
    return true;
  },
};

function readShortDate(cursor: Cursor, stamp: Stamp): boolean {
  const { bytes, pos, end } = cursor;
  if (end - pos < 13 || bytes[pos + 4] !== 0x20) return false;
  const day = dayStart(ANY_YEAR, two(bytes, pos), two(bytes, pos + 2));
  cursor.pos += 5;
  const time = readTime(cursor);
  if (Number.isNaN(day + time)) {
    cursor.pos = pos;
    return false;
  }
  finishStamp(cursor, stamp, day - START_OF_ANY_YEAR + time);
  stamp.lacks = NO_YEAR;
  return true;
}

const BEHIND_PROCESS = Buffer.from('): ');

const briefForm: LineForm = {
  folds: 'traces',
  stray: readPlain,
  head(cursor, draft) {
    const level = levelOfLetter(peek(cursor));
    if (level === 0 || ahead(cursor, 1) !== SLASH) return false;
    const close = find(cursor, BEHIND_PROCESS);
    if (close < 0 || !isDigit(cursor.bytes[close - 1])) return false;
    draft.level = level;
    draft.columns = cursor.pos;
    cursor.pos = close + 2;
    finishHeader(cursor, draft);
    return true;
  },
};
