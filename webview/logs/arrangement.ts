/** The window, log table: what of its arrangement survives a reload. */
import * as z from 'zod';

const Moment = z.number().nullable().default(null);

/** A line that the person marked; the time orders it among others. */
export const Mark = z.object({ place: z.string(), at: z.number().nullable() });
export type Mark = z.infer<typeof Mark>;

export const LogsArrangement = z.object({
  query: z.string().default(''),
  history: z.array(z.string()).default([]).describe('queries that were asked, the newest first'),
  from: Moment.describe('brushed span, milliseconds since 1970 UTC, the end exclusive'),
  to: Moment,
  new_only: z.boolean().default(false),
  place: z.string().nullable().default(null).describe('the selected line'),
  top: z.string().nullable().default(null).describe('the first line in sight, where none is selected'),
  wrap: z.boolean().default(false),
  fold: z.boolean().default(true).describe('one row a record'),
  raw: z.boolean().default(false).describe('whole lines rather than messages'),
  detail: z.boolean().default(true).describe('the selected line stands below as a whole'),
  widths: z.record(z.string(), z.number()).default({}).describe('columns that were resized, in pixels'),
  bookmarks: z.array(Mark).default([]),
  pins: z.array(Mark).default([]),
});
export type LogsArrangement = z.infer<typeof LogsArrangement>;

/** Hides no line. */
export const OPEN_FILTER = { query: '', from: null, to: null, new_only: false } as const;
