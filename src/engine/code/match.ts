/** The code room: whether a statement may have written a line: its constant texts stand in the line, in order; pure. */
import { HOLE } from './lex/pattern.ts';

/** A line as a byte string (each unit one byte of UTF-8), and where its message stands. */
export interface Said {
  readonly text: string;
  readonly body: number;
  readonly end: number;
}

export interface Fit {
  /** Constant texts as [start, end) in the line. */
  readonly spans: readonly (readonly [number, number])[];
  /** Text of the message before and behind what the statement explains. */
  readonly before: number;
  readonly behind: number;
}

/** Null when the statement cannot have written the line. */
export function fitOf(pattern: string, said: Said): Fit | null {
  const texts = pattern.split(HOLE);
  return placed(texts, said, said.body) ?? (said.body > 0 ? placed(texts, said, 0) : null);
}

function placed(texts: readonly string[], said: Said, from: number): Fit | null {
  const spans: [number, number][] = [];
  let pos = from;
  for (const [at, text] of texts.entries()) {
    if (text === '') continue;
    const start = place(said, text, { from: pos, begins: at === 0, ends: at === texts.length - 1 });
    if (start < 0) return null;
    spans.push([start, start + text.length]);
    pos = start + text.length;
  }
  if (spans.length === 0) return null;
  const first = texts[0] === '' ? Math.min(from, spans[0][0]) : spans[0][0];
  const last = texts.at(-1) === '' ? said.end : spans[spans.length - 1][1];
  return { spans, before: blankless(said.text, Math.min(first, said.body), first), behind: blankless(said.text, last, said.end) };
}

/** Where a constant text must stand; what begins or ends a statement begins or ends a word. */
interface Spot {
  readonly from: number;
  readonly begins: boolean;
  readonly ends: boolean;
}

/** The end of the message for what ends the statement, if it stands there; else the first place that will do. */
function place({ text, end }: Said, part: string, { from, begins, ends }: Spot): number {
  const fits = (at: number) => !(begins && joins(text, at)) && !(ends && at + part.length < end && joins(text, at + part.length));
  const last = end - part.length;
  if (ends && last >= from && text.startsWith(part, last) && fits(last)) return last;
  for (let at = text.indexOf(part, from); at >= 0 && at <= last; at = text.indexOf(part, at + 1)) if (fits(at)) return at;
  return -1;
}

/** Whether a word goes over this border. */
function joins(text: string, at: number): boolean {
  return isPart(text.charCodeAt(at - 1)) && isPart(text.charCodeAt(at));
}

function isPart(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122) || code >= 128;
}

function blankless(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) > 32) count++;
  return count;
}
