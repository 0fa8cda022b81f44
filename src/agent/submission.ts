/** The investigator: what a model hands in at the end; the schema asks for little, since what is missing is judged later and told. */
import * as z from 'zod';
import { ActionItem, Confidence } from '../model/judgement.ts';
import { inputSchemaOf } from '../tools/json-schema.ts';
import type { OfferedTool } from './model.ts';

export const SUBMIT = 'submit_findings';
export const READ_RESULT = 'read_result';

export const SubmittedClaim = z.object({
  title: z.string(),
  description: z.string(),
  confidence: Confidence,
  evidence: z.array(z.object({ id: z.string(), quote: z.string() })),
  results: z.array(z.string()).optional().describe('answers whose numbers the claim uses, such as R3'),
});
export type SubmittedClaim = z.infer<typeof SubmittedClaim>;

export const Submission = z.object({
  summary: z.string().describe('one or two sentences'),
  claims: z.array(SubmittedClaim),
  action_items: z.array(ActionItem).optional(),
});
export type Submission = z.infer<typeof Submission>;

export const submitTool: OfferedTool = {
  name: SUBMIT,
  description: 'Hands in what was found. Call it once, at the end.',
  input: inputSchemaOf({ input: Submission }),
};

export const readResultTool: OfferedTool = {
  name: READ_RESULT,
  description: 'Goes on in an answer that was too long, or was put away.',
  input: {
    type: 'object',
    properties: {
      id: { type: 'string', description: 'such as R3' },
      from: { type: 'integer', description: 'character to begin at' },
    },
    required: ['id'],
  },
};
