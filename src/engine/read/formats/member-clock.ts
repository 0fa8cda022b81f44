/** The reader: the stamps of one member in order: completed, and watched for what a reader of times must be told. */
import type { Gap } from '../../../model/coverage.ts';
import type { ZoneOrigin } from '../../../model/line.ts';
import { MissingDate } from '../calendar.ts';
import { NO_YEAR, type Stamp, WHOLE } from '../stamp-parts.ts';

/** By what the stamps lack: WHOLE, NO_YEAR, NO_DATE. */
const ASSUMED = [
  'The stamps state no zone; they are read as UTC.',
  'The stamps state neither year nor zone; they are read as UTC, in the year in which the file was last written.',
  'The stamps state neither date nor zone; they are read as UTC, at the day on which the file was last written.',
];

export class MemberClock {
  readonly #member: string;
  readonly #missing: MissingDate;
  #zoned = 0;
  #unzoned = 0;
  #dateless = 0;
  #lacks = WHOLE;
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
    this.#lacks = stamp.lacks;
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
    if (this.zone() === 'assumed') gaps.push({ kind: 'zone_assumed', member, words: ASSUMED[this.#lacks] });
    if (this.#dateless > 0) {
      gaps.push({
        kind: 'no_stamps',
        member,
        words: `${count(this.#dateless, 'stamp lacks', 'stamps lack')} the date or the year, which nothing else tells.`,
      });
    }
    if (this.#backwards > 0) {
      const words = `The stamps run backwards by more than a second, ${this.#backwards === 1 ? 'once,' : `${this.#backwards} times, first`} at line ${this.#firstBackwards}.`;
      gaps.push({ kind: 'clock', member, line: this.#firstBackwards, words });
    }
    return gaps;
  }
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
