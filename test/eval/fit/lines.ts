/** Evaluation: the lines that ranking looks at, as the numbers of their features, and which of them explain the failure. */
import { features } from '../../../src/engine/analyze/rank/features.ts';
import { countShapes, readSheet, shapesOf } from '../../../src/engine/analyze/rank/sheet.ts';
import { survey } from '../../../src/engine/analyze/rank/surroundings.ts';
import type { Corpus } from '../../../src/model/corpus.ts';

/** First and last line, 1-based, inclusive. */
export type Span = readonly [from: number, to: number];

/** The lines of one log. */
export interface LogLines {
  /** Features of all lines, one line after the other. */
  readonly features: Uint16Array;
  /** Where the features of each line end. */
  readonly ends: Uint32Array;
  /** 1 where the line explains the failure. */
  readonly explains: Uint8Array;
}

/** A log is one file, hence the first member; `good` are passing runs of the same job, possibly none. */
export function linesOf(log: Corpus, good: readonly Corpus[], spans: readonly Span[]): LogLines {
  const known = good.length > 0 ? shapesOf(good.map(corpus => ({ corpus, members: corpus.members }))) : null;
  const sheet = readSheet(log, log.members[0], known);
  countShapes([sheet]);
  const around = survey(sheet, known);
  const found: number[] = [];
  const ends: number[] = [];
  const explains: number[] = [];
  for (const [row, { line }] of sheet.rows.entries()) {
    if (sheet.looked[row] === 0) continue;
    features(around, row, feature => found.push(feature));
    ends.push(found.length);
    explains.push(spans.some(([from, to]) => line >= from && line <= to) ? 1 : 0);
  }
  return { features: Uint16Array.from(found), ends: Uint32Array.from(ends), explains: Uint8Array.from(explains) };
}
