/** The report: the one sentence that is read first; it names the cause with what, where, when and what followed. */
import type { TestResults } from '../../model/tests.ts';
import { ruleOf } from '../analyze/classify/rules.ts';
import { clip } from '../analyze/classify/wording.ts';
import type { Verdict } from '../analyze/opinions.ts';
import { type Case, textOf } from './case.ts';
import { type Context, foundOf, gravity, isGrave, nameOf, startOf } from './context.ts';
import { phraseOf } from './phrase.ts';
import { firstTelling, type Sufficiency } from './sufficiency.ts';

const MESSAGE = 140;
/** One sentence with its full stop. */
export function summarise(c: Case, context: Context | null, sufficiency: Sufficiency): string {
  return sentence(c, context, sufficiency)
    .replace(/[.\s]*$/, '')
    .replace(/[^…?!]$/, '$&.');
}

function sentence(c: Case, context: Context | null, sufficiency: Sufficiency): string {
  if (!sufficiency.sufficient) return sufficiency.reason ?? 'No cause can be named';
  const tests = c.tests && testSentence(c.tests);
  if (tests && (!context || context.verdict.category === 'assertion')) return `${tests}${context ? duringWords(context) : ''}`;
  return context ? `${mainClause(context)}${aftermath(c, context)}` : unknownSentence(c);
}

function mainClause(context: Context): string {
  return `${context.title}${duringWords(context)}`;
}

function duringWords(context: Context): string {
  if (context.during?.kind === 'nemesis' && context.verdict.category !== 'nemesis') return ` during ${nameOf(context.during)}`;
  if (!context.during && context.found.nemesis && context.verdict.category !== 'nemesis')
    return ` during ${context.found.nemesis}`;
  if (context.during?.kind === 'step') return ` in the step "${clip(nameOf(context.during).replace(/^(?:\$|Run) /, ''), 50)}"`;
  return '';
}

/** `; the quorum was lost 76 s later`, or how many tests failed with it. */
function aftermath(c: Case, context: Context): string {
  const failed = c.tests?.failed ?? c.tests?.failures.length ?? 0;
  const [next] = context.followed.filter(isGrave).sort((a, b) => gravity(a) - gravity(b));
  if (next && !(next.category === 'assertion' && failed > 0))
    return `; ${clauseOf(c, next)}${delay(context.site.at, startOf(c, next))}`;
  if (failed > 0) return `; ${countOfTests(failed, c.tests?.ran ?? null)} failed`;
  return '';
}

function clauseOf(c: Case, verdict: Verdict): string {
  return ruleOf(verdict.category)?.followed(foundOf(c, verdict)) ?? '';
}

function delay(from: number | null, to: number | null): string {
  if (from === null || to === null || to < from) return ' after that';
  return to - from < 1000 ? ' within a second' : ` ${duration(to - from)} later`;
}

/** `76 s`, `5 min`, `3 h 10 min`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}`;
}

/** `3 of 412 tests failed, first test_x: AssertionError: …`; null when no failed test is known. */
export function testSentence(tests: TestResults): string | null {
  const [first] = tests.failures;
  const failed = tests.failed ?? tests.failures.length;
  if (!first || failed === 0) return null;
  const message = first.message ? `: ${clip(phraseOf(first.message), MESSAGE)}` : '';
  if (failed === 1 && tests.ran === null) return `The test ${first.name} failed${message}`;
  if (failed === 1) return `${countOfTests(1, tests.ran)} failed, ${first.name}${message}`;
  return `${countOfTests(failed, tests.ran)} failed, first ${first.name}${message}`;
}

function countOfTests(failed: number, ran: number | null): string {
  const all = ran !== null && ran >= failed ? ` of ${ran.toLocaleString('en-US')}` : '';
  return `${failed.toLocaleString('en-US')}${all} test${(ran ?? failed) === 1 ? '' : 's'}`;
}

function unknownSentence(c: Case): string {
  const suspect = c.suspects[firstTelling(c)] ?? c.suspects[0];
  const fresh = c.differences.some(one => one.change === 'new' && one.template === suspect.template);
  const kind = fresh
    ? `The most telling line is new against ${passing(c)}`
    : 'No known kind of failure; the most telling line says';
  return `${kind}: ${clip(phraseOf(textOf(c.corpus, suspect)), MESSAGE)}`;
}

export function passing(c: Case): string {
  return `${c.good.length} passing run${c.good.length === 1 ? '' : 's'}`;
}
