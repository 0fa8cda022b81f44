/** The investigator: long answers in pages; what is shown of how much is always said. */
import { READ_RESULT } from './submission.ts';

/** Characters of an answer that are shown at once, and of all answers to one reply; calls in one reply at most. */
export const PAGE = 6000;
export const ANSWERS = 12_000;
export const MOST_CALLS = 12;

/** Where many are asked for at once, each shows less. */
export function pageSize(calls: number): number {
  return Math.min(PAGE, Math.floor(ANSWERS / Math.max(1, calls)));
}

export interface Part {
  /** Counted from 0; a page ends at a line's end where it can. */
  readonly from: number;
  readonly most: number;
}

export function pageOf({ id, text }: { readonly id: string; readonly text: string }, { from, most }: Part): string {
  const rest = text.slice(from);
  if (rest.length <= most) return from === 0 ? `${id}\n${rest}` : `${id} from character ${from + 1}, to its end\n${rest}`;
  const end = from + endOf(rest, most);
  return `${id}, characters ${from + 1} to ${end} of ${text.length}; ${READ_RESULT} with from ${end + 1} goes on\n${text.slice(from, end)}`;
}

function endOf(rest: string, most: number): number {
  const line = rest.lastIndexOf('\n', most - 1);
  if (line > most / 2) return line + 1;
  // Never half of a character.
  return /[\ud800-\udbff]/.test(rest[most - 1]) ? most - 1 : most;
}
