/** Analysis, agents: runs to be judged, made from what differs from an uneventful one. */
import { classifyAgentRun } from '../../../../src/engine/analyze/agents/classify.ts';
import { type AgentRun, readAgentRun } from '../../../../src/model/agent-run.ts';

type Loose = Record<string, unknown>;

export function runOf(change: Loose = {}): AgentRun {
  return readAgentRun({ run_id: 'r1', agent_name: 'a', status: 'failure', ...change });
}

/** Tool calls, each from what differs from one that went well; ids count from call-1. */
export function callsOf(...changes: Loose[]): Loose[] {
  return changes.map((change, at) => ({
    call_id: `call-${at + 1}`,
    step_id: null,
    tool_name: 'tool',
    status: 'success',
    ...change,
  }));
}

export function failing(change: Loose): Loose {
  return { status: 'failure', ...change };
}

export function stepsOf(...names: string[]): Loose[] {
  return names.map((name, at) => ({ step_id: `step-${at + 1}`, name, status: 'success' }));
}

/** The likeliest category with the ids it cites; null when the run shows no sign. */
export function verdictOf(
  run: AgentRun,
  good: readonly AgentRun[] = [],
): { category: string; cites: string[]; words: string } | null {
  const [first] = classifyAgentRun({ run, good });
  return first
    ? {
        category: first.rule.category,
        cites: first.signs.flatMap(sign => sign.refs.map(ref => ref.id)),
        words: first.signs[0].words,
      }
    : null;
}
