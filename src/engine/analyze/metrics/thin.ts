/** Analysis, metrics: fewer samples that tell the same: of each stretch the least and the most, where they stand. */
import type { Samples } from '../../../model/series.ts';

/**
 * Indices of at most `most` (2 or more) samples, in order: all of them where there are no more, else the least and the most of equal
 * stretches of time, so that no extreme is lost. NaN stands only where a stretch has nothing else.
 */
export function thinned({ at, values }: Pick<Samples, 'at' | 'values'>, most: number): number[] {
  if (at.length <= most) return [...at.keys()];
  const stretches = Math.max(1, Math.floor(most / 2));
  const [first, last] = [at[0], at[at.length - 1]];
  const stretchOf = (time: number) =>
    last === first ? 0 : Math.min(stretches - 1, Math.floor(((time - first) / (last - first)) * stretches));
  const kept: number[] = [];
  for (let from = 0, to = 0; from < at.length; from = to) {
    const stretch = stretchOf(at[from]);
    while (to < at.length && stretchOf(at[to]) === stretch) to++;
    kept.push(...extremes(values, from, to));
  }
  return kept;
}

/** Where the least and the most stand, in order; one where both are the same. */
function extremes(values: readonly number[], from: number, to: number): number[] {
  let least = -1;
  let most = -1;
  for (let index = from; index < to; index++) {
    const value = values[index];
    if (Number.isNaN(value)) continue;
    if (least < 0 || value < values[least]) least = index;
    if (most < 0 || value > values[most]) most = index;
  }
  if (least < 0) return [from];
  return least === most ? [least] : [Math.min(least, most), Math.max(least, most)];
}
