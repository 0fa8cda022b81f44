/** The reader: comma-separated exports with a row of column names: logs, spans and metrics, as collectors write them. */
import { cellsOf } from '../../../base/csv.ts';
import { COMMA, type Cursor, cursorOver, QUOTE, skipInvisible, textAhead } from '../cursor.ts';
import { readStamp } from '../stamp.ts';
import { emptyStamp, WHOLE } from '../stamp-parts.ts';
import { type Draft, emptyDraft } from './draft.ts';
import type { Format, FormatReader } from './format.ts';
import { readPlain } from './plain.ts';
import { type LineForm, RecordReader } from './record-reader.ts';
import { findHeader, stampedForm } from './stamped.ts';

/** Which columns hold time and message; -1: there is no message, the row itself is what it tells. */
interface Columns {
  readonly time: number;
  readonly message: number;
}

const TIME = /^@?(?:start[_ ]?)?(?:time|ts|date)/i;
const MESSAGE = /^(?:log|message|msg|body|content|text|line|_msg)$/i;
const NAME = /^[@_A-Za-z][\w .:/@%()[\]-]{0,60}$/;
const LEAST_COLUMNS = 3;
/** Rows that are looked at for the header of the messages. */
const MOST_MESSAGES = 60;

export const csv: Format = {
  name: 'csv',
  recognises: (_, sample) => columnsOf(sample) !== null,
  reader: context => anyOrder(new RecordReader(csvForm(columnsOf(context.sample), context.sample), context)),
};

/** Exports are written by pod or by series as often as by time: that their stamps run backwards is no gap. */
function anyOrder(reader: FormatReader): FormatReader {
  return {
    read: block => reader.read(block),
    zone: () => reader.zone(),
    gaps: () => reader.gaps().filter(gap => gap.kind !== 'clock'),
  };
}

/** Null unless the first line names columns, one of them a time that the second line states. */
function columnsOf([names = '', first = '']: readonly string[]): Columns | null {
  const header = cellsOf(names.replace(/^\uFEFF/, ''));
  if (header.length < LEAST_COLUMNS || !header.every(name => NAME.test(name))) return null;
  const values = cellsOf(first);
  if (values.length !== header.length) return null;
  const time = header.findIndex((name, column) => TIME.test(name) && isStamp(values[column]));
  return time < 0 ? null : { time, message: header.findIndex(name => MESSAGE.test(name)) };
}

function isStamp(text: string): boolean {
  const cursor = cursorOver(Buffer.from(text));
  cursor.end = cursor.bytes.length;
  const stamp = emptyStamp();
  return readStamp(cursor, stamp) && stamp.lacks === WHOLE;
}

/** A container runtime's record in a cell: `"{""log"":""…`. */
const WRAPPED = /^"?\{\s*"{1,2}(?:log|message|msg)"{1,2}\s*:\s*"{1,2}/;

function csvForm(columns: Columns | null, sample: readonly string[]): LineForm {
  const { time, message } = columns ?? { time: 0, message: -1 };
  const inner = innerForm(message, sample);
  const last = Math.max(time, message);
  return {
    folds: 'traces',
    stray: readPlain,
    head(cursor, draft) {
      skipInvisible(cursor);
      draft.columns = draft.text = draft.body = cursor.pos;
      for (let column = 0; column <= last && cursor.pos < cursor.end; column++) {
        const from = cursor.pos;
        skipCell(cursor);
        const behind = cursor.pos;
        cursor.pos = from;
        if (column === time) draft.stamped = takeStamp(cursor, draft, behind);
        else if (column === message) takeMessage(cursor, draft, inner);
        cursor.pos = behind + 1;
      }
      return draft.stamped;
    },
  };
}

/** From the beginning of a cell to the comma behind it, or to the end of the line. */
function skipCell(cursor: Cursor): void {
  const { bytes, end } = cursor;
  let pos = cursor.pos;
  if (bytes[pos] === QUOTE) {
    pos++;
    while (pos < end && !(bytes[pos] === QUOTE && bytes[pos + 1] !== QUOTE)) pos += bytes[pos] === QUOTE ? 2 : 1;
  }
  while (pos < end && bytes[pos] !== COMMA) pos++;
  cursor.pos = Math.min(pos, end);
}

/** The cell alone is looked at: a comma behind it would read as that of a fraction. */
function takeStamp(cursor: Cursor, draft: Draft, behind: number): boolean {
  const { end } = cursor;
  if (cursor.bytes[cursor.pos] === QUOTE) cursor.pos++;
  cursor.end = behind;
  const read = readStamp(cursor, draft.stamp) && draft.stamp.lacks === WHOLE;
  cursor.end = end;
  return read;
}

/** The message may have a header of its own, whose time is less exact than that of the row. */
function takeMessage(cursor: Cursor, draft: Draft, inner: LineForm | null): void {
  const wrapped = WRAPPED.exec(textAhead(cursor, 80));
  cursor.pos += wrapped?.[0].length ?? (cursor.bytes[cursor.pos] === QUOTE ? 1 : 0);
  const inside = { ...emptyDraft(), body: cursor.pos };
  draft.columns = draft.text = cursor.pos;
  if (!inner?.head(cursor, inside)) readPlain(cursor, inside);
  draft.body = inside.body;
  draft.level = inside.level;
}

function innerForm(message: number, sample: readonly string[]): LineForm | null {
  if (message < 0) return null;
  const messages = sample.slice(1, MOST_MESSAGES).map(line => (cellsOf(line)[message] ?? '').replace(UNWRAP, ''));
  const header = findHeader(messages);
  return header === null ? null : stampedForm(header);
}

const UNWRAP = /^\{\s*"(?:log|message|msg)"\s*:\s*"/;
