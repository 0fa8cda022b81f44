/** The window, timeline: what of its arrangement survives a reload. */
import * as z from 'zod';

export const TimelineArrangement = z.object({
  from: z.number().nullable().default(null).describe('span in view, milliseconds since 1970 UTC; null: all'),
  to: z.number().nullable().default(null),
  list: z.boolean().default(false).describe('shown as a list instead of on an axis'),
  chosen: z.string().nullable().default(null).describe('key of the chosen entry'),
  folds: z.record(z.string(), z.boolean()).default({}).describe('groups of the tree that a person opened (true) or closed'),
});
export type TimelineArrangement = z.infer<typeof TimelineArrangement>;
