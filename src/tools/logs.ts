/** The table: tools that look at lines. */
import { z } from 'zod';
import { LevelSeries, LinePage, Surroundings, TemplatePage } from '../model/page.ts';
import { Cursor, Limit, QueryText, RunName, When } from './inputs.ts';
import { levelsText, linesText, patternsText } from './render/logs.ts';
import { defineTool } from './tool.ts';

export const searchLogs = defineTool({
  name: 'search_logs',
  title: 'Search logs',
  description:
    'Finds lines of a run by query, level and time, in order of time over all its files. Answers in pages with a cursor in both directions and says how many ' +
    'lines fit in all; offset, at and near begin a page anywhere. Every line comes with its place; read_lines shows what stands around it in its file.',
  effect: 'reads',
  input: z.object({
    run_id: RunName,
    query: QueryText,
    level: z.string().optional().describe('error, >=warn, error,fatal …'),
    from: When.optional(),
    to: When.optional().describe('end, exclusive'),
    limit: Limit,
    cursor: Cursor,
    offset: z.int().min(0).optional().describe('begin at this index, from 0, among all lines that fit, in order of time'),
    at: When.optional().describe('begin at the first line of this time or after it'),
    near: z.string().min(1).optional().describe('begin a little before this place (source:member:line), whether or not it fits'),
    direction: z
      .enum(['forward', 'backward'])
      .default('forward')
      .describe('backward: the newest lines first, each page still in order of time'),
  }),
  output: LinePage,
  command: { word: 'logs', positional: 'run_id' },
  render: linesText,
});

export const queryLogsByStream = defineTool({
  name: 'query_logs_by_stream',
  title: 'Query logs by stream',
  description:
    'Lines of one stream of a run: a log file by name (system.log), a glob (*db-node-3*), or `action` and `event` for the actions and raw events of a Scylla Cluster Test run.',
  effect: 'reads',
  input: z.object({
    run_id: RunName,
    stream: z.string().min(1).describe('action, event, or a file name or glob'),
    start_time: When.optional(),
    end_time: When.optional(),
    limit: Limit,
    cursor: Cursor,
  }),
  output: LinePage,
  command: { word: 'stream', positional: 'run_id' },
  render: linesText,
});

export const readLines = defineTool({
  name: 'read_lines',
  title: 'Read lines around a place',
  description:
    'Shows the lines that stand around a place (source:member:line), in the order of the file, and how many lines that file has.',
  effect: 'reads',
  input: z.object({
    place: z.string().min(1).describe('source:member:line as reports and searches give it; the source may be shortened'),
    around: z.int().min(0).max(1000).default(10).describe('lines before and after'),
    width: z
      .int()
      .min(80)
      .default(1 << 18)
      .describe('characters of a line at most; what is left out of a longer one is told'),
  }),
  output: Surroundings,
  command: { word: 'lines', positional: 'place' },
  render: linesText,
});

export const countLevels = defineTool({
  name: 'count_levels',
  title: 'Count levels over time',
  description: 'Counts the lines that fit a query per level and time bucket: where a run became loud.',
  effect: 'reads',
  input: z.object({
    run_id: RunName,
    query: QueryText,
    from: When.optional(),
    to: When.optional(),
    buckets: z.int().min(1).max(2000).default(60),
  }),
  output: LevelSeries,
  command: { word: 'levels', positional: 'run_id' },
  render: levelsText,
});

export const listPatterns = defineTool({
  name: 'list_patterns',
  title: 'List patterns',
  description:
    'The templates of a run with counts, first and last time; compared with passing runs it tells which are new, gone, more or less often. Compares with the runs ' +
    'given in `against`, else with those of the newest report, else with the passing runs known of the same job.',
  effect: 'reads',
  input: z.object({
    run_id: RunName,
    against: z.array(z.string().min(1)).default([]).describe('passing runs, as ids or paths'),
    change: z.enum(['new', 'gone', 'more_often', 'less_often']).optional().describe('only these'),
    text: z.string().optional().describe('only templates that hold each of these words or parts of words, in any case'),
    sort: z
      .enum(['change', 'count', 'first'])
      .default('change')
      .describe(
        'change: the strongest first, then by count; count: the most frequent first; first: in order of their first lines',
      ),
    limit: z.int().min(1).max(1000).default(50),
    offset: z.int().min(0).default(0).describe('how many to leave out, to go on behind a page'),
  }),
  output: TemplatePage,
  command: { word: 'patterns', positional: 'run_id' },
  render: patternsText,
});
