/** Analysis: which kinds of failure the suspect lines tell of, strongest first, each with the lines that speak for it. */
import type { Corpus } from '../../../model/corpus.ts';
import type { TestResults } from '../../../model/tests.ts';
import type { Moment, Suspect, Verdict } from '../opinions.ts';
import { explains, firstOf, notAfter } from './explains.ts';
import { type Block, blockOf, type Reading, readBlock } from './reading.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

export interface Classifiable {
  readonly corpus: Corpus;
  readonly suspects: readonly Suspect[];
  /** The suspect's block: its lines joined with line feeds. */
  readonly text: (suspect: Suspect) => string;
  readonly moments: readonly Moment[];
  readonly tests: TestResults | null;
}

/** What a line counts by the part it plays. */
const ROLE = { cause: 1, precursor: 0.9, trigger: 0.7, echo: 0.75, context: 0.6 } as const;
/** Verdicts below are not worth a reader's time. */
const LEAST = 0.22;
/** A cause must be at least this strong, as a share of its consequence, to stand before it. */
const OUTWEIGHS = 0.55;
/** The same for two readings of one line, which time cannot tell apart. */
const SAME_LINE = 0.85;
const EXPLAINED = 0.6;
/** A line that a test tool reports as a failed test, when no sign of the rule fits its text. */
const REPORTED_TEST = 0.7;
/** A stack trace may stand this many lines under the line that names its test. */
const TEST_REACH = 25;
/** Signs of crashes below are mere exceptions. */
const PLAIN_CRASH = 0.75;
/** Evidence of one verdict, at most. */
const MOST = 8;

/** A verdict; plain when it rests on a mere exception, which is no more than the voice of what explains it. */
interface Judged extends Verdict {
  readonly plain: boolean;
}

interface Witness {
  readonly index: number;
  readonly reading: Reading;
  readonly counts: number;
}

/** Verdicts, strongest first; a kind of failure for which no line speaks is not among them. */
export function classify(input: Classifiable): Verdict[] {
  const paths = new Map(input.corpus.members.map(member => [member.id, member.path]));
  const blocks = input.suspects.map(suspect => blockOf(input.text(suspect), paths.get(suspect.member) ?? ''));
  const verdicts = Object.values(rules).flatMap(rule => verdictOf(rule, blocks, input) ?? []);
  return settle(verdicts, input.suspects);
}

function verdictOf(rule: Rule, blocks: readonly Block[], input: Classifiable): Judged | null {
  const witnesses = blocks
    .flatMap((block, index): Witness[] => {
      const reading = readOne(rule, block, { input, index });
      return reading ? [{ index, reading, counts: counted(reading, index, input.suspects) }] : [];
    })
    .sort((a, b) => b.counts - a.counts || a.index - b.index);
  if (witnesses.length === 0) return null;
  const [best] = witnesses;
  const support = Math.min(3, witnesses.length - 1) * 0.08;
  const score = best.counts + (1 - best.counts) * support;
  if (score < LEAST) return null;
  return {
    plain: rule.category === 'crash' && best.reading.weight < PLAIN_CRASH,
    category: rule.category,
    score,
    title: rule.says(best.reading.found),
    description: rule.describes(best.reading.found),
    evidence: witnesses
      .filter(one => one.counts >= best.counts / 2)
      .slice(0, MOST)
      .map(one => one.index),
  };
}

/** An exception that a test tool reports with a failed test is the test's failure, not a crash. */
function readOne(rule: Rule, block: Block, at: { input: Classifiable; index: number }): Reading | null {
  const reading = readBlock(rule, block);
  if (rule.category === 'assertion') return reading ?? reportedTest(at.input, at.index);
  if (rule.category === 'crash' && reading && reading.weight < PLAIN_CRASH && reportedTest(at.input, at.index)) return null;
  return reading;
}

/** A sign that cannot be mistaken counts wherever the ranking has put its line; a vague one lives by the rank. */
function counted(reading: Reading, rank: number, suspects: readonly Suspect[]): number {
  const plain = Math.min(0.4, Math.max(0, (reading.weight - 0.7) * 1.6));
  return reading.weight * (plain + (1 - plain) * standing(rank, suspects));
}

/** 0 to 1: how much weight a suspect carries, by its score beside the highest, its rank and its role. */
function standing(rank: number, suspects: readonly Suspect[]): number {
  const { score, role } = suspects[rank];
  const highest = suspects.reduce((most, one) => Math.max(most, one.score), 1e-6);
  return (0.3 + (0.4 * score) / highest + 0.3 / (1 + 0.2 * rank)) * (rank === 0 ? 1 : ROLE[role]);
}

function reportedTest(input: Classifiable, index: number): Reading | null {
  const suspect = input.suspects[index];
  const path = input.corpus.members.find(member => member.id === suspect.member)?.path;
  const failure = input.tests?.failures.find(
    one => one.member === path && one.line >= suspect.line - TEST_REACH && one.line <= suspect.endLine,
  );
  if (!failure) return null;
  return {
    weight: REPORTED_TEST,
    telling: '',
    offset: 0,
    column: 0,
    found: { test: failure.name, ...(failure.message ? { message: failure.message } : {}) },
  };
}

/** Consequences step behind what explains them; the order is by what remains. */
function settle(verdicts: readonly Judged[], suspects: readonly Suspect[]): Verdict[] {
  return verdicts
    .map(verdict => {
      const start = firstOf(verdict, suspects);
      const explained = verdicts.some(
        other =>
          explains(other.category, verdict.category) &&
          other.score >= verdict.score * OUTWEIGHS &&
          !(other.category === 'crash' && firstOf(other, suspects) === start) &&
          comesFirst(firstOf(other, suspects), start, other.score >= verdict.score * SAME_LINE),
      );
      const { plain, ...settled } = verdict;
      if (explained && plain) return null;
      return explained ? { ...settled, score: verdict.score * EXPLAINED } : settled;
    })
    .filter(verdict => verdict !== null)
    .filter(verdict => verdict.score >= LEAST)
    .sort((a, b) => b.score - a.score);
}

/** Two readings of the very same line are told apart by strength alone. */
function comesFirst(cause: Suspect, consequence: Suspect, stronger: boolean): boolean {
  if (cause === consequence) return stronger;
  return notAfter(cause, consequence) ?? stronger;
}
