/** The reader: days and years in milliseconds, and where a stamp without year or date belongs. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
/** A leap year, so that every day of a year has a place in it; stamps without a year are counted from its first day. */
export const ANY_YEAR = 1972;

/** Recently asked days; a prime number of places, so that the same day of two years takes two of them. */
const SLOTS = 61;
const days = new Int32Array(SLOTS).fill(-1);
const beginnings = new Float64Array(SLOTS);

/** Milliseconds UTC at which a day begins; NaN when there is no such day. Month and day count from 1. */
export function dayStart(year: number, month: number, day: number): number {
  const key = year * 10_000 + month * 100 + day;
  const slot = key % SLOTS;
  if (key === days[slot]) return beginnings[slot];
  if (!isDay(year, month, day)) return Number.NaN;
  days[slot] = key;
  beginnings[slot] = Date.UTC(year, month - 1, day);
  return beginnings[slot];
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Gives the stamps of one member, in order, the year or the date they lack. */
export class MissingDate {
  readonly #modified: number | null;
  #year = Number.NaN;
  #day = Number.NaN;
  #last = Number.NaN;
  /** Who begins in the first minute of the day counts from zero: one log in 1,440 does so by chance. */
  #elapsed = false;

  constructor(modified: number | null) {
    this.#modified = modified;
  }

  /** From milliseconds within ANY_YEAR to milliseconds UTC; NaN when the file's time is unknown. */
  withYear(within: number): number {
    if (this.#modified === null) return Number.NaN;
    if (Number.isNaN(this.#year)) {
      // The member was last written at `modified`, so that none of its stamps lies more than a zone behind that.
      this.#year = new Date(this.#modified).getUTCFullYear();
      if (inYear(within, this.#year) > this.#modified + DAY_MS) this.#year--;
    } else if (within < this.#last - 183 * DAY_MS) this.#year++;
    else if (within > this.#last + 183 * DAY_MS) this.#year--;
    this.#last = within;
    return inYear(within, this.#year);
  }

  /** From milliseconds within a day to milliseconds UTC; NaN when the file's time is unknown, or the stamps count from the start of a build. */
  withDay(within: number): number {
    if (this.#modified === null || this.#elapsed) return Number.NaN;
    if (Number.isNaN(this.#day)) {
      this.#elapsed = within < MINUTE_MS;
      if (this.#elapsed) return Number.NaN;
      this.#day = Math.floor(this.#modified / DAY_MS) * DAY_MS;
      if (this.#day + within > this.#modified) this.#day -= DAY_MS;
    } else if (within < this.#last - DAY_MS / 2) this.#day += DAY_MS;
    else if (within > this.#last + DAY_MS / 2) this.#day -= DAY_MS;
    this.#last = within;
    return this.#day + within;
  }
}

let cachedNumber = -1;
let cachedMonth = 0;
let cachedDate = 0;

function inYear(within: number, year: number): number {
  const number = Math.floor(within / DAY_MS);
  if (number !== cachedNumber) {
    const date = new Date(Date.UTC(ANY_YEAR, 0, 1) + within);
    cachedNumber = number;
    cachedMonth = date.getUTCMonth() + 1;
    cachedDate = date.getUTCDate();
  }
  return dayStart(year, cachedMonth, cachedDate) + (within - number * DAY_MS);
}
