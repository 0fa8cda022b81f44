/** The sources, Prometheus: what its answers say: samples with what is missing of them, or why it will not answer. Other keys than known are passed over. */

import { z } from 'zod';
import { jsonIn } from '../../../base/lenient.ts';
import type { Gap } from '../../../model/coverage.ts';
import { numberOf, type Samples } from '../../../model/series.ts';
import type { Reply } from '../reply.ts';

const Pair = z.tuple([z.number(), z.string()]);
/** A histogram in itself: of its buckets the sum and the count tell the mean. */
const HistogramPair = z.tuple([z.number(), z.looseObject({ count: z.string(), sum: z.string() })]);
const Labels = z.record(z.string(), z.string());
const One = z.object({
  metric: Labels.default({}),
  value: Pair.optional(),
  values: z.array(Pair).optional(),
  histogram: HistogramPair.optional(),
  histograms: z.array(HistogramPair).optional(),
});

const Result = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('matrix'), result: z.array(One).nullable() }),
  z.object({ resultType: z.literal('vector'), result: z.array(One).nullable() }),
  z.object({ resultType: z.literal('scalar'), result: Pair }),
  z.object({ resultType: z.literal('string'), result: Pair }),
]);

const Notes = {
  status: z.literal('success'),
  warnings: z.array(z.string()).nullish(),
  infos: z.array(z.string()).nullish(),
  /** Of a VictoriaMetrics cluster. */
  isPartial: z.boolean().nullish(),
};

export interface Answer<T> {
  readonly value: T;
  readonly gaps: readonly Gap[];
}

/** Why it will not answer, in its own words. */
export class Refusal extends Error {}

/** Throws Refusal, and the source_ faults. */
export function readSamples(reply: Reply): Answer<Samples[]> {
  const told = succeeded(reply, Result);
  const { value } = told;
  if (value.resultType === 'scalar') return { ...told, value: [{ labels: {}, ...columnsOf([value.result]) }] };
  if (value.resultType === 'string') return { ...told, value: [] };
  const all = value.result ?? [];
  const means = all.some(one => one.histogram || one.histograms);
  const gaps = means ? [...told.gaps, MEANS] : told.gaps;
  return { value: all.map(samplesOf), gaps };
}

const MEANS: Gap = { kind: 'unsupported', words: 'Of native histograms the mean is shown, not their buckets.' };

function samplesOf({ metric, value, values, histogram, histograms }: z.infer<typeof One>): Samples {
  const pairs = [...(values ?? []), ...(value ? [value] : [])];
  const means = [...(histograms ?? []), ...(histogram ? [histogram] : [])].map(([at, { sum, count }]): [number, string] => [
    at,
    String(numberOf(sum) / numberOf(count)),
  ]);
  return { labels: metric, ...columnsOf([...pairs, ...means].sort((a, b) => a[0] - b[0])) };
}

function columnsOf(pairs: readonly (readonly [number, string])[]): Pick<Samples, 'at' | 'values'> {
  return { at: pairs.map(([at]) => Math.round(at * 1000)), values: pairs.map(([, value]) => numberOf(value)) };
}

/** Throws Refusal, and the source_ faults. */
export function readWords(reply: Reply): Answer<string[]> {
  return succeeded(reply, z.array(z.string()));
}

/** Throws Refusal, and the source_ faults. */
export function readSeries(reply: Reply): Answer<Record<string, string>[]> {
  return succeeded(reply, z.array(Labels));
}

export const Metadata = z.record(z.string(), z.array(z.object({ type: z.string(), help: z.string(), unit: z.string() })));

/** What a metric is, by its name; empty where the server does not know. */
export function readMetadata(reply: Reply): Answer<z.infer<typeof Metadata>> {
  return succeeded(reply, Metadata);
}

export interface Build {
  readonly product: 'Prometheus' | 'VictoriaMetrics' | 'Mimir' | 'Cortex';
  readonly version: string;
}

const BuildInfo = z.object({
  application: z.string().nullish(),
  version: z.string().default(''),
  revision: z.string().nullish(),
  goVersion: z.string().nullish(),
});

/** VictoriaMetrics names the version of Prometheus that it speaks like and nothing else. */
export function readBuild(reply: Reply): Build {
  const { application, version, revision, goVersion } = succeeded(reply, BuildInfo).value;
  const named = /mimir|cortex/i.exec(application ?? '')?.[0].toLowerCase();
  if (named) return { product: named === 'mimir' ? 'Mimir' : 'Cortex', version };
  return { product: revision || goVersion ? 'Prometheus' : 'VictoriaMetrics', version };
}

function succeeded<T>(reply: Reply, data: z.ZodType<T>): Answer<T> {
  if (reply.status >= 400) throw new Refusal(refusalIn(reply));
  const told = reply.json(z.object({ ...Notes, data }));
  return { value: told.data as T, gaps: gapsOf(told) };
}

const Problem = z.object({ error: z.string() });

/** Gateways answer in text. */
function refusalIn(reply: Reply): string {
  const text = reply.text();
  const read = Problem.safeParse(jsonIn(text));
  return oneLine(read.success ? read.data.error : text);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}

function gapsOf({ warnings, isPartial }: { warnings?: string[] | null; isPartial?: boolean | null }): Gap[] {
  const partial: Gap = { kind: 'unreachable', words: 'Some of its storage did not answer: samples may be missing.' };
  return [
    ...(isPartial ? [partial] : []),
    ...(warnings ?? []).map((words): Gap => ({ kind: 'cut', words: `It warns: ${oneLine(words)}.` })),
  ];
}
