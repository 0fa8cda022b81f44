/** The nouns: what a language model concluded of a run: claims whose evidence was compared with the stored bytes, and what was removed. */
import * as z from 'zod';
import { ActionItem, Confidence } from './judgement.ts';
import { Place } from './place.ts';

export const Citation = z.object({
  place: Place.extend({ end_line: z.int() }),
  quote: z.string().describe('the text of the lines, re-read from the stored bytes'),
});
export type Citation = z.infer<typeof Citation>;

/** A claim that its evidence carries. */
export const Claim = z.object({
  title: z.string(),
  description: z.string(),
  confidence: Confidence,
  citations: z.array(Citation).min(1),
});
export type Claim = z.infer<typeof Claim>;

export const RemovedClaim = z.object({
  title: z.string(),
  why: z.enum([
    'no_evidence',
    'unknown_evidence',
    'quote_differs',
    'number_differs',
    'denies_evidence',
    'link',
    'from_injected_text',
  ]),
  detail: z.string().describe('one sentence for a person'),
});
export type RemovedClaim = z.infer<typeof RemovedClaim>;

/** Text in logs or documents that reads like an instruction to a model. */
export const Flagged = z.object({
  where: z.union([Place, z.string()]).describe('a place, or the name of a document or ticket'),
  text: z.string(),
  why: z.string(),
});
export type Flagged = z.infer<typeof Flagged>;

/** `text` stands for what only looks like a mask; `custom` for what a person's own pattern found. */
export const HiddenKind = z.enum(['secret', 'custom', 'email', 'ip', 'host', 'text']);
export type HiddenKind = z.infer<typeof HiddenKind>;

export const Spent = z.object({
  requests: z.int(),
  tool_calls: z.int(),
  cached_calls: z.int().describe('of the tool calls, those answered from a former one'),
  input_tokens: z.int().describe('without what was read from or written to a cache'),
  output_tokens: z.int(),
  cache_read_tokens: z.int(),
  cache_written_tokens: z.int(),
  estimated: z.boolean().describe('true: the provider did not say; characters divided by four'),
  cost_usd: z.number().nullable().describe('null where the price of the model is not known'),
  took_ms: z.number(),
});
export type Spent = z.infer<typeof Spent>;

export const Findings = z.object({
  findings_id: z.string(),
  run_id: z.string(),
  at: z.number().describe('milliseconds since 1970 UTC'),
  model: z.object({ vendor: z.string(), id: z.string(), name: z.string() }),
  question: z.string().nullable().describe('null: why did this run fail?'),
  ended: z.enum(['complete', 'budget', 'cancelled', 'failed', 'nothing_submitted']),
  summary: z.string(),
  claims: z.array(Claim),
  action_items: z.array(ActionItem),
  removed: z.array(RemovedClaim),
  flagged: z.array(Flagged),
  masked: z
    .array(z.object({ kind: HiddenKind, values: z.int() }))
    .describe('how many different values were hidden from the model, by kind'),
  notes: z.array(z.string()).describe('what the model did not see or could not ask; sentences for a person'),
  spent: Spent,
});
export type Findings = z.infer<typeof Findings>;
