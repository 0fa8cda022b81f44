/** Analysis: grows lines with high scores into blocks: the failing assertion with its diff and trace is one answer. */
import type { Surroundings } from './surroundings.ts';

/** How far, in log-odds, a line may stay behind and still belong: behind its block's best line, and a block behind the best block. */
export interface Reach {
  readonly line: number;
  readonly block: number;
}

/** Without passing runs much of what looks bad is usual; with them what is new and looks bad belongs to the failure. */
export const reachAlone: Reach = { line: 3.5, block: 3 };
export const reachCompared: Reach = { line: 8, block: 8 };

/** So many lines that do not belong may stand between two that do. */
const GAP = 4;
const MAX_LINES = 400;

export interface Block {
  /** Rows of the sheet, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** Row of the best line. */
  readonly peak: number;
  readonly score: number;
}

/** At most `most` blocks that do not overlap, best first; none grows to a line that passing runs print too. */
export function growBlocks({ sheet, known }: Surroundings, scores: Float64Array, how: { most: number; reach: Reach }): Block[] {
  const passing = (row: number) => known?.has(sheet.shapes[row]) ?? false;
  const order = [...scores.keys()]
    .filter(row => scores[row] > Number.NEGATIVE_INFINITY)
    .sort((a, b) => scores[b] - scores[a] || a - b);
  const used = new Uint8Array(scores.length);
  const blocks: Block[] = [];
  for (const peak of order) {
    if (used[peak] === 1 || sheet.shapes[peak] === '') continue;
    if (blocks.length === how.most || scores[peak] < (blocks[0] ?? { score: scores[peak] }).score - how.reach.block) break;
    const least = scores[peak] - how.reach.line;
    const from = extend(peak, -1, { scores, used, least, passing });
    const to = extend(peak, 1, { scores, used, least, passing });
    used.fill(1, from, to + 1);
    blocks.push({ from, to, peak, score: scores[peak] });
  }
  return blocks;
}

function extend(
  peak: number,
  step: number,
  lines: { scores: Float64Array; used: Uint8Array; least: number; passing: (row: number) => boolean },
): number {
  const { scores, used, least, passing } = lines;
  let edge = peak;
  for (let row = peak + step; row >= 0 && row < scores.length; row += step) {
    if (used[row] === 1 || Math.abs(row - peak) >= MAX_LINES || Math.abs(row - edge) > GAP + 1) break;
    if (scores[row] >= least && !passing(row)) edge = row;
  }
  return edge;
}
