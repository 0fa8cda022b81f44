/** Analysis, agents: the acts of a transcript by how likely each is the decisive one: a softmax over fitted features. */
import { type Course, featureNames, sightsOf } from './features.ts';
import { reasonsFor } from './reasons.ts';
import { stepWeights } from './weights.ts';

export interface RankedAct {
  readonly index: number;
  readonly agent: string;
  /** Probabilities over the acts of the run. */
  readonly score: number;
  readonly why: readonly string[];
}

/** The likeliest first; among equals the earlier one, since what comes later builds on it. */
export function rankActs(course: Course, weights = stepWeights): RankedAct[] {
  const sights = sightsOf(course);
  const odds = sights.map(({ features }) =>
    Math.exp(featureNames.reduce((sum, name) => sum + features[name] * (weights[name] ?? 0), 0)),
  );
  const sum = odds.reduce((total, one) => total + one, 0);
  const reasons = reasonsFor(course);
  return sights
    .map((sight, nth) => {
      const { index, agent } = course.acts[sight.at];
      const why = reasons(sight);
      return { index, agent, score: odds[nth] / sum, why: why.length ? why : ['by its position'] };
    })
    .sort((a, b) => b.score - a.score || a.index - b.index);
}
