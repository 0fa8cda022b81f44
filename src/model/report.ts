/** The nouns: the root-cause report, in which every claim cites evidence and every piece of evidence is a line. */
import { z } from 'zod';
import { Category } from './category.ts';
import { Coverage, Gap } from './coverage.ts';
import { Fact } from './fact.ts';
import { Findings } from './findings.ts';
import { ActionItem, Confidence } from './judgement.ts';
import { DocumentRef } from './knowledge.ts';
import { Place } from './place.ts';
import { TestResults } from './tests.ts';

export const Evidence = z.object({
  evidence_id: z.string().describe('ev_1, ev_2, … unique within the report'),
  kind: z.enum(['log', 'event', 'test', 'pattern', 'metric', 'alert', 'tool_call', 'guardrail']),
  ref_id: z.string().describe('what it refers to: a place, an event id, a test name'),
  title: z.string(),
  snippet: z.string().describe('the text of the lines, re-read from the stored bytes'),
  place: Place.extend({ end_line: z.int() }),
  sha256: z.string().describe('of the bytes of the lines place.line to place.end_line, line ends included; hexadecimal'),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Evidence = z.infer<typeof Evidence>;

export const Hypothesis = z.object({
  title: z.string(),
  description: z.string(),
  evidence_ids: z.array(z.string()).min(1),
  confidence: Confidence,
  verification_steps: z.array(z.string()),
});
export type Hypothesis = z.infer<typeof Hypothesis>;

/** What part a line plays in the story: the cause comes first, a precursor before it, echoes after it. */
export const Role = z.enum(['cause', 'precursor', 'trigger', 'echo', 'context']);
export type Role = z.infer<typeof Role>;

export const SuspectLine = z.object({
  place: Place.extend({ end_line: z.int() }),
  at: z.number().nullable(),
  text: z.string(),
  title: z.string().optional().describe('what it says, without stamps and heads; absent in reports of older versions'),
  score: z.number().describe('0 to 1; comparable within one report only'),
  role: Role,
  why: z.array(z.string()).describe('short reasons for a person: "new against 5 passing runs", "first error", …'),
  alike: z.int().describe('how many further lines tell the same'),
});
export type SuspectLine = z.infer<typeof SuspectLine>;

export const TimelineEntry = z.object({
  at: z.number().describe('milliseconds since 1970 UTC'),
  until: z.number().nullable().describe('end of a step or nemesis; null for a moment'),
  kind: z.enum(['step', 'nemesis', 'event', 'test', 'cause', 'error', 'marker', 'metric', 'alert']),
  level: z.string(),
  title: z.string(),
  place: Place,
  node: z.string().optional().describe('the machine it is about, where the run states it'),
  failed: z.boolean().optional().describe('true: a nemesis, step or test that failed'),
  skipped: z.boolean().optional().describe('true: a nemesis that was left out'),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const PatternChange = z.object({
  change: z.enum(['new', 'gone', 'more_often', 'less_often']),
  template: z.string(),
  count: z.int().describe('records in this run'),
  passing: z.number().describe('mean records per passing run'),
  place: Place.nullable().describe('where it stands first in this run; null when it is gone'),
});
export type PatternChange = z.infer<typeof PatternChange>;

/** The lines of all logs that name the same request as the evidence does. */
export const SameRequest = z.object({
  id: z.string().describe('as the services state it, such as req-… of OpenStack or a trace id'),
  lines: z.array(z.object({ place: Place, at: z.number().nullable(), level: z.string(), title: z.string() })),
  in_all: z.int(),
});
export type SameRequest = z.infer<typeof SameRequest>;

/** Logs that went on without a warning around the first abnormal moment. */
export const QuietLogs = z.object({
  from: z.number().describe('milliseconds since 1970 UTC'),
  to: z.number(),
  members: z.array(z.object({ member: z.string(), lines: z.int().describe('lines below warning in that time') })),
});
export type QuietLogs = z.infer<typeof QuietLogs>;

/** Of an agent's run: which agent did what in which part of it that made it fail, as far as rules can tell. */
export const DecisiveStep = z.object({
  agent: z.string(),
  kind: z.enum(['step', 'tool_call', 'guardrail', 'message']),
  ref_id: z.string().describe('of the step, call, guardrail event or message'),
  title: z.string().describe('what it says'),
  text: z.string().describe('of its line'),
  place: Place.extend({ end_line: z.int() }),
  score: z.number().describe('0 to 1; comparable within one report only'),
  why: z.array(z.string()).describe('the strongest reason first'),
});
export type DecisiveStep = z.infer<typeof DecisiveStep>;

export const Report = z.object({
  run: z.object({
    run_id: z.string(),
    title: z.string(),
    from: z.number().nullable(),
    to: z.number().nullable(),
    remote: z
      .object({ system: z.string(), url: z.string().nullable(), finished: z.boolean(), facts: z.array(Fact) })
      .optional()
      .describe('what the system that it was fetched from says of it; absent for files'),
  }),
  category: Category,
  insufficient_evidence: z.boolean(),
  insufficient_reason: z.string().nullable(),
  summary: z.string().describe('one sentence that names the cause, or says why none is named'),
  chain: z
    .array(z.string())
    .describe('the cause and what followed from it, in order; empty when nothing is known to have followed'),
  evidence_index: z.array(Evidence),
  hypotheses: z.array(Hypothesis),
  action_items: z.array(ActionItem),
  suspect_lines: z.array(SuspectLine).max(50),
  tests: TestResults.nullable(),
  timeline: z.array(TimelineEntry),
  patterns: z.array(PatternChange).describe('the strongest changes'),
  changes: z
    .record(PatternChange.shape.change, z.int())
    .optional()
    .describe('how many patterns changed in all; absent in reports of older versions'),
  first_abnormal: z.object({ at: z.number().nullable(), place: Place }).nullable(),
  request: SameRequest.nullable()
    .optional()
    .describe('null when the evidence names no request that other lines name; absent in reports of older versions'),
  quiet: QuietLogs.nullable().optional().describe('null when nothing can be said; absent in reports of older versions'),
  decisive_step: DecisiveStep.nullable()
    .optional()
    .describe('of an agent run: the likeliest; null where it succeeded or nothing speaks for one'),
  jira_summary: z.string().optional().describe('of an agent run: the title of a ticket'),
  jira_description_md: z.string().optional().describe('of an agent run: the text of a ticket, as Markdown'),
  documents: z
    .array(DocumentRef.extend({ why: z.string() }))
    .optional()
    .describe('documents of knowledge for its category or method, the best first; absent in reports of older versions'),
  findings: Findings.optional().describe('what a language model concluded; absent where none was asked'),
  members: z.int().describe('log files that were read'),
  coverage: Coverage,
  gaps: z.array(Gap),
  engine: z.object({
    version: z.string(),
    mode: z.enum(['fast', 'hybrid']),
    made_by: z.array(z.string()).describe('rules, statistics, comparison with N passing runs, a model'),
    compared_with: z.int().describe('number of passing runs'),
    against: z.array(z.string()).optional().describe('ids of those passing runs'),
    removed_claims: z.int().describe('pieces of evidence dropped because their bytes did not verify'),
    took_ms: z.number(),
  }),
});
export type Report = z.infer<typeof Report>;
