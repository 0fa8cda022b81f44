/** The answers: whether a run passed or failed, as far as its own records state it. */
import { objectIn } from '../../base/lenient.ts';
import type { Outcome } from '../../model/run.ts';
import type { StoredRun } from '../analyze/agents/stored.ts';
import type { Source } from '../store/source.ts';
import { agentRunsIn, endOf } from './end-of.ts';

/** What the records of a source state of the run as a whole. */
export interface Stated {
  readonly outcome: Outcome;
  /** The agent whose runs it holds: runs of one agent are compared with each other. Null for other sources, and for several agents. */
  readonly agent: string | null;
  /** When it ended, as `endOf` tells it. */
  readonly to: number | null;
}

export function statedIn(source: Source): Stated {
  const runs = agentRunsIn(source);
  const agents = new Set(runs.map(one => one.run.agent_name));
  return { outcome: outcomeIn(source, runs), agent: agents.size === 1 ? [...agents][0] : null, to: endOf(source, runs) };
}

export function outcomeOf(source: Source): Outcome {
  return outcomeIn(source, agentRunsIn(source));
}

/** Of agent runs: failed when one of them failed, passed when all are known to have succeeded. */
function outcomeIn(source: Source, runs: readonly StoredRun[]): Outcome {
  const summary = sctSummary(source);
  if (summary) return (summary.ERROR ?? 0) + (summary.CRITICAL ?? 0) > 0 ? 'failed' : 'passed';
  const states = runs.map(one => one.run.status);
  if (states.length > 0)
    return states.includes('failure') ? 'failed' : states.every(one => one === 'success') ? 'passed' : 'unknown';
  const status = source.tests?.status;
  return status === 'passed' || status === 'failed' ? status : 'unknown';
}

/** SCT decides by summary.log, a JSON object of event counts per severity (sdcm/tester.py, get_test_status). */
function sctSummary(source: Source): Partial<Record<string, number>> | null {
  const member = source.members.find(one => /(^|\/)summary\.log$/.test(one.path));
  if (!member || member.lines > 50) return null;
  const text = [...source.rows(member.id, 1, member.lines)].map(row => row.text).join('\n');
  return objectIn(text) as Record<string, number> | null;
}
