/** Analysis, agents: whether a run succeeded, where nobody says so, by how hard it had to search and whether it went in circles. */
import type { AgentRun } from '../../../model/agent-run.ts';
import { callKey } from './categories/planner-loop.ts';
import { outcomeWeights } from './decisive/weights.ts';

export interface AgentOutcome {
  readonly label: 'success' | 'failure';
  /** Of failure, 0 to 1. */
  readonly probability: number;
  readonly why: readonly string[];
}

/** `searches`: logarithm of calls that search or list; `repeats`: 1 when a call was made twice with the same arguments. */
export function outcomeFeatures(run: AgentRun): Readonly<Record<'searches' | 'repeats', number>> {
  const searches = run.tool_calls.filter(call => /search|^list|find_direct/i.test(call.tool_name)).length;
  const keys = run.tool_calls.map(callKey);
  return { searches: Math.log1p(searches), repeats: new Set(keys).size < keys.length ? 1 : 0 };
}

export function estimateOutcome(run: AgentRun, weights = outcomeWeights): AgentOutcome {
  const features = outcomeFeatures(run);
  const odds = Object.entries(features).reduce((sum, [name, value]) => sum + value * (weights[name] ?? 0), weights.bias ?? 0);
  const probability = 1 / (1 + Math.exp(-odds));
  const why = [
    features.searches > 1
      ? 'it searched again and again'
      : features.searches === 0
        ? 'it found its way without searching'
        : 'it searched little',
    ...(features.repeats ? ['it made a call twice with the same arguments'] : []),
  ];
  return { label: probability > 0.5 ? 'failure' : 'success', probability, why };
}
