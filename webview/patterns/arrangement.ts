/** The window, patterns: what of its arrangement survives a reload. */
import * as z from 'zod';

export const PatternsArrangement = z.object({
  change: z.enum(['all', 'new', 'gone', 'more_often', 'less_often']).default('new'),
  text: z.string().default('').describe('only patterns that hold it'),
  sort: z.enum(['change', 'count', 'first']).default('change'),
  open: z.string().nullable().default(null).describe('key of the pattern whose examples are shown'),
});
export type PatternsArrangement = z.infer<typeof PatternsArrangement>;
