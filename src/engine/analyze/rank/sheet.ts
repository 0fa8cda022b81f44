/** Analysis: the lines of one member as ranking looks at them: message, shape, cues. */
import type { Corpus, Member, Row } from '../../../model/corpus.ts';
import { ERROR } from '../../../model/level.ts';
import { cuesOf } from './cues.ts';
import { message, SEEN, shape } from './text.ts';

/** Members of up to this many lines are looked at line by line. */
const ALL_LINES = 3000;
/** Beyond that: lines with a sign of failure and so many lines around each, and the last lines. */
const AROUND = 15;
const TAIL = 200;
const sign =
  /err|fail|except|fatal|panic|assert|abort|[nk]ill|cannot|n['o]t\b|unable|un(?:known|def|expec|res)|invalid|illegal|no such|missing|denied|refused|tim(?:ed|e) ?out|expect|violat|offens|conflict|mismatch|stopped|exited|traceback|[✗✘✖×❌]|\*\*\*|\x1b\[(?:\d;)?31/i;

export interface Sheet {
  readonly member: Member;
  readonly rows: readonly Row[];
  /** Messages without colours and stamps. */
  readonly words: readonly string[];
  /** Lines of one shape differ in numbers only. */
  readonly shapes: readonly string[];
  /** How often the line's shape occurs in the run; filled in by `countShapes`. */
  readonly counts: Uint32Array;
  /** 1 where the line is looked at closely; cues are empty elsewhere. */
  readonly looked: Uint8Array;
  readonly cues: readonly (readonly number[])[];
}

const none: readonly number[] = [];

export function readSheet(corpus: Corpus, member: Member, known: ReadonlySet<string> | null): Sheet {
  const rows = [...corpus.rows(member.id, 1, member.lines)];
  const words = rows.map(row => message(row.text.slice(0, SEEN)));
  const shapes = words.map(shape);
  const looked = choose(rows, row => known !== null && shapes[row] !== '' && !known.has(shapes[row]));
  const cues = rows.map((row, i) => (looked[i] ? cuesOf(words[i], row.text.slice(0, SEEN)) : none));
  return { member, rows, words, shapes, counts: new Uint32Array(rows.length), looked, cues };
}

function choose(rows: readonly Row[], novel: (row: number) => boolean): Uint8Array {
  const count = rows.length;
  if (count <= ALL_LINES) return new Uint8Array(count).fill(1);
  const looked = new Uint8Array(count);
  looked.fill(1, Math.max(0, count - TAIL));
  let until = 0;
  for (let row = 0; row < count; row++) {
    if (rows[row].level < ERROR && !novel(row) && !sign.test(rows[row].text.slice(0, SEEN))) continue;
    looked.fill(1, Math.max(until, row - AROUND), Math.min(count, row + AROUND + 1));
    until = Math.min(count, row + AROUND + 1);
  }
  return looked;
}

/** How often each shape occurs in all sheets together, written into their `counts`. */
export function countShapes(sheets: readonly Sheet[]): void {
  const counts = new Map<string, number>();
  for (const sheet of sheets) for (const text of sheet.shapes) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const sheet of sheets) sheet.counts.set(sheet.shapes.map(text => counts.get(text) as number));
}

/** The shapes of all lines of the given members. */
export function shapesOf(runs: readonly { corpus: Corpus; members: readonly Member[] }[]): Set<string> {
  const known = new Set<string>();
  for (const { corpus, members } of runs) {
    for (const member of members)
      for (const row of corpus.rows(member.id, 1, member.lines)) known.add(shape(message(row.text.slice(0, SEEN))));
  }
  return known;
}
