/** The reader: system logs: RFC 3164 and 5424, journald's short forms, and the kernel's ring buffer. */
import { DEBUG, ERROR, FATAL, INFO, NONE, WARN } from '../../../model/level.ts';
import { type Cursor, isDigit, LESS, OPEN, peek, skipBlanks, skipInvisible, textAhead } from '../cursor.ts';
import { readNumber } from '../stamp-parts.ts';
import { nextColumn, TAG } from './column.ts';
import type { Draft } from './draft.ts';
import type { Format } from './format.ts';
import { findStamp } from './header.ts';
import { readPlain } from './plain.ts';
import { plainLevel } from './plain-level.ts';
import { type LineForm, RecordReader } from './record-reader.ts';
import { shareOf } from './sample.ts';
import { finishHeader, takeSlot } from './stamped.ts';

/** RFC 5424, table 2: the severities of a priority modulo 8. */
const SEVERITIES = [FATAL, FATAL, FATAL, ERROR, WARN, INFO, INFO, DEBUG];

const CLASSIC = /^(?:<\d{1,3}>)?\w{3} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d\S* [\w.:-]+ \S/;
const DATED = /^(?:<\d{1,3}>)?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.,:+Z-]* [\w.-]+ [\w./@()-]+(?:\[\d+\])?: /;
const WITH_PID = /^\S+ (?:[ \d]\d \S+ )?\S+ [\w./@()-]+\[\d+\]: /;
const PROTOCOL = /^<\d{1,3}>\d (?:\d{4}-\d\d-\d\dT\S+|-) \S+ \S+ \S+ \S+ (?:-|\[)/;
const RING = /^(?:<\d{1,3}>)?\[ *\d{1,9}\.\d{6}\]/;

export const syslog: Format = {
  name: 'syslog',
  recognises: (_, sample) => {
    if (shareOf(sample, CLASSIC) > 0.5 || shareOf(sample, PROTOCOL) > 0.5) return true;
    return shareOf(sample, DATED) > 0.8 && shareOf(sample, WITH_PID) > 0.2;
  },
  reader: context => new RecordReader(syslogForm, context),
};

/** `dmesg`: seconds since boot, which are no time of day. */
export const kernel: Format = {
  name: 'kernel',
  recognises: (_, sample) => shareOf(sample, RING) > 0.5,
  reader: context => new RecordReader(kernelForm, context),
};

const HOST = { kinds: 0, within: 1 };
const WRITER = { kinds: TAG, within: 4 };

const syslogForm: LineForm = {
  folds: 'quiet',
  stray: readPlain,
  head(cursor, draft) {
    skipInvisible(cursor);
    const priority = readPriority(cursor);
    const version = priority !== NONE && isDigit(peek(cursor)) && cursor.bytes[cursor.pos + 1] === 0x20;
    if (version) cursor.pos += 2;
    if (!findStamp(cursor, draft.stamp, 0)) return false;
    draft.stamped = true;
    draft.columns = cursor.pos;
    if (version) readProtocol(cursor);
    else if (takeSlot(cursor, draft, HOST) && takeSlot(cursor, draft, WRITER)) skipOrigin(cursor);
    finishHeader(cursor, draft);
    draft.level = priority === NONE ? plainLevel(cursor) : priority;
    return true;
  },
};

/** `<34>`: the level, or NONE. */
export function readPriority(cursor: Cursor): number {
  if (peek(cursor) !== LESS) return NONE;
  const from = cursor.pos++;
  const priority = readNumber(cursor, 3);
  if (Number.isNaN(priority) || peek(cursor) !== 0x3e) {
    cursor.pos = from;
    return NONE;
  }
  cursor.pos++;
  return SEVERITIES[priority & 7];
}

/** Host, application, process and message ids, and the structured data in brackets. */
function readProtocol(cursor: Cursor): void {
  for (let index = 0; index < 4; index++) nextColumn(cursor);
  skipBlanks(cursor);
  if (peek(cursor) === OPEN) while (peek(cursor) === OPEN) nextColumn(cursor);
  else if (peek(cursor) === 0x2d) cursor.pos++;
}

const ORIGIN = /^\[(?:shard\s+\d|\s*\d+\.\d{3,}\])/;

/** Behind the process some state the processor or the seconds since boot: `[shard 3]`, `[   12.345678]`. */
export function skipOrigin(cursor: Cursor): void {
  const from = cursor.pos;
  skipBlanks(cursor);
  if (peek(cursor) === OPEN && ORIGIN.test(textAhead(cursor, 24))) nextColumn(cursor);
  else cursor.pos = from;
}

const kernelForm: LineForm = {
  folds: 'traces',
  stray: readPlain,
  head(cursor: Cursor, draft: Draft) {
    skipInvisible(cursor);
    const priority = readPriority(cursor);
    if (peek(cursor) !== OPEN) return false;
    draft.columns = cursor.pos;
    nextColumn(cursor);
    draft.columns = cursor.pos;
    finishHeader(cursor, draft);
    draft.level = priority === NONE ? plainLevel(cursor) : priority;
    return true;
  },
};
