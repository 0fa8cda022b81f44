/** The nouns: places in source code: what a log line names, and where in a workspace it was written. */
import { z } from 'zod';
import { Gap } from './coverage.ts';
import { Level } from './level.ts';
import { Place } from './place.ts';
import { Outcome } from './run.ts';

/** `/opt/app` in a log is `/home/me/project` here. */
export const PathMapping = z.object({
  from: z.string().min(1).describe('beginning of a path as logs print it'),
  to: z.string().min(1).describe('folder on this machine that it stands for'),
});
export type PathMapping = z.infer<typeof PathMapping>;

export const NamedPlace = z.object({
  file: z.string().describe('as printed; for Java a path made of package and file name'),
  line: z.int().min(1),
  column: z.int().optional(),
  function: z.string().optional(),
  log_line: z.int().describe('line of the log that names it'),
});
export type NamedPlace = z.infer<typeof NamedPlace>;

export const SourceCandidate = z.object({
  file: z.string().describe('absolute path'),
  line: z.int().nullable().describe('1-based; null when the line was removed since the commit'),
  column: z.int().nullable().describe('1-based'),
  how: z.enum(['named', 'statement']).describe('the record names it, or its words are those of a log statement'),
  score: z.number().min(0).max(1),
  reason: z.string().describe('a few words for a person'),
  snippet: z.string().describe('the line as it stands in the file; empty when it has none'),
  names: z.int().nullable().describe('which entry of `named` leads here; null for a log statement'),
  at_commit: z
    .object({ commit: z.string(), line: z.int() })
    .optional()
    .describe('where it stood as of the commit of the run; `line` is then today’s line'),
});
export type SourceCandidate = z.infer<typeof SourceCandidate>;

export const SourceFinding = z.object({
  place: Place,
  text: z.string().describe('the line that was asked about'),
  named: z.array(NamedPlace).describe('places in source files that the record itself names, those of the asked line first'),
  candidates: z.array(SourceCandidate).describe('best first; empty when nothing is sure enough'),
  ambiguous: z.boolean().describe('several candidates fit equally well'),
  commit: z.string().nullable().describe('commit of the code that the run states, or that was asked for'),
  indexed: z.object({
    files: z.int().describe('files of the workspace that were looked at'),
    statements: z.int().describe('log statements and texts known; 0 when none had to be looked for'),
    took_ms: z.number(),
    fresh: z.boolean().describe('nothing had to be read anew'),
  }),
  gaps: z.array(Gap),
});
export type SourceFinding = z.infer<typeof SourceFinding>;

export const ToolDefinitions = z.object({
  tool: z.string().describe('the name that was asked for'),
  candidates: z
    .array(
      z.object({
        file: z.string().describe('absolute path'),
        line: z.int().describe('1-based'),
        column: z.int().describe('1-based'),
        score: z.number().min(0).max(1).describe('below 0.5 the name only stands there as text'),
        reason: z.string().describe('a few words for a person'),
        snippet: z.string().describe('the line as it stands in the file'),
      }),
    )
    .describe('best first'),
  in_all: z.int(),
  ambiguous: z.boolean().describe('several candidates fit equally well'),
  looked_at: z.object({ folders: z.array(z.string()), files: z.int(), took_ms: z.number() }),
  gaps: z.array(Gap),
});
export type ToolDefinitions = z.infer<typeof ToolDefinitions>;

export const SeenStatement = z.object({
  line: z.int().min(1),
  column: z.int().min(1),
  text: z.string().describe('what it says, values as <*>'),
  level: Level,
  runs: z
    .array(
      z.object({
        run_id: z.string(),
        title: z.string(),
        outcome: Outcome,
        lines: z.int().describe('lines that it wrote in this run'),
        first: Place.describe('where the first of them stands'),
      }),
    )
    .describe('newest first'),
  failed_runs: z.int().describe('how many of these runs failed'),
});
export type SeenStatement = z.infer<typeof SeenStatement>;

export const SeenStatements = z.object({
  file: z.string().describe('absolute path'),
  statements: z.array(SeenStatement).describe('in the order of the file'),
  runs_looked_at: z.int(),
  gaps: z.array(Gap),
});
export type SeenStatements = z.infer<typeof SeenStatements>;

export const SourceText = z.object({
  file: z.string().describe('absolute path'),
  commit: z.string().describe('full name of the commit'),
  text: z.string(),
  gaps: z.array(Gap),
});
export type SourceText = z.infer<typeof SourceText>;
