/** The report: verdicts become hypotheses: what happened, which evidence says so, how sure that is, how to check it. */
import type { Confidence } from '../../model/judgement.ts';
import type { Hypothesis } from '../../model/report.ts';
import { ruleOf } from '../analyze/classify/rules.ts';
import { type Case, textOf } from './case.ts';
import type { Gathered } from './collect.ts';
import { type Context, contextOf, duringOf, nameOf, rivalsOf, sharesLine } from './context.ts';
import { phraseOf } from './phrase.ts';
import { siteOf } from './site.ts';
import { firstTelling } from './sufficiency.ts';
import { passing, testSentence } from './summary.ts';

const MOST = 3;
const PRECURSORS = 3;

/** The main verdict first; what it explains is its echo, not a hypothesis of its own. */
export function hypothesize(c: Case, context: Context | null, gathered: Gathered): Hypothesis[] {
  if (!context) return [withoutVerdict(c, gathered)].filter(one => one !== null);
  const rivals = rivalsOf(c, context).slice(0, MOST - 1);
  return [context, ...rivals.map(one => contextOf(c, one))].map(one => hypothesisOf(c, one, gathered));
}

function hypothesisOf(c: Case, context: Context, gathered: Gathered): Hypothesis {
  const { verdict, found } = context;
  const parts = [verdict.description, circumstances(c, context)];
  return {
    title: context.title,
    description: parts.filter(part => part).join(' '),
    evidence_ids: idsOf(c, context, gathered),
    confidence: confidenceOf(c, context),
    verification_steps: [...(ruleOf(verdict.category)?.steps(found) ?? [])],
  };
}

/** Its own lines, then precursors, the trigger, and one line of each consequence. */
function idsOf(c: Case, context: Context, gathered: Gathered): string[] {
  const isMain = c.verdicts[0] === context.verdict;
  const precursors = isMain
    ? c.suspects.flatMap((suspect, index) => (suspect.role === 'precursor' ? [index] : [])).slice(0, PRECURSORS)
    : [];
  const idOf = (index: number) => gathered.ofSuspect.get(index);
  const suspects = [...context.verdict.evidence, ...precursors].map(idOf);
  const echoes = context.followed.map(one => idOf(one.evidence[0]));
  const trigger = context.during ? gathered.ofMoment.get(context.during) : undefined;
  const tests = context.verdict.category === 'assertion' ? gathered.ofTests : [];
  const root = isMain ? (gathered.root ?? undefined) : undefined;
  return [...new Set([root, ...suspects, trigger, ...echoes, ...tests])].filter(id => id !== undefined);
}

function circumstances(c: Case, context: Context): string {
  const words: string[] = [];
  if (context.during?.kind === 'nemesis') words.push(`It stands during the nemesis ${nameOf(context.during)}.`);
  if (isNew(c, context))
    words.push(`None of ${c.good.length === 1 ? 'the lines of the passing run is' : `${passing(c)} has a line`} like this one.`);
  return words.join(' ');
}

function isNew(c: Case, context: Context): boolean {
  return c.differences.some(one => one.change === 'new' && one.template === context.suspect.template);
}

/** Strength of the sign, agreement of independent signals, and whether another kind of failure is as likely. */
export function confidenceOf(c: Case, context: Context): Confidence {
  const { verdict } = context;
  const members = new Set(verdict.evidence.map(index => c.suspects[index].member));
  const rival = c.verdicts.some(
    one => one !== verdict && !context.followed.includes(one) && !sharesLine(one, verdict) && one.score > verdict.score * 0.92,
  );
  const points =
    (verdict.score >= 0.8 ? 3 : verdict.score >= 0.65 ? 2 : verdict.score >= 0.45 ? 1 : 0) +
    (members.size > 1 ? 1 : 0) +
    (isNew(c, context) ? 1 : 0) +
    (verdict.category === 'assertion' && (c.tests?.failures.length ?? 0) > 0 ? 1 : 0) -
    (rival ? 1 : 0);
  return points >= 3 ? 'high' : points >= 2 ? 'medium' : 'low';
}

function withoutVerdict(c: Case, gathered: Gathered): Hypothesis | null {
  const sentence = c.tests && testSentence(c.tests);
  if (sentence && gathered.ofTests.length > 0) {
    return {
      title: sentence,
      description: 'The test results in the log say so; no line tells of a cause beyond them.',
      evidence_ids: [...gathered.ofTests],
      confidence: 'medium',
      verification_steps: ['Run the first failed test alone, on this commit and on the one before.'],
    };
  }
  const telling = firstTelling(c);
  const id = gathered.ofSuspect.get(telling);
  if (id === undefined) return null;
  return {
    title: phraseOf(textOf(c.corpus, c.suspects[telling])),
    description: `This line stands out (${c.suspects[telling].why.join(', ') || 'by its position'}), but it fits no known kind of failure.`,
    evidence_ids: [id],
    confidence: 'low',
    verification_steps: ['Read the lines around it: what was the run doing, and what did it do next?'],
  };
}

/** Moments worth citing: those during which a verdict's strongest line stands. */
export function triggersOf(c: Case) {
  const found = c.verdicts.slice(0, MOST).map(verdict => duringOf(c, siteOf(c, verdict.evidence[0], verdict)));
  return [...new Set(found)].filter(moment => moment !== null);
}
