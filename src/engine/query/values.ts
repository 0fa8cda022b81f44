/** The store: what may stand behind `level:`, `template:` and the time fields of a query. */
import { FATAL, levelNamed, levelNumber, levels, TRACE } from '../../model/level.ts';

/** Values throw this with a reason for a person; the parser adds the column. */
export class Unreadable extends Error {}

function levelOf(word: string): number {
  const level = levelNamed(word);
  if (level === null) throw new Unreadable(`"${word}" is no level; the levels are ${levels.join(', ')}`);
  return levelNumber(level);
}

/** `error`, `error,fatal`, `>=warn`, `<error`. Comparisons leave out lines without a level. */
export function readLevels(value: string): number[] {
  const compare = /^([<>]=?)(.*)$/.exec(value);
  if (!compare) return distinct(value.split(',').map(levelOf));
  const bound = levelOf(compare[2]);
  const strict = compare[1].length === 1 ? 1 : 0;
  const [from, to] = compare[1][0] === '>' ? [bound + strict, FATAL] : [TRACE, bound - strict];
  const found: number[] = [];
  for (let level = Math.max(from, TRACE); level <= to; level++) found.push(level);
  if (found.length === 0) throw new Unreadable(`no level is ${value}`);
  return found;
}

/** `first`: the line begins a record; `more`: it continues one. */
export function readContinued(value: string): boolean {
  const word = value.toLowerCase();
  if (word !== 'first' && word !== 'more')
    throw new Unreadable(`"${value}" is neither first, for lines that begin a record, nor more, for those that continue one`);
  return word === 'more';
}

/** `12` or `12,13`. */
export function readIds(value: string): number[] {
  const ids = value.split(',').map(part => {
    const id = Number(part);
    if (!/^\d+$/.test(part) || !Number.isSafeInteger(id)) throw new Unreadable(`"${part}" is no template number`);
    return id;
  });
  return distinct(ids);
}

function distinct(numbers: number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** A moment in milliseconds UTC, and the first one behind the unit it names: a stamp to the minute covers that minute. */
export interface Stamp {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const SECOND = 1_000;
const LAST = 8.64e15;
const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?$/;

/** ISO 8601 (without a zone: UTC) or epoch milliseconds. */
export function readStamp(value: string): Stamp {
  if (/^-?\d{1,16}$/.test(value) && Math.abs(Number(value)) <= LAST) return { from: Number(value), to: Number(value) + 1 };
  const match = iso.exec(value);
  if (!match) throw new Unreadable(`"${value}" is no time; write 2026-03-01T12:30:00Z or epoch milliseconds`);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(part => Number(part ?? 0));
  const millis = match[7] === undefined ? 0 : Number(match[7].padEnd(3, '0').slice(0, 3));
  // A Date made from ISO text, unlike Date.UTC, keeps years below 100; the round trip finds 30 February.
  const date = new Date(`${match[1]}-${match[2]}-${match[3]}T00:00:00.000Z`);
  const fits = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!fits || hour > 23 || minute > 59 || second > 59) throw new Unreadable(`"${value}" is no time of the calendar`);
  const from = date.getTime() + hour * 60 * MINUTE + minute * MINUTE + second * SECOND + millis - zoneOffset(match[8]);
  if (match[7] !== undefined) return { from, to: from + 1 };
  if (match[6] !== undefined) return { from, to: from + SECOND };
  return { from, to: from + (match[4] === undefined ? DAY : MINUTE) };
}

/** Milliseconds east of UTC. */
function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.replace(/\D/g, '').padEnd(4, '0');
  const offset = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * MINUTE;
  return zone.startsWith('-') ? -offset : offset;
}
