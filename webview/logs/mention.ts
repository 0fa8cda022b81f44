/** The window, log table: the places in source files that a line names, where they stand in its message, and which one its row shows. */
import { type Frame, framesOf } from '../../src/base/frames.ts';
import type { Row } from './pages.ts';

export interface Mention {
  /** Absent where the line was written by this place rather than naming it; then the engine finds it by the line. */
  readonly frame: Frame | null;
  /** As the row shows it: `cluster.py:2214`. */
  readonly words: string;
}

export interface Mentioned extends Mention {
  /** Within the message. */
  readonly from: number;
  readonly to: number;
}

export interface Mentions {
  /** The first of the message, else the one that wrote the line. */
  readonly shown: Mention | null;
  readonly within: readonly Mentioned[];
}

/** Scylla Cluster Test tells in the head of a line who wrote it: `f:cluster.py l:2214`. */
const WRITER = /\bf:([\w.-]+\.\w+)\s+l:(\d+)\b/;
const known = new WeakMap<Row, Mentions>();

export function mentionsOf(row: Row): Mentions {
  const found = known.get(row) ?? look(row);
  known.set(row, found);
  return found;
}

function look({ text, body }: Row): Mentions {
  const within = framesOf(text.slice(body)).map(({ frame, from, to }) => ({ frame, from, to, words: wordsOf(frame) }));
  const writer = WRITER.exec(text.slice(0, body));
  const shown = within[0] ?? (writer ? { frame: null, words: `${writer[1]}:${writer[2]}` } : null);
  return { shown, within };
}

function wordsOf({ file, line }: Frame): string {
  return `${file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}:${line}`;
}
