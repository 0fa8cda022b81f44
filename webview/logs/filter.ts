/** The window, log table: which lines are in the table, and how that is asked of the engine. */
import { Fault } from '../../src/base/fault.ts';
import { narrowedBy, shiftOf } from './query-text.ts';

export interface Filter {
  /** As the person typed it. */
  readonly query: string;
  /** Brushed span, milliseconds since 1970 UTC, the end exclusive; null: open. */
  readonly from: number | null;
  readonly to: number | null;
  /** Only lines of these templates: those that passing runs do not have; null: all. */
  readonly templates: readonly number[] | null;
}

export interface Asked {
  readonly query: string;
  readonly from?: string;
  readonly to?: string;
}

/** A template that no line has. */
const NOBODY = 2 ** 31;

export function askedOf({ query, from, to, templates }: Filter): Asked {
  const ids = templates && (templates.length > 0 ? templates : [NOBODY]);
  return {
    query: ids ? narrowedBy(query, `template:${ids.join(',')}`) : query,
    ...(from === null ? {} : { from: String(from) }),
    ...(to === null ? {} : { to: String(to) }),
  };
}

/** Tells filters apart. */
export function filterKey(filter: Filter): string {
  return JSON.stringify(askedOf(filter));
}

export function isOpen({ query, from, to, templates }: Filter): boolean {
  return query.trim() === '' && from === null && to === null && templates === null;
}

/** Where in the typed query it cannot be read, and why; null for any other failure. */
export function syntaxProblem(failure: unknown, { query, templates }: Filter): { column: number; problem: string } | null {
  if (!(failure instanceof Fault) || failure.code !== 'query_syntax') return null;
  const shift = templates ? shiftOf(query) : 0;
  const column = Math.min(Math.max(1, Number(failure.details.column) + shift), query.length + 1);
  return { column, problem: String(failure.details.problem) };
}
