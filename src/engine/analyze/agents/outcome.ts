/** Analysis, agents: whether a run succeeded, where nobody says so, by how it searched, what it repeated and what it says at its end. */
import type { AgentRun } from '../../../model/agent-run.ts';
import { isAgents } from './behaviour.ts';
import { callKey } from './categories/planner-loop.ts';
import { outcomeWeights } from './decisive/weights.ts';

export interface AgentOutcome {
  readonly label: 'success' | 'failure';
  /** Of failure, 0 to 1. */
  readonly probability: number;
  readonly why: readonly string[];
}

/**
 * `searches`: logarithm of calls that search or list; `repeats`: 1 when a call was made twice with the same arguments;
 * `admits`: 1 when its last words say what it could not do. Agents that fail tend to claim that all is done.
 */
export const outcomeNames = ['searches', 'repeats', 'admits'] as const;
export type OutcomeFeatures = Readonly<Record<(typeof outcomeNames)[number], number>>;

const ADMITS = /\b(?:unfortunately|apologi[sz]e|sorry|unable|cannot|can['’]t)\b/i;
/** The end of a conversation is a parting; what was done is said just before it. */
const LAST_WORDS = 3;

export function outcomeFeatures(run: AgentRun): OutcomeFeatures {
  const searches = run.tool_calls.filter(call => /search|^list|find_direct/i.test(call.tool_name)).length;
  const keys = run.tool_calls.map(callKey);
  const said = run.messages.filter(message => isAgents(message.role) && message.content !== '').slice(-LAST_WORDS);
  return {
    searches: Math.log1p(searches),
    repeats: new Set(keys).size < keys.length ? 1 : 0,
    admits: said.some(message => ADMITS.test(message.content)) ? 1 : 0,
  };
}

export function estimateOutcome(run: AgentRun, weights = outcomeWeights): AgentOutcome {
  const features = outcomeFeatures(run);
  const odds = outcomeNames.reduce((sum, name) => sum + features[name] * (weights[name] ?? 0), weights.bias ?? 0);
  const probability = 1 / (1 + Math.exp(-odds));
  const label = probability > 0.5 ? 'failure' : 'success';
  return { label, probability, why: reasonsFor(features, label) };
}

/** Those that speak for the label. */
function reasonsFor({ searches, repeats, admits }: OutcomeFeatures, label: AgentOutcome['label']): string[] {
  const reasons =
    label === 'failure'
      ? [
          searches > 1 && 'it searched again and again',
          repeats > 0 && 'it made a call twice with the same arguments',
          admits === 0 && 'its last words admit nothing that it could not do, as those of failed runs mostly do not',
        ]
      : [
          searches === 0 && 'it found its way without searching',
          searches > 0 && searches <= 1 && 'it searched little',
          admits > 0 && 'its last words say what it could not do, as those of failed runs seldom do',
        ];
  const told = reasons.filter(reason => reason !== false);
  return told.length ? told : ['nothing speaks for a failure'];
}
