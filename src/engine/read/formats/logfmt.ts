/** The reader: logfmt, `time=… level=… msg="…"`: pairs in any order. */
import { BACKSLASH, BLANK, type Cursor, EQUALS, isDigit, peek, QUOTE, skipBlanks, skipInvisible } from '../cursor.ts';
import { levelOfColumn } from '../severity.ts';
import { readStamp } from '../stamp.ts';
import type { Draft } from './draft.ts';
import type { Format } from './format.ts';
import { readPlain } from './plain.ts';
import { type LineForm, RecordReader } from './record-reader.ts';
import { shareOf } from './sample.ts';

const PAIRS = /^(?:[\w.@/-]+=(?:"(?:[^"\\]|\\.)*"|\S*) +){2,}[\w.@/-]+=/;
const KNOWN = /(?:^| )(?:level|lvl|severity|msg|message)=/;

export const logfmt: Format = {
  name: 'logfmt',
  recognises: (_, sample) => shareOf(sample, PAIRS) > 0.6 && shareOf(sample, KNOWN) > 0.5,
  reader: context => new RecordReader(logfmtForm, context),
};

const TIME = new Set(['time', 'ts', 't', 'timestamp', '@timestamp', 'datetime', 'date', 'at']);
const LEVEL = new Set(['level', 'lvl', 'severity', 'loglevel', 'log_level']);
const MESSAGE = new Set(['msg', 'message']);
const LONGEST_KEY = 12;

const logfmtForm: LineForm = {
  folds: 'traces',
  stray: readPlain,
  head(cursor, draft) {
    skipInvisible(cursor);
    const from = cursor.pos;
    draft.columns = from;
    draft.text = from;
    draft.body = from;
    let pairs = 0;
    while (readPair(cursor, draft)) pairs++;
    // A sentence with one pair in it is no record.
    if (pairs > 1) return true;
    cursor.pos = from;
    return false;
  },
};

/** Reads one pair and moves behind it; words that are no pair are skipped once a pair was read. */
function readPair(cursor: Cursor, draft: Draft): boolean {
  const { bytes, end } = cursor;
  skipBlanks(cursor);
  const from = cursor.pos;
  let pos = from;
  while (pos < end && bytes[pos] !== EQUALS && bytes[pos] !== BLANK && bytes[pos] !== QUOTE) pos++;
  if (pos >= end || pos === from || bytes[pos] !== EQUALS) return false;
  cursor.pos = pos + 1;
  const quoted = peek(cursor) === QUOTE;
  if (quoted) cursor.pos++;
  const value = cursor.pos;
  skipValue(cursor, quoted);
  if (pos - from <= LONGEST_KEY) take(cursor, draft, { key: bytes.toString('latin1', from, pos), value });
  if (quoted && peek(cursor) === QUOTE) cursor.pos++;
  return true;
}

function skipValue(cursor: Cursor, quoted: boolean): void {
  const { bytes, end } = cursor;
  const stop = quoted ? QUOTE : BLANK;
  let pos = cursor.pos;
  while (pos < end && bytes[pos] !== stop) pos += quoted && bytes[pos] === BACKSLASH ? 2 : 1;
  cursor.pos = Math.min(pos, end);
}

function take(cursor: Cursor, draft: Draft, { key, value }: { key: string; value: number }): void {
  const behind = cursor.pos;
  if (MESSAGE.has(key)) draft.body = value;
  else if (LEVEL.has(key)) draft.level = levelOfColumn(cursor.bytes, value, behind);
  else if (TIME.has(key) && !draft.stamped && isDigit(cursor.bytes[value])) {
    cursor.pos = value;
    draft.stamped = readStamp(cursor, draft.stamp);
    cursor.pos = behind;
  }
}
