/** The sources, Prometheus: how far apart samples are asked: fine enough for the eye, within what the server gives at once. */

/** Samples that are fetched for each one that is shown, so that thinning out can keep extremes. */
const FINER = 8;
/** Where people expect samples, in seconds. */
const ROUND = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

export interface Window {
  /** Milliseconds since 1970 UTC. */
  readonly from: number;
  readonly to: number;
}

export interface Grain {
  /** Samples per series that will be shown. */
  readonly points: number;
  /** Steps that the server gives for one series at most: (end - start) / step must not be more. */
  readonly most: number;
  /** Seconds; asked for by a person. */
  readonly wanted?: number;
}

/** Seconds between samples. */
export function stepFor({ from, to }: Window, { points, most, wanted }: Grain): number {
  const seconds = Math.max(0, to - from) / 1000;
  // Two steps less, since both ends are put on whole steps.
  const least = Math.max(1, Math.ceil(seconds / (most - 2)));
  if (wanted !== undefined) return Math.max(least, Math.ceil(wanted));
  const fine = Math.max(least, Math.ceil(seconds / (points * FINER)));
  return ROUND.find(step => step >= fine) ?? fine;
}

/** On whole steps, as VictoriaMetrics puts them anyway, so that all servers answer at the times that were asked. In seconds. */
export function aligned({ from, to }: Window, step: number): { start: number; end: number } {
  const start = Math.floor(from / 1000 / step) * step;
  return { start, end: Math.max(start, Math.ceil(to / 1000 / step) * step) };
}

/** The halves of a span of steps, or null where it is but one. Together they have the same times. */
export function halves(span: { start: number; end: number }, step: number): [typeof span, typeof span] | null {
  const steps = Math.round((span.end - span.start) / step);
  if (steps < 1) return null;
  const middle = span.start + Math.floor(steps / 2) * step;
  return [
    { start: span.start, end: middle },
    { start: middle + step, end: span.end },
  ];
}
