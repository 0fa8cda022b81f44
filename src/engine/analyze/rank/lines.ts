/** Analysis: ranks what build and test tools print, line by line, and answers in blocks. */
import type { Corpus, Member } from '../../../model/corpus.ts';
import type { Suspect } from '../opinions.ts';
import { type Block, growBlocks, reachAlone, reachCompared } from './blocks.ts';
import { divide } from './kind.ts';
import { reasonsOf, scoreLines } from './score.ts';
import { countShapes, readSheet, shapesOf } from './sheet.ts';
import { type Surroundings, survey } from './surroundings.ts';
import { explain } from './why.ts';

/** Log-odds that the most striking lines of passing runs reach; what stays below is as likely nothing. */
const USUAL = 4;
/** Two blocks are one answer when their best lines have one shape, and so large a share of the smaller one's lines. */
const SAME = 0.8;
/** Shapes of a block that are compared. */
const COMPARED = 60;

/** A block of one member with what is around it; `alike` counts the blocks that tell the same. */
interface Candidate {
  readonly block: Block;
  readonly around: Surroundings;
  readonly shapes: ReadonlySet<string>;
  readonly alike: number;
}

/** Suspects among `members`, most telling first: as many as are worth showing, at most `limit`. */
export function rankLines(
  corpus: Corpus,
  members: readonly Member[],
  how: { good: readonly Corpus[]; limit: number },
): Suspect[] {
  if (members.length === 0) return [];
  const known = how.good.length > 0 ? shapesOf(how.good.map(corpus => ({ corpus, members: divide(corpus).printed }))) : null;
  const reach = known ? reachCompared : reachAlone;
  const sheets = members.map(member => readSheet(corpus, member, known));
  countShapes(sheets);
  const candidates = sheets
    .map(sheet => survey(sheet, known))
    .flatMap(around =>
      growBlocks(around, scoreLines(around), { most: how.limit, reach }).map(block => candidateOf(block, around)),
    )
    .sort((a, b) => b.block.score - a.block.score);
  const worth = candidates.filter(({ block }) => block.score >= candidates[0].block.score - reach.block);
  return joinAlike(worth).slice(0, how.limit).map(suspectOf);
}

function candidateOf(block: Block, around: Surroundings): Candidate {
  const shapes = around.sheet.shapes
    .slice(block.from, Math.min(block.to + 1, block.from + COMPARED))
    .filter(shape => shape !== '');
  return { block, around, shapes: new Set(shapes), alike: 0 };
}

/** Joins blocks that tell the same; the first telling stands for them, at the rank of the best. */
function joinAlike(ranked: readonly Candidate[]): Candidate[] {
  const joined: Candidate[] = [];
  for (const one of ranked) {
    const at = joined.findIndex(other => tellSame(one, other));
    if (at < 0) {
      joined.push(one);
      continue;
    }
    const other = joined[at];
    const earlier = one.around === other.around && one.block.from < other.block.from;
    joined[at] = {
      ...(earlier ? one : other),
      block: { ...(earlier ? one : other).block, score: other.block.score },
      alike: other.alike + 1,
    };
  }
  return joined;
}

function tellSame(a: Candidate, b: Candidate): boolean {
  if (a.around.sheet.shapes[a.block.peak] !== b.around.sheet.shapes[b.block.peak]) return false;
  let both = 0;
  for (const shape of a.shapes) if (b.shapes.has(shape)) both++;
  return both >= SAME * Math.min(a.shapes.size, b.shapes.size);
}

function suspectOf({ block, around, alike }: Candidate): Suspect {
  const { sheet } = around;
  return {
    member: sheet.member.id,
    line: sheet.rows[block.from].line,
    endLine: sheet.rows[block.to].line,
    at: sheet.rows[block.from].at,
    score: 1 / (1 + Math.exp(USUAL - block.score)),
    role: 'context',
    template: sheet.rows[block.peak].template,
    why: explain([...reasonsOf(around, block.peak), ...reasonsOf(around, block.from)]),
    alike: Math.max(alike, sheet.counts[block.peak] - 1),
  };
}
