/** The answers: the report of an agent's run, where a source holds one. */
import type { AgentRun } from '../../model/agent-run.ts';
import type { Report } from '../../model/report.ts';
import { classifyAgentRun } from '../analyze/agents/classify.ts';
import { rankSteps } from '../analyze/agents/decisive.ts';
import { type StoredRun, storedAgentRuns } from '../analyze/agents/stored.ts';
import { insufficiencyOf } from '../analyze/agents/sufficiency.ts';
import { makeAgentReport } from '../rca/agents/report.ts';
import type { Case } from '../rca/case.ts';

/** Null when no agent run stands in the source. Of several the first that failed is investigated, and the others are told of. */
export function agentReport(base: Case): Report | null {
  const all = storedAgentRuns(base.corpus);
  const stored = all.find(one => one.run.status === 'failure') ?? all.find(one => one.run.status !== 'success') ?? all[0];
  if (!stored) return null;
  const alike = goodRunsOf(stored.run, [...base.good.flatMap(storedAgentRuns), ...all]);
  const verdicts = classifyAgentRun({ run: stored.run, good: alike });
  const insufficient = insufficiencyOf(stored.run, verdicts);
  const gaps = all.length > 1 ? [...base.gaps, others(all, stored)] : base.gaps;
  return makeAgentReport({
    base: { ...base, gaps },
    stored,
    verdicts,
    ranked: rankSteps(stored),
    insufficient: stored.run.status === 'success' ? 'The run succeeded: there is no failure to explain' : insufficient,
    good: alike.length,
  });
}

/** Runs of the same agent that went well. */
function goodRunsOf(run: AgentRun, all: readonly StoredRun[]): AgentRun[] {
  return all
    .map(one => one.run)
    .filter(one => one.run_id !== run.run_id && one.agent_name === run.agent_name && one.status === 'success');
}

function others(all: readonly StoredRun[], { run }: StoredRun): Report['gaps'][number] {
  const words = `${all.length} agent runs were read; this report is about ${run.run_id}.`;
  return { kind: 'cut', words };
}
