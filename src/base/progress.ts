/** The ground: how far a long piece of work has come, in the form every door shows. */
import * as z from 'zod';

export const Progress = z.object({
  words: z.string().describe('what is being done, for a person'),
  done: z.number().describe('units done so far'),
  total: z.number().nullable().describe('units in all; null while unknown'),
  unit: z.enum(['bytes', 'lines', 'steps']),
  lines: z.int().optional().describe('lines read so far, where lines are read'),
});
export type Progress = z.infer<typeof Progress>;

/** What every call carries: one signal for its life, one ear for its progress. */
export interface Life {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}
