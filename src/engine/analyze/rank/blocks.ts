/** Analysis: grows lines with high scores into blocks: the failing assertion with its diff and trace is one answer. */
import { cueSet } from './cues.ts';
import type { Sheet } from './sheet.ts';
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

/** Lines of a stack trace, lines that head one, and those above which nothing more belongs to it. */
const frames = cueSet('frame foreign_frame');
const goFrame = /^\s*(?:\S+\.go:\d+(?: \+0x|$)|created by \S)/;
const heads = cueSet('exception_head panic traceback caused_by');
const tops = cueSet('exception_head panic');
/** The head of a trace stands at most so many lines above. */
const HEAD = 12;

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
    const from = headOf(sheet, extend(peak, -1, { scores, used, least, passing }), row => used[row] === 1 || passing(row));
    const to = extend(peak, 1, { scores, used, least, passing });
    used.fill(1, from, to + 1);
    blocks.push({ from, to, peak, score: scores[peak] });
  }
  return blocks;
}

/** A block that begins amid a stack trace begins with the trace's head, which says what the trace is of. */
function headOf(sheet: Sheet, from: number, taken: (row: number) => boolean): number {
  let first = from;
  let inside = sheet.cues[from].some(cue => frames.has(cue)) || goFrame.test(sheet.words[from]);
  for (let row = from - 1; inside && row >= 0 && row >= first - HEAD && !taken(row); row--) {
    if (!sheet.cues[row].some(cue => heads.has(cue))) continue;
    inside = !sheet.cues[row].some(cue => tops.has(cue));
    first = row;
  }
  return first;
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
