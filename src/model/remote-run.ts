/** The nouns: a run that an outside system tells of, whether it was fetched or not. */
import { z } from 'zod';
import { SystemName } from './connection.ts';
import { Gap } from './coverage.ts';
import { Fact } from './fact.ts';
import { Outcome } from './run.ts';

export const RemoteRun = z.object({
  address: z.string().describe('what investigate_run takes, such as argus:ID'),
  system: SystemName,
  connection: z.string().describe('name of the connection; empty for the only one of its system'),
  title: z.string(),
  job: z.string(),
  outcome: Outcome,
  status: z.string().describe('as the system words it'),
  at: z.number().nullable().describe('when it ended, else began; milliseconds since 1970 UTC'),
  finished: z.boolean(),
  url: z.string().nullable().describe('its page for people'),
  facts: z.array(Fact),
  run_id: z.string().nullable().describe('of the run here, when it was fetched'),
});
export type RemoteRun = z.infer<typeof RemoteRun>;

/** Newest first; a system that could not be asked is a gap. */
export const RemoteRuns = z.object({ runs: z.array(RemoteRun), gaps: z.array(Gap) });
export type RemoteRuns = z.infer<typeof RemoteRuns>;
