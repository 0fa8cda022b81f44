/** Analysis, agents: the acts of a transcript by how likely each is the decisive one: a softmax over fitted features. */
import type { AgentRun } from '../../../../model/agent-run.ts';
import { actsOf } from './acts.ts';
import { featureNames, featuresOf } from './features.ts';
import { courseOf, reasonsFor } from './reasons.ts';
import { stepWeights } from './weights.ts';

export interface RankedAct {
  readonly index: number;
  readonly agent: string;
  /** Probabilities over the acts of the run. */
  readonly score: number;
  readonly why: readonly string[];
}

/** The likeliest first; among equals the earlier one, since what comes later builds on it. */
export function rankActs(run: AgentRun, weights = stepWeights): RankedAct[] {
  const acts = actsOf(run);
  const course = courseOf(acts);
  const found = [...featuresOf(acts, run.task ?? '')];
  const odds = found.map(([, features]) =>
    Math.exp(featureNames.reduce((sum, name) => sum + features[name] * (weights[name] ?? 0), 0)),
  );
  const sum = odds.reduce((total, one) => total + one, 0);
  return found
    .map(([at, features], nth) => {
      const why = reasonsFor(acts, at, { features, course });
      return {
        index: acts[at].index,
        agent: acts[at].agent,
        score: odds[nth] / sum,
        why: why.length ? why : ['by its position'],
      };
    })
    .sort((a, b) => b.score - a.score || a.index - b.index);
}
