/** The investigator: long answers in pages; what is shown of how much is always said. */
import { READ_RESULT } from './submission.ts';

/** Characters of an answer that are shown at once. */
export const PAGE = 6000;

/** `from` counts from 0; a page ends at a line's end where it can. */
export function pageOf({ id, text }: { readonly id: string; readonly text: string }, from: number): string {
  const rest = text.slice(from);
  if (rest.length <= PAGE) return from === 0 ? `${id}\n${rest}` : `${id} from character ${from + 1}, to its end\n${rest}`;
  const end = from + endOf(rest);
  return `${id}, characters ${from + 1} to ${end} of ${text.length}; ${READ_RESULT} with from ${end + 1} goes on\n${text.slice(from, end)}`;
}

function endOf(rest: string): number {
  const line = rest.lastIndexOf('\n', PAGE);
  if (line > PAGE / 2) return line + 1;
  // Never half of a character.
  return /[\ud800-\udbff]/.test(rest[PAGE - 1]) ? PAGE - 1 : PAGE;
}
