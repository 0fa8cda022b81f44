/** Analysis, metrics: fewer samples that tell the same: the least and the most of all and of each stretch, the first, the last, and where the level changed. */
import type { Samples } from '../../../model/series.ts';

/**
 * Indices of at most `most` (2 or more) samples, in order: all of them where there are no more. Else, as far as there is room: the least and the most of all,
 * the first, the last, those of `also` (indices), then the least and the most of equal stretches of time. NaN stands only where a stretch has nothing else, or at an end.
 */
export function thinned({ at, values }: Pick<Samples, 'at' | 'values'>, most: number, also: readonly number[] = []): number[] {
  if (at.length <= most) return [...at.keys()];
  const firm = [...extremes(values, 0, at.length), 0, at.length - 1, ...also];
  const kept = new Set([...new Set(firm)].slice(0, most));
  const stretches = Math.floor((most - kept.size) / 2);
  const [first, last] = [at[0], at[at.length - 1]];
  const stretchOf = (time: number) =>
    last === first ? 0 : Math.min(stretches - 1, Math.floor(((time - first) / (last - first)) * stretches));
  for (let from = 0, to = 0; stretches > 0 && from < at.length; from = to) {
    const stretch = stretchOf(at[from]);
    while (to < at.length && stretchOf(at[to]) === stretch) to++;
    for (const index of extremes(values, from, to)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
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
