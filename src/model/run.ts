/** The nouns: a run is anything that failed (or passed) and left traces which were ingested. */
import { z } from 'zod';
import { Category } from './category.ts';
import { Gap } from './coverage.ts';
import { Fact } from './fact.ts';
import { Confidence } from './judgement.ts';
import { ZoneOrigin } from './line.ts';
import { TestResults } from './tests.ts';

export const Outcome = z.enum(['failed', 'passed', 'unknown']);
export type Outcome = z.infer<typeof Outcome>;

/** Where a run was read from: files of this machine, a plain address, or an outside system. */
export const Origin = z.enum(['files', 'web', 'argus', 'github', 'alertmanager', 'prometheus', 'victoriaLogs', 'loki']);
export type Origin = z.infer<typeof Origin>;

/** The run as its outside system knows it. */
export const Remote = z.object({
  address: z.string().describe('what investigate_run takes to fetch it again, such as argus:ID'),
  url: z.string().nullable().describe('its page for people'),
  finished: z.boolean().describe('false while it may still change: it is fetched anew when it is asked for again'),
  fetched_at: z.number().describe('milliseconds since 1970 UTC'),
  facts: z.array(Fact),
  gaps: z.array(Gap).describe('what could not be fetched'),
});
export type Remote = z.infer<typeof Remote>;

export const Run = z.object({
  run_id: z.string(),
  title: z.string(),
  job: z.string().describe('runs of one job are compared with each other; the title without ids, numbers and dates unless given'),
  outcome: Outcome,
  sources: z.array(z.string()).describe('ids of the ingested sources'),
  inputs: z.array(z.string()).describe('the paths or addresses it was read from'),
  // Runs noted down by earlier versions lack what has a default.
  origin: Origin.default('files'),
  ingested_at: z.number().describe('milliseconds since 1970 UTC'),
  lines: z.int(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  category: z.string().nullable().describe('of its newest report'),
  summary: z.string().nullable().describe('of its newest report'),
  confidence: Confidence.nullable().default(null).describe('of the first hypothesis of its newest report'),
  tests_failed: z.int().nullable().default(null).describe('null where its logs state no test results'),
  remote: Remote.nullable().default(null).describe('null for what was read from files'),
  former: z
    .array(z.string())
    .default([])
    .describe('ids of its sources before it was fetched anew; their places lead to the same lines of today'),
});
export type Run = z.infer<typeof Run>;

/** A report in a list: what is told of it before it is opened. */
export const ReportHead = z.object({
  run_id: z.string(),
  title: z.string().describe('of the run'),
  made_at: z.number().describe('milliseconds since 1970 UTC'),
  category: Category,
  confidence: Confidence.nullable().describe('of the first hypothesis; null when the evidence does not suffice for one'),
  summary: z.string(),
  evidence: z.int().describe('pieces of evidence'),
});
export type ReportHead = z.infer<typeof ReportHead>;

export const MemberInfo = z.object({
  path: z.string(),
  format: z.string(),
  lines: z.int(),
  bytes: z.int(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  zone: ZoneOrigin,
  clock_ahead: z
    .number()
    .optional()
    .describe('milliseconds that were taken off its own stamps, because its clock or zone differs'),
});
export type MemberInfo = z.infer<typeof MemberInfo>;

export const RunInfo = z.object({
  run: Run,
  members: z.array(MemberInfo),
  members_in_all: z.int(),
  levels: z.record(z.string(), z.int()).describe('lines per level'),
  tests: TestResults.nullable(),
  gaps: z.array(Gap),
});
export type RunInfo = z.infer<typeof RunInfo>;

/** An ingestion under way or done. */
export const Ingestion = z.object({
  run_id: z.string(),
  title: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  lines: z.int(),
  bytes: z.int(),
  words: z.string(),
});
export type Ingestion = z.infer<typeof Ingestion>;
