/** The editor: which lines of a file a document shows: small files whole, of large ones a window, with a window before and one behind it. */
import type { Lines } from './address.ts';

/** A file up to both is shown whole: its lines are the editor's lines. */
export const WHOLE_LINES = 20_000;
export const WHOLE_BYTES = 8_000_000;
/** Lines of a window on either side of the place. */
const AROUND = 5_000;
/** Windows begin and end at multiples of it, so that places near each other share one document. */
const GRAIN = 1_000;
/** Lines that a window shares with the one before and the one behind it, so that nothing is torn from what stands around it. */
const SHARED = 100;

export interface FileSize {
  readonly lines: number;
  readonly bytes: number;
}

/** The lines to show of a file around a line; null: all of them. */
export function linesAround(line: number, file: FileSize): Lines | null {
  if (file.lines <= WHOLE_LINES && file.bytes <= WHOLE_BYTES) return null;
  const middle = Math.round(line / GRAIN) * GRAIN;
  return clipped({ from: middle - AROUND + 1, to: middle + AROUND }, file);
}

/** The window before; it ends a little behind the beginning of this one. */
export function earlier(shown: Lines, file: FileSize): Lines {
  const to = shown.from + SHARED - 1;
  return clipped({ from: to - 2 * AROUND + 1, to }, file);
}

/** The window behind; it begins a little before the end of this one. */
export function later(shown: Lines, file: FileSize): Lines {
  const from = shown.to - SHARED + 1;
  return clipped({ from, to: from + 2 * AROUND - 1 }, file);
}

/** Whether a line stands in the window, with something to see on both sides of it. */
export function holds(shown: Lines, line: number, file: FileSize): boolean {
  const first = shown.from === 1 ? 1 : shown.from + SHARED;
  const last = shown.to === file.lines ? file.lines : shown.to - SHARED;
  return line >= first && line <= last;
}

function clipped({ from, to }: Lines, file: FileSize): Lines {
  return { from: Math.max(1, from), to: Math.max(1, Math.min(file.lines, to)) };
}
