/** Analysis, agents: whether what a run tells suffices to say why it failed. */
import type { AgentRun } from '../../../model/agent-run.ts';
import type { AgentVerdict } from './classify.ts';

/** Words that say no more than that something failed. */
const GENERIC =
  /^(?:(?:an? )?(?:(?:internal|unknown|unexpected|generic|unhandled) )?(?:server )?(?:error|failure|exception)(?: (?:occurred|happened))?|(?:something|it) (?:went wrong|failed)|(?:agent )?(?:run|task|execution|request|step|tool call) failed|failed|500)[.!]*$/i;

export const LIMITED = 'Limited telemetry: no tool failures or specific error details captured';

/** Null when it suffices, else why it does not: nothing was recorded, or all that was recorded is a generic message. */
export function insufficiencyOf(run: AgentRun, verdicts: readonly AgentVerdict[]): string | null {
  const bare = run.tool_calls.length === 0 && run.error_type === null && run.guardrail_events.length === 0;
  return bare || (verdicts.every(one => one.rule.category === 'unknown') && onlyGeneric(run)) ? LIMITED : null;
}

function onlyGeneric(run: AgentRun): boolean {
  const failed = run.tool_calls.filter(call => call.status === 'failure');
  if (failed.some(call => call.error_class !== null || call.status_code !== null) || run.guardrail_events.length > 0)
    return false;
  const words = [run.error_type, run.error_message, ...failed.map(call => call.error_message)];
  const told = words.filter(text => text !== null && text.trim() !== '');
  return told.every(text => GENERIC.test((text ?? '').trim()));
}
