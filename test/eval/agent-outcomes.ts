/** Evaluation: whether agent runs succeeded, in the format of the scorer. */
import { estimateOutcome } from '../../src/engine/analyze/agents/outcome.ts';
import { outcomeRuns } from './agent-cases.ts';

export async function evaluate(data: string): Promise<{ tool: string; results: unknown[] }> {
  const results = outcomeRuns(data).map(run => ({ id: run.run_id, label: estimateOutcome(run).label }));
  return { tool: 'investigator', results };
}
