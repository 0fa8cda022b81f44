/** The answers: whether a run passed or failed, as far as its own records state it. */
import type { Outcome } from '../../model/run.ts';
import type { Source } from '../store/source.ts';

export function outcomeOf(source: Source): Outcome {
  const summary = sctSummary(source);
  if (summary) return (summary.ERROR ?? 0) + (summary.CRITICAL ?? 0) > 0 ? 'failed' : 'passed';
  const status = source.tests?.status;
  return status === 'passed' || status === 'failed' ? status : 'unknown';
}

/** SCT decides by summary.log, a JSON object of event counts per severity (sdcm/tester.py, get_test_status). */
function sctSummary(source: Source): Partial<Record<string, number>> | null {
  const member = source.members.find(one => /(^|\/)summary\.log$/.test(one.path));
  if (!member || member.lines > 50) return null;
  const text = [...source.rows(member.id, 1, member.lines)].map(row => row.text).join('\n');
  try {
    const counts: unknown = JSON.parse(text);
    return counts !== null && typeof counts === 'object' ? (counts as Record<string, number>) : null;
  } catch (failure) {
    if (failure instanceof SyntaxError) return null;
    throw failure;
  }
}
