/** The window, log table: what of its arrangement survives a reload. */
import { z } from 'zod';

export const LogsArrangement = z.object({
  query: z.string().default(''),
  place: z.string().nullable().default(null).describe('the selected line'),
  wrap: z.boolean().default(false),
});
export type LogsArrangement = z.infer<typeof LogsArrangement>;
