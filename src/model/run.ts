/** The nouns: a run is anything that failed (or passed) and left traces which were ingested. */
import { z } from 'zod';
import { Gap } from './coverage.ts';
import { ZoneOrigin } from './line.ts';
import { TestResults } from './tests.ts';

export const Outcome = z.enum(['failed', 'passed', 'unknown']);
export type Outcome = z.infer<typeof Outcome>;

export const Run = z.object({
  run_id: z.string(),
  title: z.string(),
  job: z.string().describe('runs of one job are compared with each other; the title without ids, numbers and dates unless given'),
  outcome: Outcome,
  sources: z.array(z.string()).describe('ids of the ingested sources'),
  inputs: z.array(z.string()).describe('the paths or URLs it was read from'),
  ingested_at: z.number().describe('milliseconds since 1970 UTC'),
  lines: z.int(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  category: z.string().nullable().describe('of its newest report'),
  summary: z.string().nullable().describe('of its newest report'),
});
export type Run = z.infer<typeof Run>;

export const MemberInfo = z.object({
  path: z.string(),
  format: z.string(),
  lines: z.int(),
  bytes: z.int(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  zone: ZoneOrigin,
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
