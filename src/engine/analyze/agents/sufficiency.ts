/** Analysis, agents: whether what a run tells suffices to say why it failed. */
import type { AgentRun } from '../../../model/agent-run.ts';
import type { AgentVerdict } from './classify.ts';
import { misdeedsOf } from './decisive/misdeeds.ts';

/** Words that say no more than that something failed. */
const GENERIC =
  /^(?:(?:an? )?(?:(?:internal|unknown|unexpected|generic|unhandled|runtime) ?)?(?:server )?(?:error|failure|exception)(?: (?:has )?(?:occurred|happened))?|(?:something|it) (?:went wrong|failed)|(?:the )?(?:agent )?(?:run|task|execution|request|step|tool call|operation) failed|failed|fail|unknown|none|null|undefined|n\/a|(?:http )?500(?: internal server error)?)(?: while (?:processing|handling) (?:the|your) request)?[.!]*(?: ?please (?:try|retry) again(?: later)?[.!]*)?$/i;

export const LIMITED = 'Limited telemetry: no tool failures or specific error details captured';

/** Null when it suffices, else why it does not: nothing was recorded, or all that was recorded is a generic message. */
export function insufficiencyOf(run: AgentRun, verdicts: readonly AgentVerdict[]): string | null {
  const bare = run.tool_calls.length === 0 && run.error_type === null && run.guardrail_events.length === 0;
  return bare || (verdicts.every(one => one.rule.category === 'unknown') && onlyGeneric(run)) ? LIMITED : null;
}

function onlyGeneric(run: AgentRun): boolean {
  const failed = run.tool_calls.filter(call => call.status === 'failure');
  if (failed.some(call => call.status_code !== null && call.status_code !== 500) || run.guardrail_events.length > 0) return false;
  if (misdeedsOf(run).size > 0) return false;
  const words = [
    run.error_type,
    run.error_message,
    ...failed.flatMap(call => [call.error_class, call.error_message]),
    ...run.steps.filter(step => step.status === 'failure').map(step => step.output_summary),
  ];
  const told = words.filter(text => text !== null && text.trim() !== '');
  return told.every(text => GENERIC.test((text ?? '').trim()));
}
