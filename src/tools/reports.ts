/** The table: tools that make and show root-cause reports. */
import { z } from 'zod';
import { Timeline } from '../model/page.ts';
import { Report } from '../model/report.ts';
import { ReportHead } from '../model/run.ts';
import { Cursor, RunName } from './inputs.ts';
import { reportText } from './render/report-text.ts';
import { reportsText } from './render/runs.ts';
import { timelineText } from './render/timeline-text.ts';
import { defineTool } from './tool.ts';

export const investigateRun = defineTool({
  name: 'investigate_run',
  title: 'Investigate a run',
  description:
    'Finds out why a run failed: ingests its logs where needed and makes a root-cause report from rules, statistics and the comparison with passing runs, ' +
    'without a language model. Every hypothesis cites evidence, every piece of evidence is a line that can be opened.',
  effect: 'asks-network',
  input: z.object({
    inputs: z
      .array(z.string().min(1))
      .min(1)
      .describe(
        'a known run; the paths, globs, archives or URLs that belong to one run; or the address of one run of a connected system, as find_runs lists them, or its page',
      ),
    against: z
      .array(z.string().min(1))
      .default([])
      .describe('passing runs to compare with, as ids, paths or URLs; unless given, those known of the same job'),
    mode: z
      .enum(['fast', 'hybrid'])
      .default('hybrid')
      .describe('fast: statistics of templates only; hybrid: every line of small runs as well'),
    title: z.string().min(1).optional().describe('what to call the run'),
    job: z.string().min(1).optional().describe('runs of one job are compared with each other'),
    metrics: z
      .boolean()
      .default(false)
      .describe('true: CPU, memory, errors, latency, restarts and disk of its span are brought in from the connected Prometheus'),
  }),
  output: Report,
  command: { word: 'investigate', positional: 'inputs' },
  render: reportText,
});

export const getReport = defineTool({
  name: 'get_report',
  title: 'Get a report',
  description: 'The newest root-cause report of a run that was investigated before.',
  effect: 'reads',
  input: z.object({ run_id: RunName }),
  output: Report,
  command: { word: 'report', positional: 'run_id' },
  render: reportText,
});

export const listReports = defineTool({
  name: 'list_reports',
  title: 'List reports',
  description:
    'Lists the runs that were investigated, the newest report first, with category, confidence and the sentence that names the cause. get_report shows one in full.',
  effect: 'reads',
  input: z.object({
    text: z.string().default('').describe('only reports whose run, category or summary contains this'),
    limit: z.int().min(1).max(200).default(30),
    cursor: Cursor,
  }),
  output: z.object({ reports: z.array(ReportHead), in_all: z.int(), next: z.string().nullable() }),
  command: { word: 'reports', positional: 'text' },
  render: reportsText,
});

export const getTimeline = defineTool({
  name: 'get_timeline',
  title: 'Get a timeline',
  description:
    'What happened in a run, in order of time and on one clock: steps, nemeses, events and failed tests that its logs state, and the cause that its newest ' +
    'report names. Every entry comes with its place.',
  effect: 'reads',
  input: z.object({
    run_id: RunName,
    limit: z.int().min(1).max(2000).default(200).describe('entries at most; the gravest are kept'),
  }),
  output: Timeline,
  command: { word: 'timeline', positional: 'run_id' },
  render: timelineText,
});
