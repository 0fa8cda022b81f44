/** The reader: what every log format offers: recognise a member by sampling, then fill the columns of its blocks. */
import type { Gap } from '../../../model/coverage.ts';
import type { ZoneOrigin } from '../../../model/line.ts';
import type { Block } from '../block.ts';

export interface Format {
  readonly name: string;
  /** Whether the member reads as this format, by its path and its first lines (at most 200, without line ends). */
  recognises(path: string, sample: readonly string[]): boolean;
  /** A fresh reader for one member; `modified` (ms UTC) helps where stamps lack the year. */
  reader(context: { path: string; modified: number | null; sample: readonly string[] }): FormatReader;
}

/** Blocks of one member arrive in order; state (open stack trace, last stamp, year) lives here between them. */
export interface FormatReader {
  /** Fills at, level, body and flags of rows 0 to count - 1. A continuation takes time and level of its record's head. */
  read(block: Block): void;
  /** Known after the last block. */
  zone(): ZoneOrigin;
  /** E.g. stamps that run backwards, an assumed zone. */
  gaps(): Gap[];
}
