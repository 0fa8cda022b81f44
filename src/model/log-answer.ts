/** The nouns: what a log server answered to a query in its own language. */
import { z } from 'zod';
import { Gap } from './coverage.ts';

export const LogServer = z.enum(['victoriaLogs', 'loki']);
export type LogServer = z.infer<typeof LogServer>;

export const ServerLine = z.object({
  at: z.number().nullable().describe('milliseconds since 1970 UTC; null where the row has no time'),
  text: z.string().describe('the line as the server has it; of a number its value'),
  fields: z.record(z.string(), z.string()).describe('labels of its stream and fields of the line'),
});
export type ServerLine = z.infer<typeof ServerLine>;

export const LogAnswer = z.object({
  system: LogServer,
  connection: z.string().describe('name of the connection; empty for the only one of its system'),
  query: z.string(),
  from: z.number().describe('milliseconds since 1970 UTC'),
  to: z.number().describe('milliseconds since 1970 UTC, exclusive'),
  lines: z.array(ServerLine).describe('in order of time'),
  kind: z.enum(['lines', 'numbers', 'fields']),
  fields: z
    .array(z.object({ name: z.string(), values: z.array(z.string()) }))
    .describe('of an empty query: what the streams there are labelled with'),
  address: z.string().nullable().describe('what investigate_run takes to bring these lines in; null for numbers'),
  gaps: z.array(Gap),
});
export type LogAnswer = z.infer<typeof LogAnswer>;
