/** The window, timeline: the marks that are drawn, and which of them is meant. */
import { keyOf } from './entry.ts';
import type { Mark } from './marks.ts';

/** Marks by lane and row. */
export type Drawn = readonly (readonly (readonly Mark[])[])[];

export interface MarkPlace {
  readonly lane: number;
  readonly row: number;
  readonly at: number;
}

export function chosenMark(drawn: Drawn, key: string | null): MarkPlace | null {
  if (key === null) return null;
  for (const [lane, rows] of drawn.entries()) {
    for (const [row, marks] of rows.entries()) {
      const at = marks.findIndex(mark => mark.entries.some(entry => keyOf(entry) === key));
      if (at >= 0) return { lane, row, at };
    }
  }
  return null;
}

/** What an event of the pointer happened on. */
export function markUnder(event: Event, drawn: Drawn): Mark | null {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-mark]') : null;
  const [lane, row, at] = (element?.dataset.mark ?? '').split(' ').map(Number);
  return drawn[lane]?.[row]?.[at] ?? null;
}
