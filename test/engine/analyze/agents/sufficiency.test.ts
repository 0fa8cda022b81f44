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
    'Internal server error. Please try again later.',
    'An error occurred while processing your request',
    'HTTP 500 Internal Server Error',
    'null',
  ]) {
    it(`does not suffice when only "${message}" is told`, () => {
      assert.equal(judge(runOf({ error_message: message, tool_calls: callsOf({}) })), LIMITED);
      assert.equal(judge(runOf({ tool_calls: callsOf(failing({ error_message: message })) })), LIMITED);
      assert.equal(judge(runOf({ error_type: 'Error', error_message: message })), LIMITED);
    });
  }

  it('does not suffice with a class or a status that is as generic', () => {
    const failed = { error_class: 'Exception', error_message: 'Internal Server Error', status_code: 500 };
    assert.equal(judge(runOf({ tool_calls: callsOf(failing(failed)) })), LIMITED);
    assert.equal(judge(runOf({ tool_calls: callsOf(failing({ ...failed, status_code: 503 })) })), null);
  });

  it('suffices when a step that failed says why, whatever the run says', () => {
    const failed = (output_summary: string) =>
      runOf({
        error_message: 'Error',
        tool_calls: callsOf({}),
        steps: [{ step_id: 's', name: 'save', status: 'failure', output_summary }],
      });
    assert.equal(judge(failed('the disk is full')), null);
    assert.equal(judge(failed('Failed.')), LIMITED);
  });

  it('suffices with a message that only begins generically', () => {
    const message = 'Error: the field customer_id is missing';
    assert.equal(judge(runOf({ error_message: message, tool_calls: callsOf({}) })), null);
  });

  it('suffices with a tool error, an error type or a guardrail that says something', () => {
    assert.equal(judge(runOf({ tool_calls: callsOf(failing({ error_class: 'KeyError' })) })), null);
    assert.equal(judge(runOf({ error_type: 'ToolCallError', error_message: 'Error' })), null);
    assert.equal(judge(runOf({ guardrail_events: [{ event_id: 'g', type: 'pii', message: 'a card number' }] })), null);
  });

  it('suffices when the run shows a loop though its message is generic', () => {
    assert.equal(judge(runOf({ error_message: 'Error', tool_calls: callsOf({ retries: 4 }) })), null);
  });
});
