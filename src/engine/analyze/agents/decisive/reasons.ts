/** Analysis, agents: why an act of a transcript is suspected, in short words for a person. */
import type { Act } from './acts.ts';
import type { Features } from './features.ts';

const FAILED = /^\s*exit ?code: ?[1-9]|execution failed|traceback \(most recent call last\)/i;
const MADE_UP = /\b(?:mock|hypothetical|simulated|dummy|synthetic|placeholder|fictional|your_api_key|sample data(?:set)?)\b/i;
const RAN_WELL = /exit ?code: ?0/i;
const ENDS = /\bTERMINATE\b|FINAL ANSWER/;
const PAGE_FAILED = /\b(?:404|403|page not found|captcha|access denied|dns_probe\w*|chrome-error|can'?t be reached)\b/i;

/** Positions of the first and the last act of a run that count for all others. */
export interface Course {
  /** Of the first whose code failed; beyond the end where none did. */
  readonly firstFailed: number;
  /** Of the last answer of code that ran through. */
  readonly lastRan: number;
}

export function courseOf(acts: readonly Act[]): Course {
  const first = acts.findIndex((_, at) => failedAt(acts, at));
  return {
    firstFailed: first < 0 ? acts.length : first,
    lastRan: acts.findLastIndex(act => act.who === 'tool' && RAN_WELL.test(act.text)),
  };
}

/** With three of them a person knows enough. */
export function reasonsFor(
  acts: readonly Act[],
  at: number,
  { features, course }: { features: Features; course: Course },
): string[] {
  const act = acts[at];
  const failing = failedAt(acts, at);
  const earlier = course.firstFailed < at;
  const call = act.calls.find(one => one.status === 'failure');
  const reasons: (string | false)[] = [
    failing && !earlier && (course.lastRan >= at + 2 ? 'the first error' : 'the first error, and its effect was never repaired'),
    failing && earlier && 'its code failed',
    call !== undefined && `the call of ${call.tool_name} failed: ${(call.error_message ?? '').slice(0, 80)}`,
    MADE_UP.test(act.text) && 'it goes on with made-up values',
    PAGE_FAILED.test(act.text) && act.speech === 'plain' && 'the page that it opened did not answer as wanted',
    features.figures >= 0.5 && 'it states figures that stood nowhere before',
    features.code_unrun > 0 && 'it writes code that nobody runs',
    features.changes > 0 && `it changes something outside: ${act.calls.map(one => one.tool_name).join(', ')}`,
    features.failing > 0 && 'what it brought back tells of an error, or of nothing found',
    features.opened > 0 && acts.slice(at + 1).some(one => one.who === 'agent') && 'all that follows builds on it',
    ENDS.test(act.text) && 'it claims completion',
    features.code > 0 && !failing && features.code_unrun === 0 && 'its code decides what is known from here on',
  ];
  return reasons.filter(reason => reason !== false).slice(0, 3);
}

function failedAt(acts: readonly Act[], at: number): boolean {
  const next = acts[at + 1];
  return next?.who === 'tool' && acts[at].text.includes('```') && FAILED.test(next.text);
}
