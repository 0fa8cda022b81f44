/** The ground: how far a long piece of work has come, in the form every door shows. */
import * as z from 'zod';

export const Progress = z.object({
  words: z.string().describe('what is being done, for a person'),
  text: z.string().optional().describe('the same before its {name}s were filled, for a door that speaks another language'),
  values: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe('what fills them'),
  done: z.number().describe('units done so far'),
  total: z.number().nullable().describe('units in all; null while unknown'),
  unit: z.enum(['bytes', 'lines', 'steps']),
  said: z.array(z.string()).optional().describe('parts of the answer as text, ahead of it'),
  lines: z.int().optional().describe('lines read so far, where lines are read'),
});
export type Progress = z.infer<typeof Progress>;

/** All that work says of itself. */
export const progressTexts = [
  'Downloading {name}',
  'Asking {system}',
  'Reading {name}',
  'Ordering events',
  'Comparing with passing runs',
  'Ranking lines',
  'Reading logs, metrics and traces',
  'Ranking services',
  'Classifying the failure',
  'Writing the report',
  'Reading what happened',
  'Looking through {folder}',
  'Reading the source code in {folder}, {files} files read',
  'Looking into {run}',
  'Reading the documents',
] as const;
export type ProgressText = (typeof progressTexts)[number];

/** What is being done, in English and as it is translated. */
export function doing(
  text: ProgressText,
  values: Readonly<Record<string, string>> = {},
): Pick<Progress, 'words' | 'text' | 'values'> {
  return { words: text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole), text, values: { ...values } };
}

/** What every call carries: one signal for its life, one ear for its progress. */
export interface Life {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}
