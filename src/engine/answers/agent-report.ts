/** The answers: the report of an agent's run, where a source holds one. */
import type { ProgressText } from '../../base/progress.ts';
import type { AgentRun } from '../../model/agent-run.ts';
import type { Report } from '../../model/report.ts';
import { type AgentVerdict, classifyAgentRun } from '../analyze/agents/classify.ts';
import { rankSteps } from '../analyze/agents/decisive/rank.ts';
import { estimateOutcome } from '../analyze/agents/outcome.ts';
import { type StoredRun, storedAgentRuns } from '../analyze/agents/stored.ts';
import { insufficiencyOf } from '../analyze/agents/sufficiency.ts';
import { makeAgentReport } from '../rca/agents/report.ts';
import type { Case } from '../rca/case.ts';

/** Null when no agent run stands in the source. Of several the first that failed is investigated, and the others are told of. */
export function agentReport(base: Case, tell: (text: ProgressText) => void = () => undefined): Report | null {
  const all = storedAgentRuns(base.corpus);
  const stored = investigatedOf(all);
  if (!stored) return null;
  tell('Reading what happened');
  const alike = goodRunsOf(stored.run, [...base.good.flatMap(storedAgentRuns), ...all]);
  tell('Classifying the failure');
  const verdicts = classifyAgentRun({ run: stored.run, good: alike });
  const insufficient = insufficiencyOf(stored.run, verdicts);
  const gaps = [
    ...base.gaps,
    ...(all.length > 1 ? [others(all, stored)] : []),
    ...(stored.run.status === 'unknown' ? [outcomeWords(stored.run, verdicts)] : []),
  ];
  tell('Writing the report');
  return makeAgentReport({
    base: { ...base, gaps },
    stored,
    verdicts,
    ranked: rankSteps(stored, alike),
    insufficient: stored.run.status === 'success' ? 'The run succeeded: there is no failure to explain' : insufficient,
    good: alike.length,
  });
}

/** Of several agent runs the one that a report is about. */
export function investigatedOf(all: readonly StoredRun[]): StoredRun | undefined {
  return all.find(one => one.run.status === 'failure') ?? all.find(one => one.run.status !== 'success') ?? all[0];
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

/** A guess is told as one, and only where tools were called: what it is made of shows there alone. */
function outcomeWords(run: AgentRun, verdicts: readonly AgentVerdict[]): Report['gaps'][number] {
  const unsaid = 'The run does not say whether it succeeded';
  if (verdicts.some(one => one.rule.category !== 'unknown'))
    return { kind: 'outcome', words: `${unsaid}; what is cited speaks for a failure.` };
  if (!run.tool_calls.some(call => !call.call_id.startsWith('code-'))) return { kind: 'outcome', words: `${unsaid}.` };
  const { label, probability, why } = estimateOutcome(run);
  const sure = Math.round((label === 'failure' ? probability : 1 - probability) * 100);
  return { kind: 'outcome', words: `${unsaid}; it is taken for a ${label} (${sure} %): ${why.join(', ')}.` };
}
