/** The window, log table: which lines are in the table, and how that is asked of the engine. */
import { Fault } from '../../src/base/fault.ts';
import { narrowedBy, seeksLines, shiftOf } from './query-text.ts';

export interface Filter {
  /** As the person typed it. */
  readonly query: string;
  /** Brushed span, milliseconds since 1970 UTC, the end exclusive; null: open. */
  readonly from: number | null;
  readonly to: number | null;
  /** Only lines of these templates: those that passing runs do not have; null: all. */
  readonly templates: readonly number[] | null;
  /** One row a record; its further lines are unfolded in place. */
  readonly fold: boolean;
}

export interface Asked {
  readonly query: string;
  readonly from?: string;
  readonly to?: string;
}

/** A template that no line has. */
const NOBODY = 2 ** 31;

export function askedOf(filter: Filter): Asked {
  const { query, from, to, templates } = filter;
  const ids = templates && (templates.length > 0 ? templates : [NOBODY]);
  const term = ids ? `template:${ids.join(',')}` : isFolded(filter) ? 'record:first' : '';
  return {
    query: term ? narrowedBy(query, term) : query,
    ...(from === null ? {} : { from: String(from) }),
    ...(to === null ? {} : { to: String(to) }),
  };
}

/** What seeks lines by what they say must find further lines of a record too; these are folded only where all kinds of line are shown. */
export function isFolded({ query, templates, fold }: Filter): boolean {
  return fold && templates === null && !seeksLines(query);
}

/** Tells filters apart. */
export function filterKey(filter: Filter): string {
  return JSON.stringify(askedOf(filter));
}

export function isOpen({ query, from, to, templates }: Filter): boolean {
  return query.trim() === '' && from === null && to === null && templates === null;
}

/** Where in the typed query it cannot be read, and why; null for any other failure. */
export function syntaxProblem(failure: unknown, filter: Filter): { column: number; problem: string } | null {
  const { query, templates } = filter;
  if (!(failure instanceof Fault) || failure.code !== 'query_syntax') return null;
  const shift = templates || isFolded(filter) ? shiftOf(query) : 0;
  const column = Math.min(Math.max(1, Number(failure.details.column) + shift), query.length + 1);
  return { column, problem: String(failure.details.problem) };
}
