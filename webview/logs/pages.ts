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

/** A line, a moment, or the first line with a time (the first of all where none has one). */
export type Aim = { readonly place: string } | { readonly at: number | 'first' };

export interface Begun {
  readonly count: number;
  readonly scanned: number;
  /** Null where nothing fits or nothing was aimed at. */
  readonly located: Located | null;
}

export interface Pages {
  /** How many lines fit, out of how many; and with an aim where that is among them, in the same question. */
  begin(aim: Aim | null, life: Life): Promise<Begun>;
  rows(offset: number, limit: number, life: Life): Promise<readonly Row[]>;
  /** The same lines as a whole. */
  lines(offset: number, limit: number): Promise<readonly Line[]>;
  locate(place: Place | string, life?: Life): Promise<Located>;
  /** The first row at a moment or after it. */
  at(moment: number): Promise<number>;
  /** The next row behind this one, or before it, whose line also fits a condition; null when there is none. */
  next(from: { readonly index: number; readonly place: string }, term: string, down: boolean): Promise<number | null>;
}

export function pagesOf(engine: WindowEngine, run_id: string, filter: Filter): Pages {
  const asked = askedOf(filter);
  const search = (more: Partial<Parameters<WindowEngine['search_logs']>[0]>, life?: Life): Promise<LinePage> =>
    engine.search_logs({ run_id, ...asked, ...more }, life);
  const locate: Pages['locate'] = async (place, life) =>
    nearest(await search({ near: typeof place === 'string' ? place : formatPlace(place), limit: 1 }, life));
  return {
    begin: async (aim, life) => {
      const page = await search({ ...beginningAt(aim), limit: 1 }, life);
      const { matched: count, scanned } = page.coverage;
      return { count, scanned, located: aim && count > 0 ? locatedIn(page, aim) : null };
    },
    rows: async (offset, limit, life) => (await search({ offset, limit }, life)).lines.map(rowOf),
    lines: async (offset, limit) => (await search({ offset, limit })).lines,
    locate,
    at: async moment => locatedIn(await search({ at: String(moment), limit: 1 }), { at: moment }).index,
    next: async ({ index, place }, term, down) => {
      const lines = await around(engine, { run_id, ...asked, query: narrowedBy(asked.query, term) }, place);
      const found = await Promise.all(lines.map(async line => (await locate(line.place)).index));
      return (down ? found.find(one => one > index) : found.findLast(one => one < index)) ?? null;
    },
  };
}

function beginningAt(aim: Aim | null): { near?: string; at?: string } {
  if (aim === null) return {};
  return 'place' in aim ? { near: aim.place } : { at: String(aim.at === 'first' ? BEFORE_ALL : aim.at) };
}

function nearest(page: LinePage): Located {
  return { index: page.near_index ?? page.offset ?? 0, fits: page.near_index !== null };
}

/** Behind the last time there is no line: the last one of all stands for it, or the first one where no line has a time. */
function locatedIn(page: LinePage, aim: Aim): Located {
  if ('place' in aim) return nearest(page);
  const { matched } = page.coverage;
  const offset = page.offset ?? 0;
  return { index: offset < matched ? offset : aim.at === 'first' ? 0 : Math.max(0, matched - 1), fits: true };
}

/** Up to three lines around a place that fit the filter and one condition more, in order of time. */
async function around(engine: WindowEngine, asked: Asked & { run_id: string }, place: string): Promise<readonly Line[]> {
  const found = await engine.search_logs({ ...asked, near: place, limit: 1 });
  if (found.coverage.matched === 0) return [];
  const offset = Math.max(0, (found.offset ?? 0) - 1);
  return (await engine.search_logs({ ...asked, offset, limit: 3 })).lines;
}
