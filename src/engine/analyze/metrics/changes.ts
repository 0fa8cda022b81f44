/** Analysis, metrics: where a series leaves its level for long: binary segmentation of the mean (Scott & Knott 1974) with a penalty from the series' own noise. */
import type { LevelChange, Samples } from '../../../model/series.ts';

/** Samples that make a level. */
const LEAST = 4;
/** Of the noise, which a change must exceed, and of the penalty in units of σ²·ln n; 2 is Schwarz's, more is calmer. */
const BEYOND_NOISE = 4;
const PENALTY = 6;
/** Parts of a series whose means tell how its level wanders by itself: rates over a window are smooth, and their neighbours alike. */
const PARTS = 25;
/** Of the larger level, which a change must exceed, so that a calm series is not told for its last digits. */
const SHARE = 0.1;
/** Beyond these many samples means of neighbours are looked at. */
const MOST = 4000;
const MOST_CHANGES = 20;

/** In order of time; samples that are no numbers are passed over. */
export function changesOf(samples: Pick<Samples, 'at' | 'values'>): LevelChange[] {
  const { at, values } = pooled(finite(samples));
  const noise = noiseOf(values);
  const sums = new Float64Array(values.length + 1);
  for (const [index, value] of values.entries()) sums[index + 1] = sums[index] + value;
  const cuts: number[] = [];
  const open: [number, number][] = [[0, values.length]];
  for (let span = open.pop(); span && cuts.length < MOST_CHANGES; span = open.pop()) {
    const cut = bestCut(sums, span);
    if (!cut || cut.gain <= PENALTY * noise.variance * Math.log(values.length)) continue;
    cuts.push(cut.index);
    open.push([span[0], cut.index], [cut.index, span[1]]);
  }
  const edges = [0, ...cuts.sort((a, b) => a - b), values.length];
  const mean = (from: number, to: number) => (sums[to] - sums[from]) / (to - from);
  const found = edges.slice(1, -1).map((cut, index) => {
    return { at: at[cut], before: mean(edges[index], cut), after: mean(cut, edges[index + 2]) };
  });
  return found.filter(change => tells(change, noise.level));
}

function tells({ before, after }: LevelChange, noise: number): boolean {
  const size = Math.abs(after - before);
  return size > BEYOND_NOISE * noise && size > SHARE * Math.max(Math.abs(before), Math.abs(after));
}

function finite({ at, values }: Pick<Samples, 'at' | 'values'>): { at: number[]; values: number[] } {
  const kept = [...at.keys()].filter(index => Number.isFinite(values[index]));
  return { at: kept.map(index => at[index]), values: kept.map(index => values[index]) };
}

function pooled({ at, values }: { at: number[]; values: number[] }): { at: number[]; values: number[] } {
  const each = Math.ceil(values.length / MOST);
  if (each <= 1) return { at, values };
  const starts = Array.from({ length: Math.floor(values.length / each) }, (_, index) => index * each);
  const mean = (from: number) => values.slice(from, from + each).reduce((sum, value) => sum + value, 0) / each;
  return { at: starts.map(start => at[start]), values: starts.map(mean) };
}

interface Noise {
  /** By which its level differs from one time to the next without meaning. */
  readonly level: number;
  /** Of a sample, as large as it has to be for means to wander as they do: alike neighbours are worth less than as many samples. */
  readonly variance: number;
}

function noiseOf(values: readonly number[]): Noise {
  const each = Math.max(2, Math.floor(values.length / PARTS));
  const means = Array.from({ length: Math.floor(values.length / each) }, (_, part) => {
    return values.slice(part * each, (part + 1) * each).reduce((sum, value) => sum + value, 0) / each;
  });
  const [own, wander] = [deviation(values), deviation(means)];
  return { level: Math.max(own, wander), variance: Math.max(own ** 2, each * wander ** 2) };
}

/** From the differences of neighbours, whose median a few jumps do not move. */
function deviation(values: readonly number[]): number {
  const steps = values
    .slice(1)
    .map((value, index) => Math.abs(value - values[index]))
    .sort((a, b) => a - b);
  // Median absolute difference of two normal values is 0.954 σ.
  return (steps[Math.floor(steps.length / 2)] ?? 0) / 0.954;
}

/** Where two means instead of one explain most. */
function bestCut(sums: Float64Array, [from, to]: [number, number]): { index: number; gain: number } | null {
  let best: { index: number; gain: number } | null = null;
  for (let index = from + LEAST; index <= to - LEAST; index++) {
    const [left, right] = [index - from, to - index];
    const difference = (sums[index] - sums[from]) / left - (sums[to] - sums[index]) / right;
    const gain = ((left * right) / (left + right)) * difference ** 2;
    if (gain > (best?.gain ?? 0)) best = { index, gain };
  }
  return best;
}
