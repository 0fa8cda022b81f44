/** Analysis, agents: the decisive step: which agent and which step made the run fail, ranked, each with its reasons. */
import type { AgentRun } from '../../../../model/agent-run.ts';
import { type Item, itemAt, type StoredRun } from '../stored.ts';
import { courseOf } from './features.ts';
import { blameParts } from './structured.ts';
import { rankActs } from './transcript.ts';

export interface RankedStep {
  readonly item: Item;
  /** Who took it. */
  readonly agent: string;
  /** 0 to 1, comparable within one run. */
  readonly score: number;
  /** Strongest first. */
  readonly why: readonly string[];
}

/** A transcript is judged by its messages, any other run by its steps, calls and guardrails. */
export function rankSteps(stored: StoredRun, good: readonly AgentRun[] = []): RankedStep[] {
  const { run } = stored;
  if (run.messages.length > 0) {
    return rankActs(courseOf(run, good)).flatMap(({ index, agent, score, why }) => {
      const item = itemAt(stored, 'message', String(index));
      return item ? [{ item, agent, score, why }] : [];
    });
  }
  return blameParts(run, good).flatMap(({ kind, id, score, why }) => {
    const item = itemAt(stored, kind, id);
    return item ? [{ item, agent: agentOf(run, kind, id), score, why }] : [];
  });
}

function agentOf(run: AgentRun, kind: string, id: string): string {
  const stepId = kind === 'step' ? id : run.tool_calls.find(call => call.call_id === id)?.step_id;
  return run.steps.find(step => step.step_id === stepId)?.agent ?? run.agent_name;
}
