/** The table: tools that lead from a log line to the source that wrote it, and back. */
import { z } from 'zod';
import { PathMapping, SeenStatements, SourceFinding, SourceText, ToolDefinitions } from '../model/code.ts';
import { findingText, seenText, sourceText, toolDefinitionsText } from './render/code.ts';
import { defineTool } from './tool.ts';

const Roots = z.array(z.string().min(1)).default([]).describe('folders with source code; the current folder unless given');

const Commit = z.string().regex(/^[0-9a-f]{7,64}$/i, 'must be the name of a commit');

/** `FROM=TO` as people type it; Windows paths hold no equals sign either. */
const TypedMapping = z
  .string()
  .regex(/^[^=]+=[^=]+$/, 'must read FROM=TO')
  .transform(text => {
    const [from, to] = text.split('=');
    return { from, to };
  });

export const findSource = defineTool({
  name: 'find_source',
  title: 'Find source',
  description:
    'Finds the source code behind a log line: the places in files that its record names (stack frames, file:line, CI annotations), mapped to the workspace, or else ' +
    'the log statement whose constant words are those of the line. Candidates come best first with the reason; no candidate means that nothing is sure enough.',
  effect: 'reads',
  input: z.object({
    place: z.string().min(1).describe('source:member:line as reports and searches give it; the source may be shortened'),
    roots: Roots,
    mappings: z
      .array(z.union([PathMapping, TypedMapping]))
      .default([])
      .describe('FROM=TO: a path that begins with FROM in the log lies below the folder TO here'),
    exclude: z.array(z.string()).default([]).describe('globs of files that are no source code, beside those that git ignores'),
    commit: Commit.optional().describe(
      'commit that the run was made from; line numbers are then those of that commit, and today’s line is told',
    ),
    limit: z.int().min(1).max(100).default(10).describe('candidates at most'),
  }),
  output: SourceFinding,
  command: { word: 'source', positional: 'place' },
  render: findingText,
});

export const findToolDefinition = defineTool({
  name: 'find_tool_definition',
  title: 'Find the definition of a tool',
  description:
    'Finds where the tool of an agent, by the name that its run calls it by, is defined in source code: a function, a registration or a schema of that name, also where the name ' +
    'bears a server before it or is spelt otherwise. Candidates come best first with the reason.',
  effect: 'reads',
  input: z.object({
    tool: z.string().trim().min(1).max(300).describe('name of the tool, as an agent run calls it'),
    roots: Roots,
    exclude: z.array(z.string()).default([]).describe('globs of files that are no source code, beside those that git ignores'),
    limit: z.int().min(1).max(100).default(10).describe('candidates at most'),
  }),
  output: ToolDefinitions,
  command: { word: 'tool-source', positional: 'tool' },
  render: toolDefinitionsText,
});

export const findRunsBySource = defineTool({
  name: 'find_runs_by_source',
  title: 'Find runs by source',
  description:
    'The way back from code to runs: the log statements of a source file (or the one at a line) with the runs in which their lines were seen, newest first, and how ' +
    'many of these failed. Looks at the newest runs that were ingested.',
  effect: 'reads',
  input: z.object({
    file: z
      .string()
      .min(1)
      .describe('source file, from the current folder or below one of the roots; FILE:LINE also names a line'),
    line: z.int().min(1).optional().describe('only the statement at this line, or just above it'),
    roots: Roots,
    limit: z.int().min(1).max(500).default(50).describe('runs to look at, newest first'),
  }),
  output: SeenStatements,
  command: { word: 'seen', positional: 'file' },
  render: seenText,
});

export const readSourceAt = defineTool({
  name: 'read_source_at',
  title: 'Read source at a commit',
  description:
    'The text of a source file as it was at a commit of the git repository around it; the file itself may be gone or renamed since.',
  effect: 'reads',
  input: z.object({
    file: z.string().min(1).describe('path of the file, as it was named at that commit'),
    commit: Commit.describe('commit, or the beginning of its name'),
  }),
  output: SourceText,
  command: { word: 'source-at', positional: 'file' },
  render: sourceText,
});
