/** GitHub: what its API answers, as far as it is used; unknown fields are let through and any text may be null. */
import { z } from 'zod';

const Text = z
  .string()
  .nullish()
  .transform(text => text ?? '');
const Time = z
  .string()
  .nullish()
  .transform(text => {
    const ms = text ? Date.parse(text) : Number.NaN;
    // GitHub writes the year 1 for what has not happened.
    return ms > 0 ? ms : null;
  });

export const WorkflowRun = z.looseObject({
  id: z.number(),
  name: Text,
  display_title: Text,
  run_number: z.number().nullish(),
  run_attempt: z.number().nullish(),
  status: Text,
  conclusion: Text,
  event: Text,
  head_branch: Text,
  head_sha: Text,
  html_url: Text,
  created_at: Time,
  updated_at: Time,
  run_started_at: Time,
  actor: z.looseObject({ login: Text }).nullish(),
  pull_requests: z
    .array(z.looseObject({ number: z.number() }))
    .nullish()
    .transform(all => all ?? []),
});
export type WorkflowRun = z.output<typeof WorkflowRun>;

export const Step = z.looseObject({
  name: Text,
  conclusion: Text,
  number: z.number().nullish(),
  started_at: Time,
  completed_at: Time,
});

export const Job = z.looseObject({
  id: z.number(),
  name: Text,
  status: Text,
  conclusion: Text,
  started_at: Time,
  completed_at: Time,
  html_url: Text,
  runner_name: Text,
  steps: z
    .array(Step)
    .nullish()
    .transform(all => all ?? []),
});
export type Job = z.output<typeof Job>;

export const Annotation = z.looseObject({
  path: Text,
  start_line: z.number().nullish(),
  start_column: z.number().nullish(),
  annotation_level: Text,
  title: Text,
  message: Text,
});
export type Annotation = z.output<typeof Annotation>;

export const Artifact = z.looseObject({
  id: z.number(),
  name: Text,
  size_in_bytes: z.number().nullish(),
  expired: z.boolean().nullish(),
});
export type Artifact = z.output<typeof Artifact>;

export const Runs = z.looseObject({ total_count: z.number(), workflow_runs: z.array(WorkflowRun) });
export const Jobs = z.looseObject({ total_count: z.number(), jobs: z.array(Job) });
export const Artifacts = z.looseObject({ total_count: z.number(), artifacts: z.array(Artifact) });
export const Annotations = z.array(Annotation);
