/** Analysis: how far the clocks and zones of members differ, from lines that tell the same event. */
import type { Corpus, Member } from '../../../model/corpus.ts';
import type { Gap } from '../../../model/coverage.ts';
import { type Pause, type SharedKey, type Sighting, sharedKeys } from './shared.ts';

/** Smaller differences are the way from one log to the other. */
const NOTABLE_MS = 500;
/** Zones differ by multiples of this. */
const QUARTER_MS = 900_000;
/** Of a key that more members hold, neighbours are compared only: pairs grow with the square. */
const ALL_PAIRS = 12;
/** Shared lines needed before two members are compared. */
const LEAST = 3;
/** Zones are told apart by lines that keep their distance over this time. */
const ZONE_SPAN_MS = 300_000;

/** What a pair of members tells of their clocks: the first is `ms` ahead of the second, seen in `count` lines. */
interface Tie {
  readonly one: number;
  readonly other: number;
  readonly ms: number;
  readonly count: number;
}

/**
 * Milliseconds to subtract from the times of a member, by member id (those that agree with the others are left out), and a gap in
 * words for each. Members that share no lines with others are taken as they are.
 */
export async function estimateSkew(corpus: Corpus, pause: Pause): Promise<{ offsets: Map<number, number>; gaps: Gap[] }> {
  const members = new Map(corpus.members.map(member => [member.id, member]));
  const ties = tiesOf(await sharedKeys(corpus, pause), members);
  const lines = new Map<number, number>();
  for (const tie of ties) for (const id of [tie.one, tie.other]) lines.set(id, Math.max(lines.get(id) ?? 0, tie.count));
  const offsets = new Map<number, number>();
  for (const group of groupsOf(ties)) {
    const middle = anchor(group, members);
    for (const [id, ms] of group) {
      const ahead = Math.round(ms - middle);
      if (Math.abs(ahead) > NOTABLE_MS) offsets.set(id, ahead);
    }
  }
  const gaps = [...offsets].map(
    ([id, ms]): Gap => ({ kind: 'clock', member: members.get(id)!.path, words: tell(ms, lines.get(id) ?? 0) }),
  );
  return { offsets, gaps };
}

/** Differences of times in shared lines: of the member with the lower id minus the other's. */
interface Pair {
  readonly one: number;
  readonly other: number;
  readonly exact: number[];
  readonly related: number[];
  /** Lines of the first: one line may have several keys. */
  readonly lines: { readonly exact: Set<number>; readonly related: Set<number> };
  first: number;
  last: number;
}

/** Differences of each pair of members, the surest first. */
function tiesOf(keys: readonly SharedKey[], members: ReadonlyMap<number, Member>): Tie[] {
  const pairs = new Map<string, Pair>();
  for (const key of keys) {
    const sightings = [...key.sightings].sort((one, other) => one.member - other.member);
    const reach = sightings.length > ALL_PAIRS ? 1 : sightings.length;
    for (const [row, one] of sightings.entries()) {
      for (const other of sightings.slice(row + 1, row + 1 + reach)) compare(pairs, key.exact, [one, other]);
    }
  }
  const ties = [...pairs.values()].flatMap(pair => {
    const zoneOpen = [pair.one, pair.other].some(id => members.get(id)?.zone === 'assumed');
    const seen = exactTie(pair, zoneOpen) ?? relatedTie(pair, zoneOpen);
    return seen ? [{ one: pair.one, other: pair.other, ...seen }] : [];
  });
  return ties.sort((one, other) => other.count - one.count || Math.abs(one.ms) - Math.abs(other.ms));
}

function compare(pairs: Map<string, Pair>, exact: boolean, [one, other]: readonly [Sighting, Sighting]): void {
  const name = `${one.member} ${other.member}`;
  const pair = pairs.get(name) ?? emptyPair(one, other);
  pairs.set(name, pair);
  const kind = exact ? 'exact' : 'related';
  pair[kind].push(one.at - other.at);
  pair.lines[kind].add(one.line);
  pair.first = Math.min(pair.first, one.at);
  pair.last = Math.max(pair.last, one.at);
}

function emptyPair(one: Sighting, other: Sighting): Pair {
  const lines = { exact: new Set<number>(), related: new Set<number>() };
  return { one: one.member, other: other.member, exact: [], related: [], lines, first: one.at, last: one.at };
}

type Seen = { ms: number; count: number } | null;

/**
 * Lines written at one moment. Machines that start one after the other also say the same things at an even distance: the lines must
 * therefore spread over far more time than they differ, or differ by a zone that one of the members leaves open.
 */
function exactTie(pair: Pair, zoneOpen: boolean): Seen {
  if (pair.exact.length < LEAST) return null;
  const { middle, spread } = quartiles(pair.exact);
  if (spread > 250 + Math.abs(middle) * 0.02) return null;
  const zone = zoneOpen && quarter(middle) !== 0 && Math.abs(middle - quarter(middle)) < 1000;
  const needed = zone ? ZONE_SPAN_MS : 20 * Math.abs(middle);
  if (Math.abs(middle) > NOTABLE_MS && pair.last - pair.first < needed) return null;
  return { ms: middle, count: pair.lines.exact.size };
}

/** Lines about one event, each told in its own time: they can show another zone, not a clock that is a little off. */
function relatedTie(pair: Pair, zoneOpen: boolean): Seen {
  if (pair.related.length < LEAST || pair.last - pair.first < ZONE_SPAN_MS) return null;
  const { middle, spread } = quartiles(pair.related);
  if (spread > 60_000 || Math.abs(middle - quarter(middle)) > 60_000 || (quarter(middle) !== 0 && !zoneOpen)) return null;
  return { ms: quarter(middle), count: pair.lines.related.size };
}

function quarter(ms: number): number {
  return Math.round(ms / QUARTER_MS) * QUARTER_MS;
}

function quartiles(values: readonly number[]): { middle: number; spread: number } {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { middle: at(0.5), spread: at(0.75) - at(0.25) };
}

/** Members tied together, each with its milliseconds against the group's first; built from the surest ties (Kruskal's way). */
function groupsOf(ties: readonly Tie[]): Set<ReadonlyMap<number, number>> {
  const groupOf = new Map<number, Map<number, number>>();
  for (const { one, other, ms } of ties) {
    const [left, right] = [one, other].map(id => groupOf.get(id) ?? new Map([[id, 0]]));
    if (left === right) continue;
    const shift = left.get(one)! - ms - right.get(other)!;
    for (const [id, at] of right) left.set(id, at + shift);
    for (const id of left.keys()) groupOf.set(id, left);
  }
  return new Set(groupOf.values());
}

/** What counts as the right time: the median of the members that name their zone, else of all. */
function anchor(group: ReadonlyMap<number, number>, members: ReadonlyMap<number, Member>): number {
  const zoned = [...group].filter(([id]) => members.get(id)?.zone === 'given');
  const chosen = (zoned.length ? zoned : [...group]).map(([, ms]) => ms);
  return quartiles(chosen).middle;
}

function tell(ms: number, lines: number): string {
  const way = ms > 0 ? 'ahead of' : 'behind';
  const why = ms % QUARTER_MS === 0 ? 'its stamps are of another zone' : 'its clock differs';
  return `Its times are ${span(Math.abs(ms))} ${way} those of the others, as ${lines} shared lines show: ${why}. All times are shown corrected for it; only the text of its lines keeps its own stamps.`;
}

function span(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.round(ms / 60_000);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return h ? `${h} h${m ? ` ${m} min` : ''}` : `${m} min`;
}
