/** Analysis: ranks the lines that explain a failure, most telling first, each with its reasons. */
import type { Corpus, Member } from '../../../model/corpus.ts';
import type { Moment, Suspect } from '../opinions.ts';
import { type Block, growBlocks, reachAlone, reachCompared } from './blocks.ts';
import { type Surroundings, survey } from './features.ts';
import { isJournal } from './kind.ts';
import { rankJournal } from './journal.ts';
import { reasonsOf, scoreLines } from './score.ts';
import { countShapes, knownShapes, readSheet } from './sheet.ts';

/** Longer members are judged by their templates whatever they hold. */
const MOST_LINES = 200_000;

export interface RankOptions {
  readonly mode: 'fast' | 'hybrid';
  /** At most so many suspects; 50 unless told. */
  readonly limit: number;
}

/** A block of one sheet with what is around it. */
interface Candidate {
  readonly block: Block;
  readonly around: Surroundings;
}

/**
 * Suspects of `corpus`, most telling first. `good` are passing runs of the same job, possibly none; `moments` are events known from
 * the run. Pure: the same input gives the same answer.
 */
export function rankSuspects(
  corpus: Corpus,
  good: readonly Corpus[],
  options: Partial<RankOptions> & { moments?: readonly Moment[] } = {},
): Suspect[] {
  const limit = options.limit ?? 50;
  const journals = corpus.members.filter(member => isJournal(corpus, member) || member.lines > MOST_LINES);
  const others = corpus.members.filter(member => !journals.includes(member));
  const fromJournals = journals.length > 0 ? rankJournal(corpus, journals, { good, moments: options.moments ?? [], limit }) : [];
  return [...fromJournals, ...rankLines(corpus, others, { good, limit })].sort((a, b) => b.score - a.score).slice(0, limit);
}

/** Suspects among members that are looked at line by line: what build and test tools print. */
function rankLines(corpus: Corpus, members: readonly Member[], how: { good: readonly Corpus[]; limit: number }): Suspect[] {
  if (members.length === 0) return [];
  const known = knownShapes(how.good);
  const reach = known ? reachCompared : reachAlone;
  const sheets = members.map(member => readSheet(corpus, member, known));
  countShapes(sheets);
  const candidates = sheets
    .map(sheet => survey(sheet, known))
    .flatMap(around => growBlocks(around.sheet, scoreLines(around), { most: how.limit, reach }).map(block => ({ block, around })))
    .sort((a, b) => b.block.score - a.block.score);
  return candidates
    .filter(({ block }) => block.score >= candidates[0].block.score - reach.block)
    .slice(0, how.limit)
    .map((candidate, i) => suspectOf(candidate, i));
}

function suspectOf({ block, around }: Candidate, place: number): Suspect {
  const { sheet } = around;
  const head = sheet.rows[block.from];
  return {
    member: sheet.member.id,
    line: head.line,
    endLine: sheet.rows[block.to].line,
    at: head.at,
    score: 1 / (1 + Math.exp(-block.score)),
    role: place === 0 ? 'cause' : 'echo',
    template: sheet.rows[block.peak].template,
    why: reasonsOf(around, block.peak).slice(0, 4),
    alike: 0,
  };
}
