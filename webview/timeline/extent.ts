/** The window, timeline: the span of an entry, of several, and as a query. Pure. */
import type { Span } from './axis.ts';
import type { Entry } from './entry.ts';

/** From the first beginning to the last end. */
export function extentOf(entries: readonly Entry[]): Span {
  return {
    from: Math.min(...entries.map(entry => entry.at)),
    to: Math.max(...entries.map(entry => entry.until ?? entry.at)),
  };
}

/** A moment is shown with what stands around it. */
const AROUND = 30_000;

export function spanOf(entry: Entry): Span {
  return entry.until === null ? { from: entry.at - AROUND, to: entry.at + AROUND } : { from: entry.at, to: entry.until };
}

/** In whole milliseconds; the end of a query is exclusive. */
export function spanQuery({ from, to }: Span): string {
  return `from:${new Date(Math.floor(from)).toISOString()} to:${new Date(Math.floor(to) + 1).toISOString()}`;
}
