/** The window, log table: its columns: which there is room for, and how wide they are. */

export type Column = 'mark' | 'time' | 'level' | 'member' | 'source' | 'message';

export interface Laid {
  readonly columns: readonly Column[];
  /** Pixels; the message takes what is left. */
  readonly widths: Readonly<Record<Exclude<Column, 'message'>, number>>;
  /** Levels by their first letter only. */
  readonly narrow: boolean;
}

export const LEAST = 28;
export const MOST = 700;
/** Pixels between columns, and at both ends of a row. */
export const GAP = 10;
export const EDGE = 14;

const usual = { mark: 20, time: 100, level: 44, member: 196, source: 108 };
/** A run of several days shows the day too. */
const DATED_TIME = 142;
const NARROW_LEVEL = 12;

/** The columns that fit into this many pixels; what was resized keeps its width where it can. */
export function laidOut(room: number, resized: Readonly<Record<string, number>>, dated: boolean): Laid {
  const narrow = room < 560;
  const asked = { ...usual, ...(dated ? { time: DATED_TIME } : {}), ...resized };
  const widths = Object.fromEntries(
    Object.entries(asked).map(([column, width]) => [column, column === 'mark' ? usual.mark : clamped(width)]),
  ) as Laid['widths'];
  if (narrow) return { columns: ['mark', 'time', 'level', 'message'], widths: { ...widths, level: NARROW_LEVEL }, narrow };
  if (room < 860) return { columns: ['mark', 'time', 'level', 'member', 'message'], widths, narrow };
  return { columns: ['mark', 'time', 'level', 'member', 'source', 'message'], widths, narrow };
}

export function clamped(width: number): number {
  return Math.max(LEAST, Math.min(MOST, Math.round(width)));
}

/** The value of grid-template-columns. */
export function template({ columns, widths }: Laid): string {
  return columns.map(column => (column === 'message' ? 'minmax(0, 1fr)' : `${widths[column]}px`)).join(' ');
}

/** How many characters of a monospaced text a column shows. */
export function signsIn(width: number, sign: number): number {
  return Math.max(1, Math.floor(width / sign));
}
