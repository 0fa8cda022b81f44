/** The store: the fitting rows of a block as segments, those without a time and those with one, each with the times it lies between. */
import { Recent } from '../store/recent.ts';
import type { BlockInfo } from '../store/seal.ts';
import type { Answer } from './run-answer.ts';

/** Fitting rows of one block that either all have a time or all have none. */
export interface Segment {
  readonly answer: Answer;
  readonly block: BlockInfo;
  readonly count: number;
  /** Bounds on the times of its rows, milliseconds UTC; both -Infinity for rows without a time. */
  readonly first: number;
  readonly last: number;
}

/** Rows of a segment in order of time, then row. */
export interface Opened {
  readonly rows: Uint32Array;
  /** Beside `rows`: -Infinity without a time. */
  readonly at: Float64Array;
}

/** Milliseconds of work end here: lets other work in, and hears a cancel. */
export type Pause = () => Promise<void> | undefined;

const none: readonly Segment[] = [];
const made = new WeakMap<Answer, readonly Segment[]>();

/** The segments of an answer in the order of its blocks. */
export async function segmentsOf(answer: Answer, pause: Pause): Promise<readonly Segment[]> {
  const known = made.get(answer);
  if (known) return known;
  const segments: Segment[] = [];
  for (const block of answer.source.blocks) {
    if (answer.counts[block.id] === 0) continue;
    await pause();
    segments.push(...segmentsIn(answer, block));
  }
  made.set(answer, segments);
  return segments;
}

function segmentsIn(answer: Answer, block: BlockInfo): readonly Segment[] {
  const untimed = untimedIn(answer, block);
  const timed = answer.counts[block.id] - untimed;
  const unstamped = untimed === 0 ? none : [{ answer, block, count: untimed, first: -Infinity, last: -Infinity }];
  const stamped = timed === 0 ? none : [{ answer, block, count: timed, first: block.minAt!, last: block.maxAt! }];
  return [...unstamped, ...stamped];
}

/** Fitting rows without a time; the block is opened only where its own counts do not tell. */
function untimedIn(answer: Answer, block: BlockInfo): number {
  const fitting = answer.counts[block.id];
  if (block.unstamped === 0) return 0;
  if (block.minAt === null) return fitting;
  if (fitting === block.count) return block.unstamped;
  const { at } = answer.source.columns(block);
  return answer.rows(block).reduce((sum, row) => sum + (Number.isNaN(at[row]) ? 1 : 0), 0);
}

/** Sorted blocks of a page are asked again by the next one. */
const recent = new Recent(32 * 1024 * 1024);
const numbers = new WeakMap<Answer, number>();
let numbered = 0;

function numberOf(answer: Answer): number {
  const number = numbers.get(answer) ?? ++numbered;
  numbers.set(answer, number);
  return number;
}

/** The rows of a segment; for a block whose times go up nothing is sorted. */
export function openSegment({ answer, block, count, first }: Segment): Opened {
  const key = `${numberOf(answer)} ${block.id}`;
  const all = recent.get<Opened>(key) ?? recent.put(key, sortedRows(answer, block), 12 * answer.counts[block.id]);
  const untimed = all.rows.length - count;
  // Rows without a time stand before those with one.
  const [from, to] = first === -Infinity ? [0, count] : [untimed, all.rows.length];
  return { rows: all.rows.subarray(from, to), at: all.at.subarray(from, to) };
}

function sortedRows(answer: Answer, block: BlockInfo): Opened {
  const times = answer.source.columns(block).at;
  const rows = answer.rows(block);
  if (rows.length === block.count && goesUp(times)) return { rows, at: times };
  const at = new Float64Array(rows.length);
  let ascending = true;
  for (let i = 0; i < rows.length; i++) {
    const time = times[rows[i]];
    at[i] = Number.isNaN(time) ? -Infinity : time;
    if (i > 0 && at[i] < at[i - 1]) ascending = false;
  }
  if (ascending) return { rows, at };
  const order = Uint32Array.from(rows.keys()).sort((a, b) => (at[a] === at[b] ? a - b : at[a] < at[b] ? -1 : 1));
  return { rows: order.map(i => rows[i]), at: Float64Array.from(order, i => at[i]) };
}

/** Whether every row has a time, none of them before that of the row above. */
function goesUp(times: Float64Array): boolean {
  if (!(times[0] > -Infinity)) return false;
  for (let row = 1; row < times.length; row++) if (!(times[row] >= times[row - 1])) return false;
  return true;
}
