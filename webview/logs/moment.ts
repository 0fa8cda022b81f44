/** The window, log table: a moment as a person types it: a time of day of the run, a date, or milliseconds. */

export interface Span {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
const TIME = String.raw`(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?`;
const OF_DAY = new RegExp(`^${TIME}$`);
const DATED = new RegExp(String.raw`^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]+${TIME})?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?$`);

/** Milliseconds since 1970 UTC; null when the text is no time. A time of day means the first such moment within the run, else the nearest to it. */
export function momentOf(text: string, run: Span | null): number | null {
  const typed = text.trim();
  if (/^\d{9,10}(?:\.\d+)?$/.test(typed)) return Math.round(Number(typed) * 1000);
  if (/^\d{11,16}$/.test(typed) && Number(typed) <= 8.64e15) return Number(typed);
  const ofDay = OF_DAY.exec(typed);
  if (ofDay) return withinRun(timeOf(ofDay, 1), run);
  const dated = DATED.exec(typed);
  return dated ? dateOf(dated) : null;
}

/** Milliseconds since midnight; null when a clock never shows it. */
function timeOf(match: RegExpExecArray, at: number): number | null {
  const [hour, minute, second] = match.slice(at, at + 3).map(part => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return null;
  const millis = match[at + 3] === undefined ? 0 : Number(match[at + 3].padEnd(3, '0').slice(0, 3));
  return ((hour * 60 + minute) * 60 + second) * 1000 + millis;
}

function withinRun(time: number | null, run: Span | null): number | null {
  if (time === null || run === null) return null;
  const first = Math.floor(run.from / DAY) * DAY + time;
  const days = [first, first + DAY, first - DAY];
  const away = (at: number) => Math.max(run.from - at, at - run.to, 0);
  return days.reduce((best, at) => (away(at) < away(best) ? at : best));
}

function dateOf(match: RegExpExecArray): number | null {
  const midnight = Date.parse(`${match[1]}-${match[2]}-${match[3]}T00:00:00.000Z`);
  const time = match[4] === undefined ? 0 : timeOf(match, 4);
  // A Date that rolls over, such as 30 February, is not what was typed.
  if (Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(match[3]) || time === null) return null;
  return midnight + time - zoneOf(match[8]);
}

/** Milliseconds east of UTC. */
function zoneOf(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.replace(/\D/g, '').padEnd(4, '0');
  const offset = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
  return zone.startsWith('-') ? -offset : offset;
}
