/** Analysis, agents: when a run tells too little to say why it failed. */
import assert from 'node:assert/strict';
import { classifyAgentRun } from '../../../../src/engine/analyze/agents/classify.ts';
import { insufficiencyOf, LIMITED } from '../../../../src/engine/analyze/agents/sufficiency.ts';
import type { AgentRun } from '../../../../src/model/agent-run.ts';
import { callsOf, failing, runOf } from './runs.ts';

const judge = (run: AgentRun) => insufficiencyOf(run, classifyAgentRun({ run, good: [] }));

describe('the evidence of an agent run', () => {
  it('does not suffice without tool calls, error type and guardrails, whatever the message says', () => {
    assert.equal(judge(runOf()), LIMITED);
    assert.equal(judge(runOf({ error_message: 'ValidationError: field x is missing' })), LIMITED);
  });

  for (const message of [
    'Internal Server Error',
    'Error',
    'An unexpected error occurred.',
    'Something went wrong',
    'Task failed',
    '500',
  ]) {
    it(`does not suffice when only "${message}" is told`, () => {
      assert.equal(judge(runOf({ error_message: message, tool_calls: callsOf({}) })), LIMITED);
      assert.equal(judge(runOf({ tool_calls: callsOf(failing({ error_message: message })) })), LIMITED);
      assert.equal(judge(runOf({ error_type: 'Error', error_message: message })), LIMITED);
    });
  }

  it('suffices with a tool error, an error type or a guardrail that says something', () => {
    assert.equal(judge(runOf({ tool_calls: callsOf(failing({ error_class: 'KeyError' })) })), null);
    assert.equal(judge(runOf({ error_type: 'ToolCallError', error_message: 'Error' })), null);
    assert.equal(judge(runOf({ guardrail_events: [{ event_id: 'g', type: 'pii', message: 'a card number' }] })), null);
  });

  it('suffices when the run shows a loop though its message is generic', () => {
    assert.equal(judge(runOf({ error_message: 'Error', tool_calls: callsOf({ retries: 4 }) })), null);
  });
});
