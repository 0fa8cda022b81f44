/** Analysis, agents: a failure that fits no known kind; it is told by what contradicts a tool or an instruction, and by the steps that failed. */
import type { AgentRun } from '../../../../model/agent-run.ts';
import { act } from '../../classify/rule.ts';
import { misdeedsOf } from '../decisive/misdeeds.ts';
import { type AgentRule, type AgentSign, isRepaired } from '../rule.ts';

export const unknown: AgentRule = {
  category: 'unknown',
  title: 'Unclassified Failure',
  describes: 'The run failed in a way that fits no known kind',
  signs: ({ run }) => [
    ...misdeedSigns(run),
    ...run.tool_calls
      .filter(call => call.status === 'failure')
      .map(call => {
        const repaired = isRepaired(run.tool_calls, call);
        const told =
          call.error_message ??
          call.error_class ??
          (call.status_code === null ? 'no reason is given' : `status ${call.status_code}`);
        return {
          weight: repaired ? 0.1 : 0.2,
          refs: [{ kind: 'tool_call' as const, id: call.call_id }],
          words: `${call.tool_name} failed${repaired ? ', though a later call went well' : ''}: ${told}`,
        };
      }),
    ...run.steps
      .filter(step => step.status === 'failure' && step.output_summary !== null)
      .map(step => ({
        weight: 0.15,
        refs: [{ kind: 'step' as const, id: step.step_id }],
        words: `step ${step.name} failed: ${step.output_summary}`,
      })),
    ...run.guardrail_events.map(event => ({
      weight: 0.15,
      refs: [{ kind: 'guardrail' as const, id: event.event_id }],
      words: `guardrail ${event.type}: ${event.message}`,
    })),
    ...(run.error_type === null
      ? []
      : [
          {
            weight: 0.1,
            refs: [{ kind: 'run' as const, id: run.run_id }],
            words: `the run ended with ${run.error_type}: ${run.error_message ?? 'no message'}`,
          },
        ]),
  ],
  steps: ['Read the steps around the first one that is cited: what did the agent know there, and what did it do with it?'],
  actions: [
    act(
      'high investigation',
      'Read the decisive step',
      'Compare it with what the tools had answered and with what it was told to do: that shows whether the prompt, the tool or the model has to change.',
    ),
    act(
      'medium code_change',
      'Add structured error codes',
      'Implement error code taxonomy to enable better classification in future RCAs.',
    ),
  ],
};

function misdeedSigns(run: AgentRun): AgentSign[] {
  return [...misdeedsOf(run).values()].map(({ kind, id, agent, contradiction, ignored }) => ({
    weight: contradiction === null ? 0.4 : 0.5,
    refs: [{ kind, id }, ...(contradiction?.result.call ? [{ kind: 'tool_call' as const, id: contradiction.result.call }] : [])],
    words: `${agent === run.agent_name ? '' : `${agent}: `}${contradiction?.words ?? ignored}`,
  }));
}
