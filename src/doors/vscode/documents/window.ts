/** The editor: which lines of a file a document shows: small files whole, of large ones a window that moves and stays bounded. */
import type { Lines } from './address.ts';

/** A file up to both is shown whole: its lines are the editor's lines. */
export const WHOLE_LINES = 20_000;
export const WHOLE_BYTES = 8_000_000;
/** Lines of a window on either side of the place. */
const AROUND = 5_000;
/** Windows begin and end at multiples of it, so that places near each other share one document. */
const GRAIN = 1_000;
/** Lines that a step earlier or later brings in. */
const STEP = 5_000;
/** Lines of a window at most; a step drops what is beyond it at the other end. */
const MOST = 20_000;
/** A place this near to a window's end is shown in another window. */
const MARGIN = 100;

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

export function earlier(shown: Lines, file: FileSize): Lines {
  const from = Math.max(1, shown.from - STEP);
  return clipped({ from, to: Math.min(shown.to, from + MOST - 1) }, file);
}

export function later(shown: Lines, file: FileSize): Lines {
  const to = Math.min(file.lines, shown.to + STEP);
  return clipped({ from: Math.max(shown.from, to - MOST + 1), to }, file);
}

/** Whether a line stands in the window, with something to see on both sides of it. */
export function holds(shown: Lines, line: number, file: FileSize): boolean {
  const first = shown.from === 1 ? 1 : shown.from + MARGIN;
  const last = shown.to === file.lines ? file.lines : shown.to - MARGIN;
  return line >= first && line <= last;
}

function clipped({ from, to }: Lines, file: FileSize): Lines {
  return { from: Math.max(1, from), to: Math.max(1, Math.min(file.lines, to)) };
}
