/** The reader: learns from a sample how the lines of a member begin: where the stamp and the level stand, and where the message starts. */
import { type Cursor, cursorOver, skipBlanks, skipInvisible } from '../cursor.ts';
import { readStamp } from '../stamp.ts';
import { emptyStamp, NO_DATE, type Stamp } from '../stamp-parts.ts';
import { BAR, GROUP, kindsOf, LEVEL, NAME, NUMBER, nextColumn, PROSE, SEPARATOR, TAG } from './column.ts';
import { HEADER_LENGTH, headsOf } from './sample.ts';

/** A step behind the stamp: one column that has one of the kinds (0: any), or up to `within` columns of which the last is a TAG or SEPARATOR. */
export interface Slot {
  readonly kinds: number;
  readonly within: number;
}

export interface Header {
  /** Columns in front of the stamp. */
  readonly before: number;
  /** Which of them states the level; -1: none. */
  readonly levelBefore: number;
  /** Whether the stamps are times without a date. */
  readonly dateless: boolean;
  readonly slots: readonly Slot[];
}

interface Column {
  readonly kinds: number;
  readonly text: string;
  /** Blanks behind it. */
  readonly gap: number;
}

const MOST_BEFORE = 5;
const MOST_COLUMNS = 14;
/** Share of the sample's lines that must agree. */
const MOST = 0.8;
const OPENERS = new Set(Buffer.from('[(<{"\'*'));
const CLOSERS = new Set(Buffer.from('])>}"\',;:*'));

/** Moves behind the stamp that stands behind `before` columns and the brackets around it. */
export function findStamp(cursor: Cursor, stamp: Stamp, before: number): boolean {
  skipInvisible(cursor);
  for (let index = 0; index < before; index++) if (nextColumn(cursor) < 0) return false;
  skipBlanks(cursor);
  while (cursor.pos < cursor.end && OPENERS.has(cursor.bytes[cursor.pos])) cursor.pos++;
  if (!readStamp(cursor, stamp)) return false;
  while (cursor.pos < cursor.end && CLOSERS.has(cursor.bytes[cursor.pos])) cursor.pos++;
  return true;
}

/** The lines' share with a stamp at the best column, and that column. Frames and indented lines belong to others and do not count. */
export function stampColumn(sample: readonly string[], dateless: boolean): { before: number; share: number } {
  const heads = headsOf(sample).filter(line => !/^(?:Caused by: |Traceback |at |[})\]])/.test(line));
  let best = { before: 0, share: 0 };
  for (let before = 0; before <= MOST_BEFORE; before++) {
    const share = heads.filter(line => hasStamp(line, before, dateless)).length / Math.max(1, heads.length);
    if (share > best.share + 0.05) best = { before, share };
  }
  return best;
}

function hasStamp(line: string, before: number, dateless: boolean): boolean {
  const stamp = emptyStamp();
  return findStamp(lineCursor(line), stamp, before) && (stamp.lacks === NO_DATE) === dateless;
}

function lineCursor(line: string): Cursor {
  const cursor = cursorOver(Buffer.from(line.slice(0, HEADER_LENGTH)));
  cursor.end = cursor.bytes.length;
  return cursor;
}

/** Learns the header of a member whose stamps stand behind `before` columns. */
export function learnHeader(sample: readonly string[], before: number, dateless: boolean): Header {
  const lines = sample.filter(line => hasStamp(line, before, dateless));
  const heads = lines.map(line => columnsOf(lineCursor(line), before));
  const tails = lines.map(line => {
    const cursor = lineCursor(line);
    findStamp(cursor, emptyStamp(), before);
    return columnsOf(cursor, MOST_COLUMNS);
  });
  return { before, dateless, levelBefore: firstOf(heads, LEVEL, before), slots: learnSlots(tails) };
}

function columnsOf(cursor: Cursor, most: number): Column[] {
  const columns: Column[] = [];
  while (columns.length < most) {
    const from = nextColumn(cursor);
    if (from < 0) break;
    const to = cursor.pos;
    skipBlanks(cursor);
    columns.push({
      kinds: kindsOf(cursor.bytes, from, to),
      text: cursor.bytes.toString('latin1', from, to),
      gap: cursor.pos - to,
    });
  }
  return columns;
}

function share(lines: readonly Column[][], index: number, kinds: number): number {
  return (
    lines.filter(columns => index < columns.length && (columns[index].kinds & kinds) !== 0).length / Math.max(1, lines.length)
  );
}

function firstOf(lines: readonly Column[][], kinds: number, limit: number): number {
  for (let index = 0; index < limit; index++) if (share(lines, index, kinds) >= MOST) return index;
  return -1;
}

function learnSlots(lines: readonly Column[][]): Slot[] {
  const level = firstOf(lines, LEVEL, 9);
  let bars = -1;
  for (let index = 0; index < 9; index++) if (share(lines, index, BAR) >= MOST) bars = index;
  const slots: Slot[] = [];
  for (let index = 0; index <= Math.max(level, bars); index++) {
    slots.push({ kinds: index === level ? LEVEL : index === bars ? SEPARATOR : 0, within: 1 });
  }
  return [...slots, ...learnWriter(lines, slots.length)];
}

/** The columns that name the writer, from the one at `from` on. */
function learnWriter(lines: readonly Column[][], from: number): Slot[] {
  const end = endOfWriter(lines, from);
  if (end < 0) return learnRest(lines, from, SEPARATOR | GROUP | NUMBER | NAME);
  const usual = lines.filter(columns => endOf(columns, from) === end);
  const rest = learnRest(usual, end + 1, SEPARATOR | GROUP);
  const slots = [{ kinds: TAG | SEPARATOR, within: end - from + 3 }, ...rest];
  // A rule of dashes sets off the thread; the logger follows it.
  return usual.every(columns => /^-{3,}$/.test(columns[end].text))
    ? [...slots, ...learnWriter(usual, end + 1 + rest.length)]
    : slots;
}

/** Index of the first TAG or SEPARATOR from a column on; -1: none. */
function endOf(columns: readonly Column[], from: number): number {
  return columns.findIndex((column, index) => index >= from && (column.kinds & (TAG | SEPARATOR)) !== 0);
}

/** The index at which the columns that name the writer end with a colon or dash in most lines; -1 when they do not, or are words of a sentence. */
function endOfWriter(lines: readonly Column[][], from: number): number {
  const ends = lines.map(columns => endOf(columns, from));
  const counts = new Map<number, number>();
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
  const [usual, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [-1, 0];
  if (usual < 0 || usual > from + 7 || count < lines.length * 0.45) return -1;
  if (ends.filter(end => end >= 0 && end <= usual + 2).length < lines.length * MOST) return -1;
  const between = lines.flatMap(columns => columns.slice(from, usual + 1)).filter(column => (column.kinds & SEPARATOR) === 0);
  const words = between.filter(column => (column.kinds & PROSE) !== 0 && !/[a-z][A-Z]/.test(column.text));
  const allowed = share(lines, usual, SEPARATOR) >= MOST && usual <= from + 1 ? 1 : 0.5;
  return words.length <= between.length * allowed ? usual : -1;
}

/** Further columns that nearly every line has; at most one name and one number among them, and columns of few values set off by blanks. */
function learnRest(lines: readonly Column[][], from: number, kinds: number): Slot[] {
  const slots: Slot[] = [];
  let wanted = kinds;
  for (let index = from; index < MOST_COLUMNS; index++) {
    const kind = [GROUP, SEPARATOR, NUMBER, NAME].find(
      one => (wanted & one) !== 0 && share(lines, index, one) >= MOST && fewValues(lines, index, one),
    );
    if (kind === undefined && !isPadded(lines, index)) break;
    slots.push({ kinds: kind ?? 0, within: 1 });
    if (kind === NUMBER || kind === NAME) wanted &= ~kind;
  }
  return slots;
}

/** A name that differs from line to line is part of the message. */
function fewValues(lines: readonly Column[][], index: number, kind: number): boolean {
  return kind !== NAME || lines.length < 4 || distinct(lines, index) <= lines.length * 0.5;
}

function isPadded(lines: readonly Column[][], index: number): boolean {
  const padded = lines.filter(columns => index < columns.length - 1 && columns[index].gap >= 2).length;
  return lines.length >= 4 && padded >= lines.length * MOST && distinct(lines, index) <= 2 + lines.length * 0.1;
}

function distinct(lines: readonly Column[][], index: number): number {
  return new Set(lines.map(columns => columns[index]?.text)).size;
}
