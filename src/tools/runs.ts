/** The table: tools that bring runs in and tell what is known. */
import { z } from 'zod';
import { SystemName } from '../model/connection.ts';
import { RemoteRuns } from '../model/remote-run.ts';
import { Ingestion, Origin, Outcome, Run, RunInfo } from '../model/run.ts';
import { Cursor, RunName } from './inputs.ts';
import { remoteRunsText } from './render/remote-runs.ts';
import { ingestionText, runInfoText, runsText, statusText } from './render/runs.ts';
import { defineTool } from './tool.ts';

export const ingestLogs = defineTool({
  name: 'ingest_logs',
  title: 'Ingest logs',
  description:
    'Reads logs from a file, folder, glob, archive (tar, zip, gz, zst, bz2, xz, nested) or http(s) URL into the local index, so that they can be searched ' +
    'and investigated. Returns when it is done; asking again for unchanged logs returns at once. Use investigate_run to ingest and investigate in one step.',
  effect: 'asks-network',
  input: z.object({
    inputs: z
      .array(z.string().min(1))
      .min(1)
      .describe(
        'paths, globs, archives or URLs that belong to one run; or the address of one run of a connected system, as find_runs lists them, or its page',
      ),
    title: z.string().min(1).optional().describe('what to call the run; its file name unless given'),
    job: z.string().min(1).optional().describe('runs of one job are compared with each other'),
    outcome: Outcome.optional().describe('passed: later failures of the same job are compared with this run'),
  }),
  output: Ingestion,
  command: { word: 'ingest', positional: 'inputs' },
  render: ingestionText,
});

export const checkIngestionStatus = defineTool({
  name: 'check_ingestion_status',
  title: 'Check ingestion status',
  description: 'Tells which ingestions are under way with their progress, how many runs are known, and where they are stored.',
  effect: 'reads',
  input: z.object({}),
  output: z.object({
    version: z.string(),
    home: z.string(),
    runs: z.int(),
    index_bytes: z.int().describe('disk space of all indexes'),
    ingestions: z.array(Ingestion),
  }),
  command: { word: 'status', positional: null },
  render: statusText,
});

export const listRuns = defineTool({
  name: 'list_runs',
  title: 'List runs',
  description:
    'Lists the runs that were ingested, newest first, with outcome, size, time and the verdict of their newest report.',
  effect: 'reads',
  input: z.object({
    text: z.string().default('').describe('only runs whose id, title, job or verdict contains this'),
    outcome: Outcome.optional(),
    job: z.string().min(1).optional().describe('only runs of this job'),
    origin: Origin.optional().describe('only runs that were read from there'),
    limit: z.int().min(1).max(200).default(30),
    cursor: Cursor,
  }),
  output: z.object({ runs: z.array(Run), in_all: z.int(), next: z.string().nullable() }),
  command: { word: 'runs', positional: 'text' },
  render: runsText,
});

export const findRuns = defineTool({
  name: 'find_runs',
  title: 'Find runs in connected systems',
  description:
    'Lists recent failed and unfinished runs that the connected systems (Argus, GitHub Actions, Alertmanager) tell of, newest first, each with the address that ' +
    'investigate_run takes. Runs that were fetched already carry their run_id.',
  effect: 'asks-network',
  input: z.object({
    text: z.string().default('').describe('only runs whose title, job or status holds these words'),
    system: SystemName.optional().describe('only this system'),
    name: z.string().optional().describe('only the connection of this name, where a system has several'),
    limit: z.int().min(1).max(200).default(30),
  }),
  output: RemoteRuns,
  command: { word: 'find', positional: 'text' },
  render: remoteRunsText,
});

export const getTestRunInfo = defineTool({
  name: 'get_test_run_info',
  title: 'Get test run info',
  description:
    'Tells what a run consists of: its log files with format and time span, lines per level, test results, and what could not be read.',
  effect: 'reads',
  input: z.object({ run_id: RunName, limit: z.int().min(1).max(1000).default(50).describe('members at most') }),
  output: RunInfo,
  command: { word: 'info', positional: 'run_id' },
  render: runInfoText,
});

export const markRun = defineTool({
  name: 'mark_run',
  title: 'Mark a run',
  description:
    'Notes down whether a run passed or failed, where its own records do not say so or say it wrongly. Later failures of the same job are compared with runs that passed.',
  effect: 'writes',
  input: z.object({ run_id: RunName, outcome: Outcome }),
  output: Run,
  command: { word: 'mark', positional: 'run_id' },
  render: run => `${run.title} (${run.run_id}) is marked as ${run.outcome}.`,
});

export const forgetRun = defineTool({
  name: 'forget_run',
  title: 'Forget a run',
  description: 'Deletes a run, its index and its reports from this machine. The logs it was read from stay where they are.',
  effect: 'writes',
  input: z.object({ run_id: RunName }),
  output: z.object({
    run_id: z.string(),
    title: z.string(),
    freed_bytes: z.int(),
    stays: z.string().nullable().describe('what could not be deleted'),
  }),
  command: { word: 'forget', positional: 'run_id' },
  render: gone =>
    `Forgot ${gone.title} (${gone.run_id}); ${(gone.freed_bytes / 1e6).toFixed(1)} MB freed.${gone.stays ? ` ${gone.stays}` : ''}`,
});
