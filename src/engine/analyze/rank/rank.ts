/** Analysis: ranks the lines that explain a failure, most telling first, each with its reasons. */
import type { Corpus } from '../../../model/corpus.ts';
import type { Moment, Suspect } from '../opinions.ts';
import { rankJournals } from './journal.ts';
import { divide } from './kind.ts';
import { rankLines } from './lines.ts';
import type { Weights } from './score.ts';

export interface RankOptions {
  /** `fast` looks at fewer lines one by one and judges more by templates; `hybrid` unless told. */
  readonly mode: 'fast' | 'hybrid';
  /** At most so many suspects; 50 unless told. */
  readonly limit: number;
  /** Of the lines' features; the fitted ones unless told. */
  readonly weights: Weights;
}

/** Below this score nothing is called a cause. */
const CAUSE = 0.5;
/** What tools print beside journals (configuration, notes) is believed less: taken from its log-odds. */
const BESIDE = 2;

/**
 * Suspects of `corpus`, most telling first; as many as are worth showing. `good` are passing runs of the same job, possibly none;
 * `moments` are events known from the run. Pure: the same input gives the same answer.
 */
export function rankSuspects(
  corpus: Corpus,
  good: readonly Corpus[],
  options: Partial<RankOptions> & { moments?: readonly Moment[] } = {},
): Suspect[] {
  const { mode = 'hybrid', limit = 50, moments = [], weights } = options;
  const { journals, printed } = divide(corpus, mode);
  const blocks = rankLines(corpus, printed, { good, limit, weights });
  const looked = new Set(printed.map(member => member.id));
  // Of what tools print a block says more than one of its lines.
  const records = (journals.length > 0 ? rankJournals(corpus, { good, moments, limit }) : []).filter(
    record => !looked.has(record.member) || !blocks.some(block => overlap(record, block)),
  );
  const lines = records.length > 0 ? blocks.map(lessened) : blocks;
  const ranked = [...records, ...lines].sort((a, b) => b.score - a.score).slice(0, limit);
  return ranked.map(suspect => ({ ...suspect, role: roleOf(suspect, ranked[0]) }));
}

function lessened(suspect: Suspect): Suspect {
  const { score } = suspect;
  return { ...suspect, score: score / (score + (1 - score) * Math.exp(BESIDE)) };
}

function overlap(a: Suspect, b: Suspect): boolean {
  return a.member === b.member && a.line <= b.endLine && b.line <= a.endLine;
}

/** One suspect is the cause; what stands behind it in the same log echoes it. */
function roleOf(suspect: Suspect, first: Suspect): Suspect['role'] {
  if (suspect === first) return suspect.score >= CAUSE ? 'cause' : 'context';
  if (suspect.role !== 'context' && suspect.role !== 'cause') return suspect.role;
  return suspect.member === first.member && suspect.line > first.line && first.score >= CAUSE ? 'echo' : 'context';
}
