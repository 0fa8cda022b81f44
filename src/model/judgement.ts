/** The nouns: how sure a statement is, and what is to be done. */
import * as z from 'zod';

export const Confidence = z.enum(['high', 'medium', 'low']);
export type Confidence = z.infer<typeof Confidence>;

export const ActionItem = z.object({
  type: z.enum(['code_change', 'configuration', 'infrastructure', 'monitoring', 'test_change', 'investigation', 'retry']),
  title: z.string(),
  description: z.string(),
  priority: z.enum(['high', 'medium', 'low']),
});
export type ActionItem = z.infer<typeof ActionItem>;
