/** The reader: the runner's own files of a Scylla Cluster Test run. */

import { ERROR } from '../../../model/level.ts';
import { type Cursor, find, LESS, peek, skipBlanks, skipInvisible } from '../cursor.ts';
import { levelOfWord } from '../severity.ts';
import { readStamp } from '../stamp.ts';
import type { Format } from './format.ts';
import { jsonForm, jsonLines } from './json-lines.ts';
import { readPlain } from './plain.ts';
import { type LineForm, RecordReader } from './record-reader.ts';
import { shareOf } from './sample.ts';
import { finishHeader } from './stamped.ts';

const ACTION = /^\s*\{"datetime": ?"[^"]+", ?"status": ?"\w+", ?"source": /;
const RAW_EVENT = /^\s*\{(?=.*"base": ?")(?=.*"event_timestamp": ?[\d.]+)(?=.*"severity": ?"[A-Z]+")/;
const EVENT = /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}|0000-00-00 <UnknownTimestamp>)(?: <[^>]+>)?: \(\w+ /;
const SCT = /^< t:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} f:/;

/** What the test did: stamps like `…+00:00Z`, which no standard allows. */
export const sctActions: Format = {
  name: 'sct-actions',
  recognises: (_, sample) => shareOf(sample, ACTION) > 0.7,
  reader: context =>
    new RecordReader(jsonForm({ time: 'datetime', level: 'status', scale: () => 0, message: 'action' }), context),
};

/** Every event at its publication, before filters; the keys stand in any order. */
export const sctRawEvents: Format = {
  name: 'sct-raw-events',
  recognises: (_, sample) => shareOf(sample, RAW_EVENT) > 0.7,
  reader: context =>
    new RecordReader(jsonForm({ time: 'event_timestamp', level: 'severity', scale: () => 0, message: null }), context),
};

/** Events and nemeses as Argus has them, written down when a run was fetched from there. */
export const sctArgus: Format = {
  ...jsonLines,
  name: 'sct-argus',
  recognises: (_, [first = '']) => /^\{"time":"[^"]+",.*"argus_(?:event|nemesis)":"/.test(first),
};

/** Events as text; the lines below a header belong to it, even when they begin with a date. */
export const sctEvents: Format = {
  name: 'sct-events',
  recognises: (path, sample) =>
    sample.some(line => EVENT.test(line)) &&
    (shareOf(sample, EVENT) > 0.3 || /(?:^|\/)(?:events|critical|error|warning|normal|debug)\b[^/]*$/.test(path)),
  reader: context => new RecordReader(eventForm, context),
};

/** The runner's log. Every line of a message repeats the prefix. */
export const sctLog: Format = {
  name: 'sct-log',
  recognises: (_, sample) => shareOf(sample, SCT) > 0.2,
  reader: context => new RecordReader(sctForm, context),
};

const EVENT_CLASS = /^(?: <[^>]+>)?: \(\w+(?: Severity\.(\w+)| [a-z_]+=)/;

const eventForm: LineForm = {
  folds: 'all',
  stray: readPlain,
  head(cursor, draft) {
    skipInvisible(cursor);
    if (cursor.bytes.toString('latin1', cursor.pos, cursor.pos + 10) === '0000-00-00') cursor.pos += 10;
    else if (readStamp(cursor, draft.stamp)) draft.stamped = true;
    else return false;
    const match = EVENT_CLASS.exec(cursor.bytes.toString('latin1', cursor.pos, Math.min(cursor.end, cursor.pos + 200)));
    if (match === null) return false;
    // Events are stamped in UTC without saying so.
    draft.stamp.zoned = true;
    const severity = Buffer.from(match[1] ?? '');
    draft.level = levelOfWord(severity, 0, severity.length);
    cursor.pos += match[0].indexOf('(');
    draft.columns = cursor.pos;
    draft.text = cursor.pos;
    draft.body = cursor.pos;
    return true;
  },
};

const PREFIX = Buffer.from('< t:');
/** `< t:2024-05-06 07:08:09,123 ` tells one prefix from another. */
const PREFIX_BYTES = 28;
const LEVEL_MARK = Buffer.from(' p:');

const sctForm: LineForm = {
  folds: 'all',
  stray: readPlain,
  head(cursor, draft) {
    skipInvisible(cursor);
    if (peek(cursor) !== LESS) return false;
    const from = cursor.pos;
    cursor.pos += PREFIX.length;
    if (!readStamp(cursor, draft.stamp)) return false;
    draft.stamped = true;
    draft.columns = cursor.pos;
    const mark = find(cursor, LEVEL_MARK);
    if (mark < 0) return false;
    const word = mark + LEVEL_MARK.length;
    cursor.pos = word;
    while (cursor.pos < cursor.end && cursor.bytes[cursor.pos] > 0x20) cursor.pos++;
    draft.level = levelOfWord(cursor.bytes, word, cursor.pos);
    skipBlanks(cursor);
    if (peek(cursor) === 0x3e) cursor.pos++;
    finishHeader(cursor, draft);
    if (draft.level >= ERROR) skipRepeated(cursor, from);
    draft.body = Math.max(draft.body, cursor.pos);
    return true;
  },
};

/** The first line of an exception repeats prefix and message: the message stands behind the last prefix. */
function skipRepeated(cursor: Cursor, from: number): void {
  const again = find(cursor, cursor.bytes.subarray(from, from + PREFIX_BYTES));
  if (again < 0) return;
  cursor.pos += again - from;
  skipBlanks(cursor);
}
