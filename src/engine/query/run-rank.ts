/** The store: the index of a key among all fitting rows, and the row at an index; only blocks around it in time are opened. */
import type { Hit, Key, Order } from './run-order.ts';
import { openSegment, type Pause, type Segment } from './run-segments.ts';

/** How many fitting rows stand before the key. Throws cancelled. */
export async function rankOf(order: Order, key: Key, pause: Pause): Promise<number> {
  let before = 0;
  for (const segment of order.byFirst) {
    if (segment.first > key.at) break;
    if (segment.last < key.at) before += segment.count;
    else {
      await pause();
      before += countBefore(segment, key);
    }
  }
  return before;
}

/** Rows before the key in a segment that may hold its time. */
function countBefore(segment: Segment, key: Key): number {
  const { id } = segment.answer.source;
  const side = id === key.source ? segment.block.id - key.block : id < key.source ? -1 : 1;
  if (side !== 0) return countUpTo(segment, key.at, side < 0);
  const { at, rows } = openSegment(segment);
  return firstIndex(rows.length, i => at[i] > key.at || (at[i] === key.at && rows[i] >= key.row));
}

/** Rows with a time before `time`, or with it as well when `inclusive`. Opens the segment only when the time lies within. */
function countUpTo(segment: Segment, time: number, inclusive: boolean): number {
  const { first, last, count } = segment;
  if (last < time || (inclusive && last === time)) return count;
  if (first > time || (!inclusive && first === time)) return 0;
  const { at } = openSegment(segment);
  return firstIndex(at.length, i => at[i] > time || (!inclusive && at[i] === time));
}

/** The row at a 0-based index of all fitting rows; null beyond the last. Throws cancelled. */
export async function rowAt(order: Order, index: number, pause: Pause): Promise<Hit | null> {
  const { byFirst, byLast, firstSums, lastSums } = order;
  if (index >= order.total) return null;
  const head = firstIndex(byFirst.length, i => firstSums[i] > index);
  // Rows without a time stand segment by segment.
  if (byFirst[head].first === -Infinity) return hitOf(byFirst[head], index - firstSums[head] + byFirst[head].count);
  // Before `early` begin too few rows to reach the index; by `late` more than that many have ended.
  const early = byFirst[head].first;
  const late = byLast[firstIndex(byLast.length, i => lastSums[i] > index)].last;
  let rank = index;
  const segments: Segment[] = [];
  for (const segment of byFirst) {
    if (segment.first > late) break;
    if (segment.last < early) rank -= segment.count;
    else segments.push(segment);
  }
  return nth({ segments, rank, low: segments.map(() => 0), high: segments.map(one => one.count) }, { early, late }, pause);
}

/** What is left to look through: of each segment the rows from `low` to `high`. */
interface Search {
  readonly segments: readonly Segment[];
  /** Index among all rows of the segments. */
  readonly rank: number;
  readonly low: number[];
  readonly high: number[];
}

/** Steps from the guess before halving takes over. */
const STEPS = 8;

/** Guesses the time from the segments' bounds, steps on until the row is between two times, then halves what is left. */
async function nth(search: Search, within: { early: number; late: number }, pause: Pause): Promise<Hit | null> {
  let time = guess(search, within);
  let side = 0;
  for (let step = 1; ; step++) {
    const split = await splitAt(search, time, pause);
    if (split.side === 0) return among(search, split);
    const crossed = side !== 0 && split.side !== side;
    side = split.side;
    if (crossed || step >= STEPS) break;
    time += (1 + 2 ** step * Math.abs(split.distance / rowsPerMs(search, time))) * side;
  }
  for (;;) {
    const split = await splitAt(search, medianOfWidest(search), pause);
    if (split.side === 0) return among(search, split);
  }
}

interface Split {
  readonly below: readonly number[];
  readonly upTo: readonly number[];
  /** Where the row's time lies: 1 after this time, -1 before it, 0 on it. */
  readonly side: number;
  /** Rows between the row and this time. */
  readonly distance: number;
}

/** Splits what is left at a time, and keeps the part that holds the row. */
async function splitAt({ segments, rank, low, high }: Search, time: number, pause: Pause): Promise<Split> {
  const below: number[] = [];
  const upTo: number[] = [];
  for (const segment of segments) {
    await pause();
    below.push(countUpTo(segment, time, false));
    upTo.push(countUpTo(segment, time, true));
  }
  const [before, until] = [total(below), total(upTo)];
  const side = rank < before ? -1 : rank >= until ? 1 : 0;
  if (side < 0) for (const i of high.keys()) high[i] = Math.min(high[i], below[i]);
  if (side > 0) for (const i of low.keys()) low[i] = Math.max(low[i], upTo[i]);
  return { below, upTo, side, distance: side < 0 ? before - rank : rank - until };
}

/** The time that has as many rows before it as the rank says, if the rows of each segment were spread evenly. */
function guess({ segments, rank }: Search, { early, late }: { early: number; late: number }): number {
  const evenly = (time: number) =>
    segments.reduce((sum, { first, last, count }) => {
      const share = first === last ? Number(last < time) : (time - first) / (last - first);
      return sum + count * Math.max(0, Math.min(1, share));
    }, 0);
  let [from, to] = [early, late];
  while (to - from > 1) {
    const middle = (from + to) / 2;
    if (evenly(middle) <= rank) from = middle;
    else to = middle;
  }
  return Math.round(from);
}

function rowsPerMs({ segments }: Search, time: number): number {
  const around = segments.filter(({ first, last }) => first <= time && last >= time);
  return around.reduce((sum, { first, last, count }) => sum + count / Math.max(1, last - first), 0) || 1;
}

function medianOfWidest({ segments, low, high }: Search): number {
  const widest = segments.reduce((best, _, i) => (high[i] - low[i] > high[best] - low[best] ? i : best), 0);
  const segment = segments[widest];
  return segment.first === segment.last ? segment.first : openSegment(segment).at[(low[widest] + high[widest]) >>> 1];
}

/** The row among those of one time: of each segment those between two counts. */
function among({ segments, rank }: Search, { below, upTo }: Split): Hit | null {
  const owners = [...segments.keys()].sort((a, b) => compareOwners(segments[a], segments[b]));
  let left = rank - total(below);
  for (const i of owners) {
    const rows = upTo[i] - below[i];
    if (left < rows) return hitOf(segments[i], below[i] + left);
    left -= rows;
  }
  return null;
}

function compareOwners(a: Segment, b: Segment): number {
  const [sourceA, sourceB] = [a.answer.source.id, b.answer.source.id];
  return sourceA === sourceB ? a.block.id - b.block.id : sourceA < sourceB ? -1 : 1;
}

function hitOf(segment: Segment, i: number): Hit {
  const { answer, block } = segment;
  const { at, rows } = openSegment(segment);
  return { at: at[i], source: answer.source.id, block: block.id, row: rows[i], answer };
}

/** The first index from 0 whose test holds, when it holds for all behind it; the length when for none. */
function firstIndex(length: number, test: (index: number) => boolean): number {
  let low = 0;
  for (let high = length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}
