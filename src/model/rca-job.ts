/** The nouns: an RCA job is an investigation that a program asks for without waiting: kept until it is over, and told of for some time afterwards. */
import * as z from 'zod';

export const RcaJobKind = z.enum(['agent_rca', 'alert']);
export type RcaJobKind = z.infer<typeof RcaJobKind>;

export const RcaJobState = z.enum(['queued', 'running', 'done', 'failed']);
export type RcaJobState = z.infer<typeof RcaJobState>;

/** How far a job has come, in words. */
export const RcaStage = z.object({
  step: z.string().nullable().describe('null: it ended before its first step'),
  pct: z.number(),
  message: z.string(),
});
export type RcaStage = z.infer<typeof RcaStage>;

export const RcaEvent = RcaStage.extend({
  status: z.enum(['running', 'done', 'failed']),
  updated_at: z.string().describe('ISO 8601, UTC'),
});
export type RcaEvent = z.infer<typeof RcaEvent>;

export const RcaJobError = z.object({ code: z.string(), message: z.string(), hint: z.string() });
export type RcaJobError = z.infer<typeof RcaJobError>;

export const RcaJob = z.object({
  job_id: z.string(),
  kind: RcaJobKind,
  about: z.record(z.string(), z.string()).describe('what is to be investigated, in the terms of its kind'),
  state: RcaJobState,
  asked_at: z.number().describe('milliseconds since 1970 UTC, as the other times'),
  started_at: z.number().nullable().describe('when it was begun for the first time'),
  ended_at: z.number().nullable(),
  events: z.array(RcaEvent),
  report: z.unknown().describe('what came of it; null while it is not done'),
  error: RcaJobError.nullable().describe('why it failed'),
});
export type RcaJob = z.infer<typeof RcaJob>;

/** Who holds a job: which taking of it, so that a holder that was taken for dead changes nothing any more. */
export const RcaHold = z.object({ job_id: z.string(), taken: z.int().min(1) });
export type RcaHold = z.infer<typeof RcaHold>;
