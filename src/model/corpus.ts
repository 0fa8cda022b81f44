/** The nouns: what analysis may ask of a run's lines; the store answers it, analysis never sees the store. */

import type { ZoneOrigin } from './line.ts';
import type { TestResults } from './tests.ts';

/** One log file inside the source. */
export interface Member {
  readonly id: number;
  readonly path: string;
  /** Name of the format it was read as. */
  readonly format: string;
  readonly lines: number;
  readonly bytes: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly zone: ZoneOrigin;
}

/** One template (a constant text with wildcards) and how it occurs in the run. */
export interface TemplateStat {
  readonly id: number;
  /** The template's text, variable parts as `<*>`. */
  readonly text: string;
  /** Records (not continuation lines) of this template. */
  readonly count: number;
  /** Highest level seen with it, as the number of model/level. */
  readonly level: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** Where it stands first: member id and 1-based line. */
  readonly firstMember: number;
  readonly firstLine: number;
}

/** One stored line. */
export interface Row {
  readonly member: number;
  /** 1-based line number. */
  readonly line: number;
  readonly at: number | null;
  readonly level: number;
  readonly template: number;
  /** True when the line continues the record above it (stack frame, wrapped text). */
  readonly continued: boolean;
  /** The whole line as stored, without line end. */
  readonly text: string;
  /** Where in `text` the message begins, behind stamp, level and logger. */
  readonly body: number;
}

export interface Corpus {
  readonly members: readonly Member[];
  readonly templates: readonly TemplateStat[];
  /** Lines in all members. */
  readonly lines: number;
  /** Lines of a member in file order, both bounds 1-based and inclusive, clipped to the member. */
  rows(member: number, from: number, to: number): Iterable<Row>;
  /** Lines of the given templates in file order, at most `perTemplate` of each: the first ones, and the last one. */
  rowsOf(templates: ReadonlySet<number>, perTemplate: number): Iterable<Row>;
  /** Count of records per template in each of `buckets` equal slices of [from, to]: rows of length `buckets` by template id. */
  histogram(templates: ReadonlySet<number>, from: number, to: number, buckets: number): Map<number, Uint32Array>;
  /** Test results found while or after reading. */
  readonly tests: TestResults | null;
}
