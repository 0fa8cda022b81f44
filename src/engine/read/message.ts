/** The reader: where the message of a line ends, which in structured logs is before the end of the line. */
import { BACKSLASH, QUOTE } from './cursor.ts';

/**
 * The end of the message that begins at `body` in a row that begins at `start` and ends at `end`, all offsets into `bytes`: the
 * closing quote when the message stands right behind an opening one (a JSON or logfmt value), otherwise the end of the row.
 */
export function messageEnd(bytes: Uint8Array, body: number, { start, end }: { start: number; end: number }): number {
  if (body <= start || bytes[body - 1] !== QUOTE) return end;
  for (let pos = body; pos < end; pos++) {
    if (bytes[pos] === BACKSLASH) pos++;
    else if (bytes[pos] === QUOTE) return pos;
  }
  return end;
}
