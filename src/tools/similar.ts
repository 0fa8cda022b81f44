/** The table: the tool that finds runs which failed alike. */
import { z } from 'zod';
import { SimilarRuns } from '../model/similar.ts';
import { RunName } from './inputs.ts';
import { similarText } from './render/similar.ts';
import { defineTool } from './tool.ts';

export const findSimilarRuns = defineTool({
  name: 'find_similar_runs',
  title: 'Find similar runs',
  description:
    'Has this failed before? Finds past reports that resemble the report of a run, or an error message: by category, by the messages of their evidence and by words, the rarer the more they count. ' +
    'Each says why it is alike, with the place of the line that matches and what its report advised. A run is investigated first; runs that passed are left out.',
  effect: 'reads',
  input: z.object({
    run_id: RunName.optional(),
    text: z.string().max(20_000).default('').describe('an error message or lines of a log; with run_id: beside its report'),
    limit: z.int().min(1).max(100).default(10),
  }),
  output: SimilarRuns,
  command: { word: 'similar', positional: 'run_id' },
  render: similarText,
});
