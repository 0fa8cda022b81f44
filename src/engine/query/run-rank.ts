/** The store: the index of a key among all fitting rows, and the row at an index; only blocks around it in time are opened. */
import type { Hit, Key, Order } from './run-order.ts';
import { type Opened, openSegment, type Pause, type Segment } from './run-segments.ts';

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
  if (side !== 0) return countUpTo(strandOf(segment), key.at, side < 0);
  const { at, rows } = openSegment(segment);
  return firstIndex(rows.length, i => at[i] > key.at || (at[i] === key.at && rows[i] >= key.row));
}

/** A segment as ascending times; one whose rows all have the same time is not opened. */
interface Strand {
  readonly segment: Segment;
  readonly at: Float64Array | null;
}

function strandOf(segment: Segment): Strand {
  return { segment, at: segment.first === segment.last ? null : openSegment(segment).at };
}

/** Rows with a time before `time`, or with it as well when `inclusive`. */
function countUpTo({ segment, at }: Strand, time: number, inclusive: boolean): number {
  if (at) return firstIndex(at.length, i => at[i] > time || (!inclusive && at[i] === time));
  return segment.first < time || (inclusive && segment.first === time) ? segment.count : 0;
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
  const strands: Strand[] = [];
  for (const segment of byFirst) {
    if (segment.first > late) break;
    await pause();
    if (segment.last < early) rank -= segment.count;
    else strands.push(strandOf(segment));
  }
  return nth(strands, rank);
}

/** The row of this rank among the strands: halves the widest strand until one time is left, then goes by source, block and row. */
function nth(strands: readonly Strand[], rank: number): Hit | null {
  const low = strands.map(() => 0);
  const high = strands.map(strand => strand.segment.count);
  for (;;) {
    const widest = strands.reduce((best, _, i) => (high[i] - low[i] > high[best] - low[best] ? i : best), 0);
    const middle = (low[widest] + high[widest]) >>> 1;
    const time = strands[widest].at?.[middle] ?? strands[widest].segment.first;
    const below = strands.map(strand => countUpTo(strand, time, false));
    const upTo = strands.map(strand => countUpTo(strand, time, true));
    if (rank < total(below)) for (const i of high.keys()) high[i] = Math.min(high[i], below[i]);
    else if (rank >= total(upTo)) for (const i of low.keys()) low[i] = Math.max(low[i], upTo[i]);
    else return among(strands, { below, upTo, rank: rank - total(below) });
  }
}

/** The row of this rank among those of one time: of each strand those between two counts. */
function among(
  strands: readonly Strand[],
  { below, upTo, rank }: { below: readonly number[]; upTo: readonly number[]; rank: number },
): Hit | null {
  const owners = [...strands.keys()].sort((a, b) => compareOwners(strands[a].segment, strands[b].segment));
  let left = rank;
  for (const i of owners) {
    const rows = upTo[i] - below[i];
    if (left < rows) return hitOf(strands[i].segment, below[i] + left);
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
  const { at, rows }: Opened = openSegment(segment);
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
