/** The nouns: a line as a reader of logs meets it. */
import { z } from 'zod';
import { Level } from './level.ts';
import { Place } from './place.ts';

/** Where the zone of a member's stamps comes from: written in the stamp, assumed to be UTC, or there are no stamps. */
export const ZoneOrigin = z.enum(['given', 'assumed', 'none']);
export type ZoneOrigin = z.infer<typeof ZoneOrigin>;

export const Line = z.object({
  place: Place,
  end_line: z.int().describe('last line of the folded record (stack trace, continuation) that begins here'),
  at: z.number().nullable().describe('milliseconds since 1970 UTC; null when no stamp is known'),
  clock_ahead: z
    .number()
    .optional()
    .describe('milliseconds by which the stamp in its text is ahead of `at`, where the clock of its log was put right'),
  level: Level,
  template: z.int().describe('id of the template within the source'),
  body: z.int().min(0).describe('where in text the message begins, behind stamp, level and logger'),
  text: z.string().describe('the line as it stands in the log, without its line end; invalid UTF-8 shows as U+FFFD'),
  left_out: z.int().optional().describe('characters at its end that text leaves out, because less was asked for'),
});
export type Line = z.infer<typeof Line>;
