/** The sources: what Loki answers, read: lines stream by stream, numbers, labels. */

import { z } from 'zod';
import { jsonIn } from '../../../base/lenient.ts';
import { milliseconds } from '../log-address.ts';
import type { Reply } from '../reply.ts';

const Labels = z.record(z.string(), z.string());
const Apart = z.object({ structuredMetadata: Labels.nullish(), parsed: Labels.nullish() });
/** What is known of one line stands beside it in one of two forms, or among the labels of its stream. */
const Entry = z.tuple([z.string(), z.string()]).rest(z.union([Labels, Apart]));
const Streams = z.array(z.object({ stream: Labels, values: z.array(Entry).nullish() }));

const Point = z.tuple([z.number(), z.string()]);
const Series = z.array(z.object({ metric: Labels, value: Point.optional(), values: z.array(Point).optional() }));
const Result = z.object({
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('streams'), result: Streams }),
    z.object({ resultType: z.enum(['matrix', 'vector']), result: Series }),
    z.object({ resultType: z.literal('scalar'), result: Point }),
  ]),
});

export interface LokiLine {
  readonly ns: bigint;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly text: string;
  /** Labels of its stream. */
  readonly labels: Readonly<Record<string, string>>;
  /** What is known of this line alone; empty where the server does not tell it apart. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface LokiNumber {
  readonly at: number;
  readonly value: string;
  readonly labels: Readonly<Record<string, string>>;
}

export type LokiResult =
  | { readonly kind: 'lines'; readonly lines: LokiLine[] }
  | { readonly kind: 'numbers'; readonly numbers: LokiNumber[] };

/** Lines in the order of their times, which the server keeps within a stream only. */
export function readResult(reply: Reply): LokiResult {
  const { data } = reply.json(Result);
  if (data.resultType === 'streams') return { kind: 'lines', lines: linesOf(data.result) };
  if (data.resultType === 'scalar') return { kind: 'numbers', numbers: [numberOf(data.result, {})] };
  const numbers = data.result.flatMap(({ metric, value, values = [] }) =>
    [...(value ? [value] : []), ...values].map(point => numberOf(point, metric)),
  );
  return { kind: 'numbers', numbers };
}

function linesOf(streams: z.infer<typeof Streams>): LokiLine[] {
  const lines = streams.flatMap(({ stream, values }) =>
    (values ?? []).map(([time, text, apart]) => {
      const ns = BigInt(time);
      return { ns, at: milliseconds(ns), text, labels: stream, fields: fieldsOf(apart) };
    }),
  );
  return lines.sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
}

function fieldsOf(apart: z.infer<typeof Labels> | z.infer<typeof Apart> | undefined): Record<string, string> {
  const known = Apart.safeParse(apart ?? {});
  if (known.success && (known.data.structuredMetadata || known.data.parsed)) {
    return { ...known.data.structuredMetadata, ...known.data.parsed };
  }
  const flat = Labels.safeParse(apart ?? {});
  return flat.success ? flat.data : {};
}

function numberOf([seconds, value]: z.infer<typeof Point>, labels: Record<string, string>): LokiNumber {
  return { at: seconds * 1000, value, labels };
}

const Names = z.object({ data: z.array(z.string()).nullish() });

/** Names of labels, or values of one. */
export function readNames(reply: Reply): string[] {
  return reply.json(Names).data ?? [];
}

const Sets = z.object({ data: z.array(Labels).nullish() });

export function readSeries(reply: Reply): Record<string, string>[] {
  return reply.json(Sets).data ?? [];
}

export const LokiStats = z.object({ streams: z.number(), chunks: z.number(), bytes: z.number(), entries: z.number() });
export type LokiStats = z.infer<typeof LokiStats>;

const Frame = z.object({
  streams: Streams.nullish(),
  dropped_entries: z.array(z.object({ timestamp: z.string().optional() })).nullish(),
});

export interface LokiFrame {
  readonly lines: LokiLine[];
  /** Lines that the server left out since they came too fast. */
  readonly dropped: number;
}

/** A message of the tail; null for what is none. */
export function readFrame(text: string): LokiFrame | null {
  const read = Frame.safeParse(jsonIn(text));
  return read.success ? { lines: linesOf(read.data.streams ?? []), dropped: read.data.dropped_entries?.length ?? 0 } : null;
}
