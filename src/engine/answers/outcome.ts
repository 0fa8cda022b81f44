/** The answers: whether a run passed or failed, as far as its own records state it. */
import { objectIn } from '../../base/lenient.ts';
import type { Outcome } from '../../model/run.ts';
import { AGENT_RUN, storedAgentRuns } from '../analyze/agents/stored.ts';
import type { Source } from '../store/source.ts';

export function outcomeOf(source: Source): Outcome {
  const summary = sctSummary(source);
  if (summary) return (summary.ERROR ?? 0) + (summary.CRITICAL ?? 0) > 0 ? 'failed' : 'passed';
  const agents = agentOutcome(source);
  if (agents) return agents;
  const status = source.tests?.status;
  return status === 'passed' || status === 'failed' ? status : 'unknown';
}

/** Of agent runs: failed when one of them failed, passed when all are known to have succeeded. */
function agentOutcome(source: Source): Outcome | null {
  if (!source.members.some(member => member.format === AGENT_RUN)) return null;
  const states = storedAgentRuns(source.corpus()).map(one => one.run.status);
  if (states.includes('failure')) return 'failed';
  return states.length > 0 && states.every(state => state === 'success') ? 'passed' : 'unknown';
}

/** The agent whose runs a source holds: runs of one agent are compared with each other. Null for other sources, and for several agents. */
export function agentOf(source: Source): string | null {
  if (!source.members.some(member => member.format === AGENT_RUN)) return null;
  const agents = new Set(storedAgentRuns(source.corpus()).map(one => one.run.agent_name));
  return agents.size === 1 ? [...agents][0] : null;
}

/** SCT decides by summary.log, a JSON object of event counts per severity (sdcm/tester.py, get_test_status). */
function sctSummary(source: Source): Partial<Record<string, number>> | null {
  const member = source.members.find(one => /(^|\/)summary\.log$/.test(one.path));
  if (!member || member.lines > 50) return null;
  const text = [...source.rows(member.id, 1, member.lines)].map(row => row.text).join('\n');
  return objectIn(text) as Record<string, number> | null;
}
