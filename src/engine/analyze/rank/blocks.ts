/** Analysis: grows lines with high scores into blocks: the failing assertion with its diff and trace is one answer. */
import type { Sheet } from './sheet.ts';

/** A line belongs to a block when its score is at most so much below the block's best line. */
const DROP = 2.5;
/** So many lines below that may stand between two that belong. */
const GAP = 2;
const MAX_LINES = 400;

export interface Block {
  /** Rows of the sheet, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** Row of the best line. */
  readonly peak: number;
  readonly score: number;
}

/** At most `most` blocks that do not overlap, best first. */
export function growBlocks(sheet: Sheet, scores: Float64Array, most: number): Block[] {
  const order = [...scores.keys()].filter(row => scores[row] > Number.NEGATIVE_INFINITY).sort((a, b) => scores[b] - scores[a] || a - b);
  const used = new Uint8Array(scores.length);
  const blocks: Block[] = [];
  for (const peak of order) {
    if (used[peak] === 1 || sheet.shapes[peak] === '') continue;
    if (blocks.length === most) break;
    const from = extend(peak, -1, { scores, used });
    const to = extend(peak, 1, { scores, used });
    used.fill(1, from, to + 1);
    blocks.push({ from, to, peak, score: scores[peak] });
  }
  return blocks;
}

function extend(peak: number, step: number, { scores, used }: { scores: Float64Array; used: Uint8Array }): number {
  const least = scores[peak] - DROP;
  let edge = peak;
  for (let row = peak + step; row >= 0 && row < scores.length; row += step) {
    if (used[row] === 1 || Math.abs(row - peak) >= MAX_LINES || Math.abs(row - edge) > GAP + 1) break;
    if (scores[row] >= least) edge = row;
  }
  return edge;
}
