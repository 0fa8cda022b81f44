/** The window, timeline: what of its arrangement survives a reload. */
import { z } from 'zod';

export const TimelineArrangement = z.object({
  from: z.number().nullable().default(null).describe('span in view, milliseconds since 1970 UTC; null: all'),
  to: z.number().nullable().default(null),
});
export type TimelineArrangement = z.infer<typeof TimelineArrangement>;
