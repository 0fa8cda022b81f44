/** Evaluation: the weights of features as the table that ranking reads, and its text. */
import { cueNames } from '../../../src/engine/analyze/rank/cues.ts';
import { featureNames, reach } from '../../../src/engine/analyze/rank/features.ts';
import type { WeightTable } from '../../../src/engine/analyze/rank/score.ts';

/** `weights` are those of the features by number, then the bias; the table has two decimals. */
export function tableOf(weights: Float64Array): WeightTable {
  const rounded = [...weights].map(weight => Math.round(weight * 100) / 100 + 0);
  const byName = new Map(featureNames.map((name, number) => [name, rounded[number]]));
  const cueWeights = Object.fromEntries(
    cueNames.map(cue => {
      const near = ['above', 'below'].flatMap(side => reach.map(lines => `${cue} ${side} ${lines}`));
      return [cue, [cue, ...near].map(name => byName.get(name) ?? 0)];
    }),
  );
  const placeWeights: Record<string, number[]> = {};
  for (const name of featureNames.slice(cueNames.length * (1 + 2 * reach.length))) {
    (placeWeights[name.replace(/ \d+$/, '')] ??= []).push(byName.get(name) ?? 0);
  }
  return { bias: rounded[featureNames.length], cueWeights, placeWeights };
}

/** The source text of the table. */
export function textOf({ bias, cueWeights, placeWeights }: WeightTable): string {
  const rows = (weights: Readonly<Record<string, readonly number[]>>) =>
    Object.entries(weights).map(([name, values]) => `  ${name}: [${values.join(', ')}],`);
  const open = 'Readonly<Record<string, readonly number[]>> = {';
  return [
    '/** Analysis: what each feature of a line adds to its score; learned by logistic regression over the lines of failed builds. */',
    '',
    '// Written by test/eval/fit-weights.ts, which says how to refit them; not by hand.',
    '',
    '/** A line that has no feature at all; scores are logarithms of odds. */',
    `export const bias = ${bias};`,
    '',
    '/** Per cue: in the line itself; right above, a few lines above; right below, a few lines below. */',
    `export const cueWeights: ${open}`,
    ...rows(cueWeights),
    '};',
    '',
    '/** Where the line stands, by powers of two of the distance or count; the last one of `to_exit` is: no such marker. */',
    `export const placeWeights: ${open}`,
    ...rows(placeWeights),
    '};',
    '',
  ].join('\n');
}
