/** The nouns: an incident: what services did around a moment, and which of them is at fault. */
import { z } from 'zod';
import { Gap } from './coverage.ts';
import { Place } from './place.ts';

/** Where a row stands inside a source, by the member's number. */
export interface Spot {
  readonly member: number;
  readonly line: number;
}

/** One piece of work of a service for a request (OpenTelemetry's span). */
export interface Span extends Spot {
  readonly trace: string;
  readonly id: string;
  /** Empty for the first one of a request. */
  readonly parent: string;
  readonly service: string;
  readonly operation: string;
  /** Milliseconds since 1970 UTC, with fractions. */
  readonly from: number;
  readonly to: number;
}

/** A log record that was written within a span. */
export interface Statement extends Spot {
  readonly span: string;
  readonly at: number;
  readonly level: number;
  /** Equal for records of one log statement: its call site where the record names it, else its template. */
  readonly key: string;
  /** Whether it tells of an exception. */
  readonly throws: boolean;
}

/** A point of a metric. */
export interface Sample extends Spot {
  readonly service: string;
  readonly metric: string;
  readonly at: number;
  readonly value: number;
}

/** What was recorded around a moment. */
export interface Telemetry {
  readonly spans: readonly Span[];
  readonly statements: readonly Statement[];
  readonly samples: readonly Sample[];
}

export const FaultKind = z.enum(['exception', 'return', 'cpu_contention', 'network_delay', 'unknown']);
export type FaultKind = z.infer<typeof FaultKind>;

/** What a person calls them. */
export const faultKinds: Readonly<Record<FaultKind, string>> = {
  exception: 'an exception in the code',
  return: 'a wrong return value',
  cpu_contention: 'CPU contention',
  network_delay: 'network delay',
  unknown: 'a fault of unknown kind',
};

export const Reason = z.object({
  kind: FaultKind.describe('the fault that it speaks for'),
  words: z.string(),
  strength: z.number().describe('bits: how many times the ratio doubled between the fault-free time and now'),
  place: Place.describe('a log line, span or metric point that shows it'),
  text: z.string().describe('the message of that line'),
  passing: Place.nullable().describe('a line that shows what used to happen instead'),
});
export type Reason = z.infer<typeof Reason>;

export const RankedService = z.object({
  service: z.string(),
  score: z.number().describe('bits of its strongest reason; comparable within one answer'),
  kind: FaultKind,
  reasons: z.array(Reason),
});
export type RankedService = z.infer<typeof RankedService>;

export const Incident = z.object({
  run_id: z.string(),
  title: z.string(),
  at: z.number().describe('the moment, milliseconds since 1970 UTC'),
  until: z.number().describe('end of the time that was looked at'),
  services: z.array(RankedService).describe('most suspicious first'),
  in_all: z.int().describe('services with a reason'),
  fault_kind: FaultKind.describe('of the first service'),
  against: z.array(z.string()).describe('ids of the fault-free runs; empty: the time before the moment stood in for one'),
  seen: z.object({
    services: z.int(),
    spans: z.int().describe('at or after the moment'),
    statements: z.int().describe('log records of those spans'),
    samples: z.int().describe('points of metrics'),
    passing_spans: z.int().describe('of the fault-free time'),
  }),
  gaps: z.array(Gap),
});
export type Incident = z.infer<typeof Incident>;
