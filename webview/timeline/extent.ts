/** The window, timeline: the span that several entries take together. Pure. */
import type { Span } from './axis.ts';
import type { Entry } from './entry.ts';

/** From the first beginning to the last end. */
export function extentOf(entries: readonly Entry[]): Span {
  return {
    from: Math.min(...entries.map(entry => entry.at)),
    to: Math.max(...entries.map(entry => entry.until ?? entry.at)),
  };
}
