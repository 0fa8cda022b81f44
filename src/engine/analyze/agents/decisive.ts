/** Analysis, agents: the decisive step: which agent and which step made the run fail, ranked, each with its reasons. */
import type { Item, StoredRun } from './stored.ts';

export interface RankedStep {
  readonly item: Item;
  /** Who took it. */
  readonly agent: string;
  /** 0 to 1, comparable within one run. */
  readonly score: number;
  /** Strongest first. */
  readonly why: readonly string[];
}

export function rankSteps(stored: StoredRun): RankedStep[] {
  const { run, items } = stored;
  const failed = new Map<string, { score: number; why: string }>(
    [
      ...run.tool_calls
        .filter(call => call.status === 'failure')
        .map(call => [`tool_call ${call.call_id}`, 0.8, 'the call failed'] as const),
      ...run.steps
        .filter(step => step.status === 'failure')
        .map(step => [`step ${step.step_id}`, 0.6, 'the step failed'] as const),
      ...run.guardrail_events.map(event => [`guardrail ${event.event_id}`, 0.5, 'a guardrail spoke'] as const),
    ].map(([key, score, why]) => [key, { score, why }] as const),
  );
  const found = items.flatMap((item, at): RankedStep[] => {
    const sign = failed.get(`${item.kind} ${item.id}`);
    return sign ? [{ item, agent: run.agent_name, score: sign.score * 0.97 ** at, why: [sign.why] }] : [];
  });
  return found.sort((a, b) => b.score - a.score);
}
