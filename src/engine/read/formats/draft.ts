/** The reader: what a format finds out about one line, before it is known whether the line begins a record. */
import { NONE } from '../../../model/level.ts';
import { emptyStamp, type Stamp } from '../stamp-parts.ts';

/** Reused for all lines of a member. */
export interface Draft {
  readonly stamp: Stamp;
  /** Whether the line states a stamp, and `stamp` holds it. */
  stamped: boolean;
  level: number;
  /** Where the message begins. */
  body: number;
  /** Where the text begins, blanks that indent it included: what shows whether it belongs to a stack trace. */
  text: number;
  /** Where the columns begin that name the writer (host, process, logger); they end at `text`. */
  columns: number;
}

export function emptyDraft(): Draft {
  return { stamp: emptyStamp(), stamped: false, level: NONE, body: 0, text: 0, columns: 0 };
}
