/** The reader: what a format finds out about one line, before it is known whether the line begins a record. */
import type { Gap } from '../../../model/coverage.ts';
import { NONE } from '../../../model/level.ts';
import type { ZoneOrigin } from '../../../model/line.ts';
import { MissingDate } from '../calendar.ts';
import { emptyStamp, NO_YEAR, type Stamp, WHOLE } from '../stamp-parts.ts';

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

/** Stamps of one member in order: completes them, and remembers what a reader of times must be told. */
export class MemberClock {
  readonly #member: string;
  readonly #missing: MissingDate;
  #zoned = 0;
  #unzoned = 0;
  #dateless = 0;
  #backwards = 0;
  #firstBackwards = 0;
  /** Milliseconds UTC of the last stamp; NaN before the first. */
  last = Number.NaN;

  constructor(member: string, modified: number | null) {
    this.#member = member;
    this.#missing = new MissingDate(modified);
  }

  /** Takes the stamp of a line and gives its milliseconds UTC. */
  take(stamp: Stamp, line: number): number {
    const at = this.#complete(stamp);
    if (Number.isNaN(at)) {
      this.#dateless++;
      return this.last;
    }
    if (stamp.zoned) this.#zoned++;
    else this.#unzoned++;
    if (at < this.last - 1000 && this.#backwards++ === 0) this.#firstBackwards = line;
    this.last = at;
    return at;
  }

  #complete(stamp: Stamp): number {
    if (stamp.lacks === WHOLE) return stamp.at;
    return stamp.lacks === NO_YEAR ? this.#missing.withYear(stamp.at) : this.#missing.withDay(stamp.at);
  }

  zone(): ZoneOrigin {
    if (this.#zoned + this.#unzoned === 0) return 'none';
    return this.#zoned >= this.#unzoned ? 'given' : 'assumed';
  }

  gaps(): Gap[] {
    const member = this.#member;
    const gaps: Gap[] = [];
    if (this.zone() === 'assumed')
      gaps.push({ kind: 'zone_assumed', member, words: 'The stamps state no zone; they are read as UTC.' });
    if (this.#dateless > 0) {
      gaps.push({
        kind: 'no_stamps',
        member,
        words: `${this.#dateless} stamps lack the date or the year, and the file's time is not known.`,
      });
    }
    if (this.#backwards > 0) {
      const words = `The stamps run backwards by more than a second, ${this.#backwards === 1 ? 'once,' : `${this.#backwards} times, first`} at line ${this.#firstBackwards}.`;
      gaps.push({ kind: 'clock', member, line: this.#firstBackwards, words });
    }
    return gaps;
  }
}
