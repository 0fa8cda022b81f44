/** The table: what our own doors keep through the engine; answered over the same corridor as the tools and offered to nobody else. */
import * as z from 'zod';
import { Findings } from '../model/findings.ts';
import { ModelState } from '../model/knowledge.ts';
import { RcaEvent, RcaHold, RcaJob, RcaJobError, RcaJobKind, RcaStage } from '../model/rca-job.ts';
import type { Handlers, Remote } from '../rpc/verb.ts';
import { table } from './table.ts';

const verb = <const Name extends string, Input extends z.ZodObject, Output extends z.ZodType>(one: {
  name: Name;
  input: Input;
  output: Output;
}) => one;

const JobId = z.object({ job_id: z.string() });
/** False where the job is no longer the asker's: its word then changes nothing. */
const Held = z.object({ held: z.boolean() });

export const ownTable = {
  /** Lines that a program hands in become a run; the same text is the same run. Throws bad_input. */
  keep_log_text: verb({
    name: 'keep_log_text',
    input: z.object({
      text: z.string().max(16 << 20),
      title: z.string().min(1).optional(),
      job: z.string().min(1).optional(),
    }),
    output: z.object({ run_id: z.string(), title: z.string(), lines: z.int() }),
  }),
  /** How it stands with the sentence model of this machine; asks nobody outside. */
  sentence_model_state: verb({ name: 'sentence_model_state', input: z.object({}), output: ModelState }),
  /** Has the sentence model read all documents; its files are downloaded first where a person wants that. Throws model_unusable, download_failed, over_limit, disk_full. */
  prepare_sentence_model: verb({
    name: 'prepare_sentence_model',
    input: z.object({ download: z.boolean() }),
    output: ModelState.extend({ bytes: z.int().describe('that came from the hub') }),
  }),
  /** What a model found out about a run, and the record of how. Throws run_unknown. */
  keep_findings: verb({
    name: 'keep_findings',
    input: z.object({ findings: Findings, record: z.string().nullable() }),
    output: z.object({ findings_id: z.string() }),
  }),
  /** Throws findings_unknown. The record is null where it was too long to be kept. */
  findings_record: verb({
    name: 'findings_record',
    input: z.object({ findings_id: z.string().min(1) }),
    output: z.object({ findings: Findings, record: z.string().nullable() }),
  }),
  /** Keeps jobs until they are done; one that is the same as a kept one is that one. All or none of them. Throws queue_full. */
  queue_rca_jobs: verb({
    name: 'queue_rca_jobs',
    input: z.object({
      kind: RcaJobKind,
      at: z.number().describe('when they were asked for, milliseconds since 1970 UTC'),
      jobs: z.array(z.object({ key: z.string().describe('the same for jobs about the same'), about: RcaJob.shape.about })),
    }),
    output: z.object({ jobs: z.array(JobId.extend({ fresh: z.boolean() })) }),
  }),
  /** Throws run_unknown. */
  get_rca_job: verb({ name: 'get_rca_job', input: JobId, output: RcaJob }),
  /** The events of a job from this number on, and whether it is over. Throws run_unknown. */
  hear_rca_job: verb({
    name: 'hear_rca_job',
    input: JobId.extend({ from: z.int().min(0) }),
    output: z.object({ events: z.array(RcaEvent), over: z.boolean() }),
  }),
  /** The oldest job that waits for this process, or was left by one that died. */
  take_rca_job: verb({
    name: 'take_rca_job',
    input: z.object({ kind: RcaJobKind }),
    output: z.object({ job: RcaJob.and(RcaHold).nullable() }),
  }),
  tell_rca_job: verb({ name: 'tell_rca_job', input: RcaHold.extend({ stage: RcaStage }), output: Held }),
  end_rca_job: verb({
    name: 'end_rca_job',
    input: RcaHold.extend({
      state: z.enum(['done', 'failed']),
      stage: RcaStage,
      report: z.unknown(),
      error: RcaJobError.nullable(),
    }),
    output: Held,
  }),
  /** Gives a job back; one that ends its process again and again has failed. */
  release_rca_job: verb({
    name: 'release_rca_job',
    input: RcaHold.extend({ died: z.boolean().describe('the engine ended while it worked on it') }),
    output: Held,
  }),
  /** Keeps spans of OTLP traces, those told twice once; a trace that speaks of agents can be asked for by its id when this is answered. Throws bad_input. */
  keep_spans: verb({
    name: 'keep_spans',
    input: z.object({ traces: z.string().describe('JSON text: {"resourceSpans": […]} of OTLP/JSON') }),
    output: z.object({
      spans: z.int().describe('that were taken'),
      rejected: z.int().describe('without valid ids, or beyond what is kept of one trace'),
      waiting: z.int().describe('traces of these that speak of no agent so far'),
    }),
  }),
  /** Leaves what waits for this process to whoever comes next. */
  leave_rca_jobs: verb({ name: 'leave_rca_jobs', input: z.object({ kind: RcaJobKind }), output: z.object({}) }),
  /** Jobs that wait or are under way, of all processes. */
  count_rca_jobs: verb({
    name: 'count_rca_jobs',
    input: z.object({ kind: RcaJobKind }),
    output: z.object({ open: z.int() }),
  }),
} as const;

export type Own = Remote<typeof ownTable>;

/** All that an engine answers. */
export const engineTable = { ...table, ...ownTable };
export type EngineAnswers = Handlers<typeof engineTable>;
