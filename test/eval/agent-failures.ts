/** Evaluation: which agent and which step made a failed run fail, in the format of the scorer. */
import { courseOf } from '../../src/engine/analyze/agents/decisive/features.ts';
import { rankActs } from '../../src/engine/analyze/agents/decisive/transcript.ts';
import { failureRuns } from './agent-cases.ts';

const STEPS = 5;

export async function evaluate(data: string): Promise<{ tool: string; results: unknown[] }> {
  const results = failureRuns(data).map(run => {
    const ranked = rankActs(courseOf(run));
    return {
      id: run.run_id,
      agent: ranked[0]?.agent,
      step: ranked[0]?.index,
      steps: ranked.slice(0, STEPS).map(act => act.index),
    };
  });
  return { tool: 'investigator', results };
}
