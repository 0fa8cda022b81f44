/** Analysis: ranks what build and test tools print, line by line, and answers in blocks. */
import type { Corpus, Member } from '../../../model/corpus.ts';
import type { Suspect } from '../opinions.ts';
import { type Block, growBlocks, reachAlone, reachCompared } from './blocks.ts';
import { divide } from './kind.ts';
import { reasonsOf, scoreLines, type Weights } from './score.ts';
import { countShapes, readSheet, shapesOf } from './sheet.ts';
import { FAILING, type Surroundings, survey } from './surroundings.ts';
import { explain } from './why.ts';

/** Log-odds that the most striking lines of passing runs reach; what stays below is as likely nothing. */
const USUAL = 4;
/** The same where the runner itself says that a step failed. */
const USUAL_IN_FAILURE = 2;
/** Shapes shorter than this (brackets, rules) are alike by chance. */
const TELLING_SHAPE = 8;
/** Two blocks are one answer when their best lines have one shape, and so large a share of the smaller one's lines. */
const SAME = 0.8;
/** Shapes of a block that are compared. */
const COMPARED = 60;

/** A summary repeats so large a share of what it sums up. */
const REPEATED = 0.5;
const tag = /^\W*(?:error|fatal|warn(?:ing)?|info)\b\W*/i;

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
  how: { good: readonly Corpus[]; limit: number; weights?: Weights },
): Suspect[] {
  if (members.length === 0) return [];
  const known =
    how.good.length > 0 ? shapesOf(how.good.map(corpus => ({ corpus, members: divide(corpus, 'hybrid').printed }))) : null;
  const reach = known ? reachCompared : reachAlone;
  const sheets = members.map(member => readSheet(corpus, member, known));
  countShapes(sheets);
  const candidates = sheets
    .map(sheet => survey(sheet, known))
    .flatMap(around =>
      growBlocks(around, scoreLines(around, how.weights), { most: how.limit, reach }).map(block => candidateOf(block, around)),
    )
    .sort((a, b) => b.block.score - a.block.score);
  const worth = candidates.filter(({ block }) => block.score >= candidates[0].block.score - reach.block);
  return summariesLast(joinAlike(worth)).slice(0, how.limit).map(suspectOf);
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

/** Tools sum up at the end what they have said: the first telling stands before a block that repeats it. */
function summariesLast(ranked: readonly Candidate[]): Candidate[] {
  const scored = ranked.map(one => {
    const summaries = ranked.filter(
      other => other !== one && other.around === one.around && other.block.from > one.block.to && repeats(other, one),
    );
    const score = Math.max(one.block.score, ...summaries.map(other => other.block.score + 1e-6));
    return { ...one, block: { ...one.block, score } };
  });
  return scored.sort((a, b) => b.block.score - a.block.score);
}

function repeats(later: Candidate, first: Candidate): boolean {
  const untagged = (one: Candidate) =>
    new Set([...one.shapes].map(shape => shape.replace(tag, '')).filter(shape => shape.length >= TELLING_SHAPE));
  const told = untagged(first);
  const again = [...untagged(later)].filter(shape => told.has(shape)).length;
  return told.size > 0 && again >= REPEATED * told.size;
}

function tellSame(a: Candidate, b: Candidate): boolean {
  if (a.around.sheet.shapes[a.block.peak] !== b.around.sheet.shapes[b.block.peak]) return false;
  let both = 0;
  for (const shape of a.shapes) if (b.shapes.has(shape)) both++;
  return both >= SAME * Math.min(a.shapes.size, b.shapes.size);
}

function suspectOf({ block, around, alike }: Candidate): Suspect {
  const { sheet } = around;
  const telling = tellingRow(block, around);
  const usual = around.section.includes(FAILING) ? USUAL_IN_FAILURE : USUAL;
  const again = sheet.shapes[telling].length < TELLING_SHAPE ? 0 : sheet.counts[telling] - 1;
  return {
    member: sheet.member.id,
    line: sheet.rows[block.from].line,
    endLine: sheet.rows[block.to].line,
    at: sheet.rows[block.from].at,
    score: 1 / (1 + Math.exp(usual - block.score)),
    role: 'context',
    template: sheet.rows[telling].template,
    why: explain([...reasonsOf(around, telling), ...reasonsOf(around, block.peak)]),
    alike: Math.max(alike, again),
  };
}

/** The first line of the block that says what is wrong; frames and diffs score high, but do not say it. */
function tellingRow({ from, to, peak }: Block, { strong }: Surroundings): number {
  const row = strong.findIndex((mark, at) => mark > 0 && at >= from && at <= to);
  return row < 0 ? peak : row;
}
