/** Analysis: the score of each line from its features, and which of them spoke for it. */
import { cueNames } from './cues.ts';
import { featureNames, features, reach } from './features.ts';
import type { Surroundings } from './surroundings.ts';
import * as table from './weights.ts';

/** Taken from lines that passing runs print too: they do not explain why this one failed. */
const KNOWN = 4;

/** What each feature adds, by cue and by place, as weights.ts has it. */
export interface WeightTable {
  readonly bias: number;
  readonly cueWeights: Readonly<Record<string, readonly number[]>>;
  readonly placeWeights: Readonly<Record<string, readonly number[]>>;
}

/** The same by number of the feature. */
export interface Weights {
  readonly bias: number;
  readonly byFeature: Float64Array;
}

const fitted = weightsOf(table);

/** A table made ready for scoring. */
export function weightsOf({ bias, cueWeights, placeWeights }: WeightTable): Weights {
  const byName = new Map<string, number>();
  for (const cue of cueNames) {
    const [own, ...near] = cueWeights[cue] ?? [];
    byName.set(cue, own ?? 0);
    reach.forEach((lines, i) => {
      byName.set(`${cue} above ${lines}`, near[i] ?? 0);
      byName.set(`${cue} below ${lines}`, near[i + reach.length] ?? 0);
    });
  }
  for (const [name, values] of Object.entries(placeWeights)) {
    for (const [i, value] of values.entries()) byName.set(values.length === 1 ? name : `${name} ${i}`, value);
  }
  byName.set('known', (byName.get('known') ?? 0) - KNOWN);
  return { bias, byFeature: Float64Array.from(featureNames, name => byName.get(name) ?? 0) };
}

/** Log-odds that each line explains the failure; minus infinity where a line was not looked at. */
export function scoreLines(around: Surroundings, { bias, byFeature }: Weights = fitted): Float64Array {
  const { sheet } = around;
  const scores = new Float64Array(sheet.rows.length).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < scores.length; row++) {
    if (sheet.looked[row] === 0) continue;
    let sum = bias;
    features(around, row, feature => {
      sum += byFeature[feature];
    });
    scores[row] = sum;
  }
  return scores;
}

/** Names of the features of a line that add to its score, strongest first. */
export function reasonsOf(around: Surroundings, row: number): string[] {
  const { byFeature } = fitted;
  const found: { name: string; weight: number }[] = [];
  features(around, row, feature => {
    if (byFeature[feature] > 0.2) found.push({ name: featureNames[feature], weight: byFeature[feature] });
  });
  return found.sort((a, b) => b.weight - a.weight).map(reason => reason.name);
}
