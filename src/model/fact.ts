/** The nouns: what an outside system says of a run beside its logs. */
import { z } from 'zod';

/** Its version, who looks at it, a comment. */
export const Fact = z.object({
  label: z.string(),
  value: z.string(),
  url: z.string().nullable().default(null).describe('http(s) address of its page'),
});
export type Fact = z.infer<typeof Fact>;
