/** The table: the tool that asks a connected log server in its own language. */
import { z } from 'zod';
import { LogAnswer, LogServer } from '../model/log-answer.ts';
import { logAnswerText } from './render/log-answer.ts';
import { defineTool } from './tool.ts';

const Time = z.string().min(1).describe('ISO 8601 such as 2026-11-20T08:00:00Z, a Unix time, now, or -2h');

export const queryLogServer = defineTool({
  name: 'query_log_server',
  title: 'Query a log server',
  description:
    'Asks a connected VictoriaLogs (in LogsQL) or Loki (in LogQL) and returns the newest lines that fit, as the server has them, or numbers where the query counts. ' +
    'Without a query it tells by which labels or fields its streams can be selected. The lines are not ingested: the answer gives the address by which ' +
    'investigate_run or ingest_logs bring them in, so that they can be cited.',
  effect: 'asks-network',
  input: z.object({
    query: z
      .string()
      .default('')
      .describe('LogsQL such as {app="api"} error, or LogQL such as {app="api"} |= "error"; empty: what there is to select by'),
    system: LogServer.optional().describe('the only connected one unless given'),
    name: z.string().optional().describe('of the connection, where a system has several'),
    from: Time.optional().describe('beginning; an hour before the end unless given'),
    to: Time.optional().describe('end, exclusive; now unless given'),
    tail: z
      .int()
      .min(1)
      .max(3600)
      .optional()
      .describe('seconds to listen for new lines instead, until so many have come as limit says; each is told as it comes'),
    limit: z.int().min(1).max(1000).default(100).describe('lines at most'),
  }),
  output: LogAnswer,
  command: { word: 'query', positional: 'query' },
  render: logAnswerText,
});
