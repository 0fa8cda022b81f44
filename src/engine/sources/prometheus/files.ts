/** The sources, Prometheus: samples as files: one line each in order of time, below a line that says what they are, so that each sample has its place. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gap } from '../../../model/coverage.ts';
import { type Metric, MetricName, type Samples, toldValue } from '../../../model/series.ts';
import type { CallSignal } from '../client.ts';
import type { Link } from '../outside.ts';
import { serverOf } from './ask.ts';
import { gather, type Wanted } from './gather.ts';
import { namedMetric } from './library.ts';
import type { Matcher } from './matchers.ts';
import { stepFor, type Window } from './steps.ts';

/** Series of one metric that are written at most; eight times as many samples each as POINTS. */
const SERIES = 40;
const POINTS = 40;

export interface Around extends Window {
  readonly folder: string;
  /** An eighth of the samples per series; 40 unless given. */
  readonly points?: number;
  /** What narrows a metric of the library; null leaves it out. */
  readonly narrow: (name: MetricName) => readonly Matcher[] | null;
  /** Asked besides the library; of their series those that `keep` lets through. */
  readonly further?: readonly Wanted[];
  readonly keep?: (metric: Metric, series: readonly Samples[]) => readonly Samples[];
}

/** Writes `metrics/NAME.jsonl` for each metric that has samples. Throws the source_ faults, `not_connected` and `cancelled`. */
export async function writeMetrics(link: Link, around: Around, life: CallSignal): Promise<{ written: number; gaps: Gap[] }> {
  const { folder, from, to, narrow, further = [], keep, points = POINTS } = around;
  const server = await serverOf(link, life);
  const step = stepFor(around, { points, most: server.most });
  const library = MetricName.options.flatMap(name => {
    const matchers = narrow(name);
    return matchers ? [{ ...namedMetric(name, matchers, step), matchers }] : [];
  });
  const metrics = [...further, ...library];
  if (metrics.length === 0) return { written: 0, gaps: [] };
  const found = await gather({ link, server }, { metrics, window: { from, to }, step }, life);
  const gaps = [...found.gaps];
  let written = 0;
  await mkdir(join(folder, 'metrics'), { recursive: true });
  for (const { series, matchers: _, ...metric } of found.metrics) {
    const inside = series.map(one => within(one, { from, to: Math.min(to, Date.now()) })).filter(one => one.at.length > 0);
    const kept = keep ? keep(metric, inside) : inside;
    if (kept.length > SERIES) gaps.push(cut(metric, kept.length));
    if (kept.length === 0) continue;
    const text = linesOf({ ...metric, system: link.label, from }, kept.slice(0, SERIES));
    await writeFile(join(folder, 'metrics', `${metric.metric}.jsonl`), text);
    written++;
  }
  return { written, gaps };
}

/** Whole steps reach beyond the span on both sides, and a last sample goes on for minutes into the future: the run must not grow by them. */
function within({ labels, at, values }: Samples, { from, to }: Window): Samples {
  const kept = [...at.keys()].filter(index => at[index] >= from && at[index] <= to);
  return { labels, at: kept.map(index => at[index]), values: kept.map(index => values[index]) };
}

function cut({ title }: Metric, all: number): Gap {
  return { kind: 'cut', words: `${title}: the first ${SERIES} of ${all} series were brought in; narrow them by labels.` };
}

/** Times with a zone, so that no clock has to be guessed. */
export function linesOf(about: Metric & { system: string; from: number }, series: readonly Samples[]): string {
  const { metric, title, unit, expression, system, from } = about;
  const samples = series
    .flatMap(({ labels, at, values }) => at.map((time, index) => ({ time, labels, value: values[index] })))
    .sort((a, b) => a.time - b.time);
  const head = { time: iso(from), metric, title, unit, expression, system };
  const lines = samples.map(({ time, labels, value }) => ({ time: iso(time), metric, labels, value: toldValue(value) }));
  return [head, ...lines].map(line => `${JSON.stringify(line)}\n`).join('');
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
