/** The store: goes through the fitting rows in order from any key, in either direction; blocks are opened when their turn comes. */
import { compareKeys, type Direction, type Hit, type Key, type Order } from './run-order.ts';
import { type Opened, openSegment, type Pause, type Segment } from './run-segments.ts';

/** An opened segment and the rows of it that are still to come: from `next` to `end`, in the walk's direction. */
interface Strand extends Opened {
  readonly segment: Segment;
  next: number;
  readonly end: number;
}

interface Walk {
  readonly direction: Direction;
  /** Begins behind this key, before it when walking backward; null begins at the edge. */
  readonly from: Key | null;
  readonly limit: number;
}

/** The next rows, nearest first. Throws cancelled. */
export async function walk(order: Order, { direction, from, limit }: Walk, pause: Pause): Promise<Hit[]> {
  const sign = direction === 'forward' ? 1 : -1;
  const pending = ahead(order, sign, from);
  const strands: Strand[] = [];
  const found: Hit[] = [];
  let upcoming = pending.next();
  while (found.length < limit) {
    let next = nearest(strands, sign);
    while (!upcoming.done && (next === null || sign * compareKeys(boundOf(upcoming.value, sign), hitOf(next)) < 0)) {
      await pause();
      const strand = strandOf(upcoming.value, sign, from);
      if (strand.next !== strand.end) strands.push(strand);
      next = nearest(strands, sign);
      upcoming = pending.next();
    }
    if (next === null) break;
    found.push(hitOf(next));
    next.next += sign;
    if (next.next === next.end) strands.splice(strands.indexOf(next), 1);
  }
  return found;
}

/** Segments that may hold rows beyond the key, by what they can contribute first. */
function* ahead({ byFirst, byLast }: Order, sign: number, from: Key | null): Generator<Segment> {
  if (sign > 0) for (const one of byFirst) if (from === null || one.last >= from.at) yield one;
  if (sign < 0) for (let i = byLast.length - 1; i >= 0; i--) if (from === null || byLast[i].first <= from.at) yield byLast[i];
}

/** No row of the segment comes before this key in the walk's direction. */
function boundOf({ answer, block, first, last }: Segment, sign: number): Key {
  return { at: sign > 0 ? first : last, source: answer.source.id, block: block.id, row: sign > 0 ? -1 : block.count };
}

function strandOf(segment: Segment, sign: number, from: Key | null): Strand {
  const opened = openSegment(segment);
  const { length } = opened.rows;
  const strand = sign > 0 ? { segment, ...opened, next: 0, end: length } : { segment, ...opened, next: length - 1, end: -1 };
  if (from === null) return strand;
  let low = 0;
  // The first row in order that does not stand before the key, or on it when walking forward.
  for (let high = length; low < high; ) {
    const middle = (low + high) >>> 1;
    const compared = compareKeys(hitOf({ ...strand, next: middle }), from);
    if (compared < 0 || (compared === 0 && sign > 0)) low = middle + 1;
    else high = middle;
  }
  strand.next = sign > 0 ? low : low - 1;
  return strand;
}

function hitOf({ segment, rows, at, next }: Strand): Hit {
  const { answer, block } = segment;
  return { at: at[next], source: answer.source.id, block: block.id, row: rows[next], answer };
}

function nearest(strands: readonly Strand[], sign: number): Strand | null {
  let best: Strand | null = null;
  for (const strand of strands) if (best === null || sign * compareStrands(strand, best) < 0) best = strand;
  return best;
}

/** As compareKeys does of the rows that come next, without making keys. */
function compareStrands(a: Strand, b: Strand): number {
  const [atA, atB] = [a.at[a.next], b.at[b.next]];
  if (atA !== atB) return atA < atB ? -1 : 1;
  const [sourceA, sourceB] = [a.segment.answer.source.id, b.segment.answer.source.id];
  if (sourceA !== sourceB) return sourceA < sourceB ? -1 : 1;
  return a.segment.block.id - b.segment.block.id || a.rows[a.next] - b.rows[b.next];
}
