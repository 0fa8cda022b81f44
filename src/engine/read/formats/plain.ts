/** The reader: plain text, the last resort: stamps where a line begins with one, levels from the words at line starts. */
import { NONE } from '../../../model/level.ts';
import { ahead, CR, type Cursor, isDigit, OPEN, peek, skipBlanks, skipInvisible } from '../cursor.ts';
import { levelOfColumn } from '../severity.ts';
import { WHOLE } from '../stamp-parts.ts';
import { nextColumn } from './column.ts';
import type { Draft } from './draft.ts';
import type { Format } from './format.ts';
import { findStamp } from './header.ts';
import { plainLevel } from './plain-level.ts';
import { type LineForm, RecordReader } from './record-reader.ts';

export const plain: Format = {
  name: 'text',
  recognises: () => true,
  reader: context => new RecordReader(plainForm(), context),
};

/** Test results in XML: its lines are kept as text; what they tell of tests is read elsewhere. */
export const junitXml: Format = {
  name: 'junit-xml',
  recognises: (path, sample) => /\.xml$/i.test(path) && sample.slice(0, 40).some(line => /<testsuites?[\s>]/.test(line)),
  reader: plain.reader,
};

function plainForm(): LineForm {
  const returns = new CarriageReturns();
  return {
    folds: 'traces',
    stray: readPlain,
    head(cursor, draft) {
      returns.skip(cursor);
      readPlain(cursor, draft);
      return true;
    },
  };
}

/** Any line: takes what can be seen of stamp and level at its beginning. */
export function readPlain(cursor: Cursor, draft: Draft): void {
  skipInvisible(cursor);
  const from = cursor.pos;
  draft.columns = from;
  draft.text = from;
  draft.body = from;
  const first = peek(cursor);
  if (isDigit(first) || (first === OPEN && isDigit(ahead(cursor, 1)))) takeStamp(cursor, draft);
  if (draft.level === NONE) draft.level = plainLevel(cursor);
}

function takeStamp(cursor: Cursor, draft: Draft): void {
  const from = cursor.pos;
  if (!findStamp(cursor, draft.stamp, 0)) {
    cursor.pos = from;
    return;
  }
  skipBlanks(cursor);
  // A date or a number alone on its line is some value, not the time of the line.
  draft.stamped = draft.stamp.lacks === WHOLE && cursor.pos < cursor.end && !isNumber(cursor, from);
  draft.body = cursor.pos;
  draft.level = levelBehind(cursor);
}

function isNumber(cursor: Cursor, from: number): boolean {
  for (let pos = from; pos < from + 10; pos++) if (!isDigit(cursor.bytes[pos])) return false;
  return true;
}

/** The level in capitals or brackets among the next columns. */
function levelBehind(cursor: Cursor): number {
  const stay = cursor.pos;
  let level = NONE;
  for (let column = 0; column < 4 && level === NONE; column++) {
    const from = nextColumn(cursor);
    if (from < 0) break;
    const second = cursor.bytes[from + 1];
    const capitals = cursor.pos - from > 2 && second >= 0x41 && second <= 0x5a;
    if (capitals || cursor.bytes[from] === OPEN) level = levelOfColumn(cursor.bytes, from, cursor.pos);
  }
  cursor.pos = stay;
  return level;
}

/** Carriage returns at the end of a line behind which nothing was drawn. */
const MOST_REDRAWN = 16;

/** Progress is drawn over: what counts in a line stands behind the last carriage return that something visible follows. */
export class CarriageReturns {
  #bytes: Buffer | null = null;
  /** Where the next one stands in these bytes; lines before it need no look. */
  #next = -1;

  skip(cursor: Cursor): void {
    const { bytes, pos, end } = cursor;
    if (bytes !== this.#bytes || this.#next < pos) this.#find(bytes, pos);
    if (this.#next >= end) return;
    for (let at = end - 1, tries = 0; at > pos && tries < MOST_REDRAWN; at--) {
      if (bytes[at] !== CR) continue;
      tries++;
      cursor.pos = at;
      skipInvisible(cursor);
      if (cursor.pos < end) return;
    }
    cursor.pos = pos;
  }

  #find(bytes: Buffer, from: number): void {
    this.#bytes = bytes;
    const next = bytes.indexOf(CR, from);
    this.#next = next < 0 ? Number.POSITIVE_INFINITY : next;
  }
}
