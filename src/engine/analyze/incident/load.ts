/** Analysis: services whose use of the processor steps up at the moment and stays there. */
import type { Sample, Spot } from '../../../model/incident.ts';

export interface Slowed {
  readonly service: string;
  /** Bits: how many times it doubled. */
  readonly strength: number;
  /** Before and after, in the metric's own unit, or milliseconds. */
  readonly before: number;
  readonly after: number;
  readonly spot: Spot;
}

/** Fourfold: what varies by itself varies less. */
export const LEAST_STEP = 2;

/** A single high point is a peak; the second highest tells of a step. */
const STAYS = 2;

export function loadSteps(samples: readonly Sample[], moment: number): Slowed[] {
  const idle = median(samples.filter(sample => sample.at <= moment).map(sample => sample.value));
  const found: Slowed[] = [];
  for (const [service, points] of Map.groupBy(samples, sample => sample.service)) {
    const before = points.filter(point => point.at <= moment).map(point => point.value);
    const after = points.filter(point => point.at > moment).toSorted((a, b) => b.value - a.value);
    if (before.length < STAYS || after.length < STAYS) continue;
    // Services that idle below the others multiply their use with any work.
    const most = Math.max(idle, ...before);
    const point = after[STAYS - 1];
    const strength = Math.log2(point.value / most);
    if (strength >= LEAST_STEP) found.push({ service, strength, before: Math.max(...before), after: point.value, spot: point });
  }
  return found;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length ? sorted[sorted.length >> 1] : 0;
}
