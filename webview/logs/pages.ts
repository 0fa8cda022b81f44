/** The window, log table: asks the engine for rows by their number, and for the number of a line, a moment or the next error. */
import type { Life } from '../../src/base/progress.ts';
import type { Line } from '../../src/model/line.ts';
import type { LinePage } from '../../src/model/page.ts';
import { formatPlace, type Place } from '../../src/model/place.ts';
import type { WindowEngine } from '../../src/tools/window.ts';
import { type Asked, askedOf, type Filter } from './filter.ts';
import { narrowedBy } from './query-text.ts';

/** Characters of a line that are kept for the table; the whole line is asked for where it is shown. */
export const DRAWN = 2000;

/** Before any time, though behind the lines that have none. */
const BEFORE_ALL = -8.64e15;

/** A line whose text ends after `DRAWN` characters of its message. */
export interface Row extends Line {
  readonly key: string;
  /** Characters that are left out. */
  readonly cut: number;
}

export function rowOf(line: Line): Row {
  const end = line.body + DRAWN;
  const cut = Math.max(0, line.text.length - end);
  return { ...line, key: formatPlace(line.place), cut, text: cut ? line.text.slice(0, end) : line.text };
}

/** A number among the rows of a filter. */
export interface Located {
  readonly index: number;
  /** False where the line itself does not fit; then the index is that of the next one that does. */
  readonly fits: boolean;
}

export interface Pages {
  /** How many lines fit, out of how many, and the first of them. */
  begin(life: Life): Promise<{ count: number; scanned: number }>;
  rows(offset: number, limit: number, life: Life): Promise<readonly Row[]>;
  /** The same lines as a whole. */
  lines(offset: number, limit: number): Promise<readonly Line[]>;
  locate(place: Place | string, life?: Life): Promise<Located>;
  /** The first row at a moment or after it. */
  at(moment: number, life?: Life): Promise<number>;
  /** The first row with a time; the first of all where none has one. */
  firstTimed(life?: Life): Promise<number>;
  /** The next row behind this one, or before it, whose line also fits a condition; null when there is none. */
  next(from: { readonly index: number; readonly place: string }, term: string, down: boolean): Promise<number | null>;
}

export function pagesOf(engine: WindowEngine, run_id: string, filter: Filter): Pages {
  const asked = askedOf(filter);
  const search = (more: Partial<Parameters<WindowEngine['search_logs']>[0]>, life?: Life): Promise<LinePage> =>
    engine.search_logs({ run_id, ...asked, ...more }, life);
  const locate: Pages['locate'] = async (place, life) => {
    const page = await search({ near: typeof place === 'string' ? place : formatPlace(place), limit: 1 }, life);
    return { index: page.near_index ?? page.offset ?? 0, fits: page.near_index !== null };
  };
  return {
    begin: async life => {
      const { coverage } = await search({ limit: 1 }, life);
      return { count: coverage.matched, scanned: coverage.scanned };
    },
    rows: async (offset, limit, life) => (await search({ offset, limit }, life)).lines.map(rowOf),
    lines: async (offset, limit) => (await search({ offset, limit })).lines,
    locate,
    at: async (moment, life) => {
      const { offset, coverage } = await search({ at: String(moment), limit: 1 }, life);
      return Math.max(0, Math.min(offset ?? 0, coverage.matched - 1));
    },
    firstTimed: async life => {
      const { offset, coverage } = await search({ at: String(BEFORE_ALL), limit: 1 }, life);
      return offset === coverage.matched ? 0 : (offset ?? 0);
    },
    next: async ({ index, place }, term, down) => {
      const lines = await around(engine, { run_id, ...asked, query: narrowedBy(asked.query, term) }, place);
      const found = await Promise.all(lines.map(async line => (await locate(line.place)).index));
      return (down ? found.find(one => one > index) : found.findLast(one => one < index)) ?? null;
    },
  };
}

/** Up to three lines around a place that fit the filter and one condition more, in order of time. */
async function around(engine: WindowEngine, asked: Asked & { run_id: string }, place: string): Promise<readonly Line[]> {
  const found = await engine.search_logs({ ...asked, near: place, limit: 1 });
  if (found.coverage.matched === 0) return [];
  const offset = Math.max(0, (found.offset ?? 0) - 1);
  return (await engine.search_logs({ ...asked, offset, limit: 3 })).lines;
}
