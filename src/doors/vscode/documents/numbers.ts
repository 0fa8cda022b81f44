/** The editor: the numbers that stand before the lines of a window, and which lines are marked by their level. */
import type { Level } from '../../../model/level.ts';
import { count } from '../../../tools/render/words.ts';
import { type LogView, lineAt, shownLines } from './view.ts';

/** A number and the row that it stands before; all as wide as the widest, filled with blanks that are kept. */
export function numbersOf(view: LogView, rows: { first: number; last: number }): { row: number; number: string }[] {
  const width = count(shownLines(view).to).length;
  const numbers: { row: number; number: string }[] = [];
  for (let row = rows.first; row <= rows.last; row++) {
    const line = lineAt(view, row);
    numbers.push({ row, number: (line ? count(line.place.line) : '').padStart(width, '\u00a0') });
  }
  return numbers;
}

export type Marked = 'error' | 'warning';

const MARKS: Readonly<Partial<Record<Level, Marked>>> = { fatal: 'error', error: 'error', warn: 'warning' };

/** Rows of the lines that are marked, from the first to the last line given or everywhere. */
export function marksOf(view: LogView, rows?: { first: number; last: number }): Record<Marked, number[]> {
  const marks: Record<Marked, number[]> = { error: [], warning: [] };
  const above = view.windowed ? 1 : 0;
  const first = Math.max(0, (rows?.first ?? 0) - above);
  const last = Math.min(view.lines.length - 1, (rows?.last ?? Number.POSITIVE_INFINITY) - above);
  for (let at = first; at <= last; at++) {
    const mark = MARKS[view.lines[at].level];
    if (mark) marks[mark].push(at + above);
  }
  return marks;
}
