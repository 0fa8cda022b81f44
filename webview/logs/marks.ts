/** The window, log table: bookmarks and pins: lines that a person marked, in order of time. */
import type { Mark } from './arrangement.ts';

/** Beyond this the oldest mark goes. */
const MOST = 500;

export function marked(marks: readonly Mark[], place: string): boolean {
  return marks.some(mark => mark.place === place);
}

/** With the line, or without it when it was there. */
export function toggled(marks: readonly Mark[], mark: Mark): Mark[] {
  const others = marks.filter(one => one.place !== mark.place);
  return others.length < marks.length ? others : [...others, mark].slice(-MOST);
}

/** Lines without a time come first, as in the table. */
export function inOrder(marks: readonly Mark[]): Mark[] {
  return [...marks].sort((a, b) => before(a) - before(b) || compare(a.place, b.place));
}

function before({ at }: Mark): number {
  return at ?? Number.MIN_SAFE_INTEGER;
}

/** Digits compare as numbers, so that line 9 stands before line 10. */
function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** The first mark behind this one, then around to the first of all; null when there is none. */
export function nextMark(marks: readonly Mark[], from: Mark | null): Mark | null {
  const ordered = inOrder(marks);
  if (!from) return ordered[0] ?? null;
  const behind = ordered.find(mark => inOrder([from, mark])[1] === mark && mark.place !== from.place);
  return behind ?? ordered[0] ?? null;
}
