/** The window, patterns: what of its arrangement survives a reload. */
import { z } from 'zod';

export const PatternsArrangement = z.object({
  change: z.enum(['all', 'new', 'gone', 'more_often', 'less_often']).default('new'),
});
export type PatternsArrangement = z.infer<typeof PatternsArrangement>;
