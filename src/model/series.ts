/** The nouns: metric series: samples over time, thinned out so that extremes stay, and where their level changed. */
import * as z from 'zod';
import { Gap } from './coverage.ts';

/** The questions a root cause is looked for with; the library gives each its expression. */
export const MetricName = z.enum(['cpu', 'memory', 'error_rate', 'p95', 'restarts', 'disk']);
export type MetricName = z.infer<typeof MetricName>;

/** JSON has no words for what PromQL yields where it divides by nothing. */
export const SampleValue = z.union([z.number(), z.enum(['NaN', '+Inf', '-Inf'])]);
export type SampleValue = z.infer<typeof SampleValue>;

/** Where the samples of a series leave their level for long. */
export const LevelChange = z.object({
  at: z.number().describe('milliseconds since 1970 UTC of the first sample on the new level'),
  before: z.number(),
  after: z.number(),
});
export type LevelChange = z.infer<typeof LevelChange>;

export const Series = z.object({
  metric: z.string().describe('which of the metrics of this answer'),
  labels: z.record(z.string(), z.string()),
  at: z.array(z.number()).describe('milliseconds since 1970 UTC; samples that are absent stand nowhere'),
  values: z.array(SampleValue).describe('one per time'),
  samples: z
    .int()
    .describe(
      'how many there were before they were thinned out; the first, the last, the extremes and where the level changed are kept',
    ),
  least: z.number().nullable(),
  most: z.number().nullable(),
  last: SampleValue.nullable(),
  change: LevelChange.nullable().describe('the first one; null while its level stays'),
  stored: z
    .object({ source: z.string(), member: z.string(), lines: z.array(z.int()) })
    .nullable()
    .describe('the line of each sample, where the run holds them'),
});
export type Series = z.infer<typeof Series>;

export const Metric = z.object({
  metric: z.string().describe('a name of the library, or query'),
  title: z.string(),
  unit: z.string().describe('empty for a mere number'),
  expression: z.string().describe('as it was asked'),
});
export type Metric = z.infer<typeof Metric>;

export const MetricAnswer = z.object({
  system: z.string().describe('who was asked; where the samples stand in the run, where they come from'),
  from: z.number().nullable().describe('milliseconds since 1970 UTC'),
  to: z.number().nullable(),
  step: z.number().nullable().describe('seconds between samples as they were asked; null for samples that stand in the run'),
  metrics: z.array(Metric),
  series: z.array(Series).describe('of each metric those that changed first, then those that vary most'),
  series_in_all: z.int(),
  gaps: z.array(Gap),
});
export type MetricAnswer = z.infer<typeof MetricAnswer>;

/** One series as it is worked with; NaN and infinities are themselves. */
export interface Samples {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: readonly number[];
  readonly values: readonly number[];
}

export function toldValue(value: number): SampleValue {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? value : value > 0 ? '+Inf' : '-Inf';
}

/** Reads what `toldValue` and PromQL write: `1e+06`, `NaN`, `+Inf`, `Infinity`. */
export function numberOf(text: string | number): number {
  if (typeof text === 'number') return text;
  const infinite = /^([+-]?)Inf(?:inity)?$/i.exec(text.trim());
  return infinite ? (infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : Number.parseFloat(text);
}

/** `{instance="db-1:9100", mode="idle"}`, empty without labels; the metric's own name stands before it. */
export function labelText(labels: Readonly<Record<string, string>>): string {
  const { __name__ = '', ...others } = labels;
  const pairs = Object.keys(others)
    .sort()
    .map(key => `${key}=${JSON.stringify(others[key])}`);
  return pairs.length ? `${__name__}{${pairs.join(', ')}}` : __name__;
}
