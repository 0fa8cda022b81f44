/** Analysis, agents: why an act of a transcript is suspected, in short words for a person. */
import type { Act } from './acts.ts';
import type { Course, Sight } from './features.ts';

const FAILED = /^\s*exit ?code: ?[1-9]|execution failed|traceback \(most recent call last\)/i;
const MADE_UP = /\b(?:mock|hypothetical|simulated|dummy|synthetic|placeholder|fictional|your_api_key|sample data(?:set)?)\b/i;
const RAN_WELL = /exit ?code: ?0/i;
const ENDS = /\bTERMINATE\b|FINAL ANSWER/;
const PAGE_FAILED = /\b(?:404|403|page not found|captcha|access denied|dns_probe\w*|chrome-error|can'?t be reached)\b/i;
/** Characters of a message of an error. */
const MESSAGE = 80;

/** With three of them a person knows enough; what is proved comes before what is only suspected. */
export function reasonsFor(course: Course): (sight: Sight) => string[] {
  const { acts } = course;
  const firstFailed = acts.findIndex((_, at) => failedAt(acts, at));
  const lastRan = acts.findLastIndex(act => act.who === 'tool' && RAN_WELL.test(act.text));
  return sight => {
    const failing = failedAt(acts, sight.at);
    const first = failing && sight.at === firstFailed;
    const reasons = [
      sight.misdeed?.contradiction?.words,
      sight.misdeed?.ignored,
      first && (lastRan >= sight.at + 2 ? 'the first error' : 'the first error, and its effect was never repaired'),
      failing && !first && 'its code failed',
      ...ofCalls(course, sight),
      ...ofText(acts[sight.at], sight),
      ...ofPlace(course, sight),
      sight.features.code > 0 && !failing && sight.features.code_unrun === 0 && 'its code decides what is known from here on',
    ];
    return reasons.filter(reason => typeof reason === 'string').slice(0, 3);
  };
}

type Reason = string | false | undefined;

function ofCalls({ acts, marks }: Course, { at, features }: Sight): Reason[] {
  const { calls } = acts[at];
  const failed = calls.find(one => one.status === 'failure');
  const told = failed && `${failed.tool_name} failed: ${(failed.error_message ?? '').slice(0, MESSAGE)}`;
  return [
    features.erred > 0 ? `the first error that nothing repaired: ${told}` : told && `the call of ${told}`,
    features.misfits > 0 && 'an argument does not fit the schema of the tool',
    features.loops > 0 && 'a loop begins here: the same call follows twice and more',
    features.departs > 0 && marks.departs?.words,
  ];
}

function ofText({ text, speech, calls }: Act, { features }: Sight): Reason[] {
  return [
    MADE_UP.test(text) && 'it goes on with made-up values',
    PAGE_FAILED.test(text) && speech === 'plain' && 'the page that it opened did not answer as wanted',
    features.figures >= 0.5 && 'it states figures that stood nowhere before',
    features.code_unrun > 0 && 'it writes code that nobody runs',
    features.changes > 0 && `it changes something outside: ${calls.map(one => one.tool_name).join(', ')}`,
  ];
}

function ofPlace({ acts }: Course, { at, features }: Sight): Reason[] {
  return [
    features.failing > 0 && 'what it brought back tells of an error, or of nothing found',
    features.astray > 0 && 'the first that was brought back, and the run never came to an end of its own',
    features.opened > 0 && acts.slice(at + 1).some(one => one.who === 'agent') && 'all that follows builds on it',
    (features.concludes > 0 || ENDS.test(acts[at].text)) && 'it claims completion',
  ];
}

function failedAt(acts: readonly Act[], at: number): boolean {
  const next = acts[at + 1];
  return next?.who === 'tool' && acts[at].text.includes('```') && FAILED.test(next.text);
}
