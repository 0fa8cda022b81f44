/** The nouns: agent runs are proved where they come in, and what is wrong is named by its path. */
import assert from 'node:assert/strict';
import { Fault } from '../../src/base/fault.ts';
import { readAgentRun } from '../../src/model/agent-run.ts';

const run = (change: object) => ({ run_id: 'r', agent_name: 'a', status: 'failure', ...change });
const step = { step_id: 's1', name: 'plan', status: 'success' };
const call = { call_id: 'c1', step_id: 's1', tool_name: 't', status: 'success' };

describe('readAgentRun', () => {
  for (const [problem, value] of [
    ['run_id: Invalid input: expected string, received undefined', { agent_name: 'a', status: 'failure' }],
    ['agent run: Invalid input: expected object, received string', 'text'],
    ['tool_calls[0].step_id: there is no step "s9"', run({ steps: [step], tool_calls: [{ ...call, step_id: 's9' }] })],
    [
      'guardrail_events[0].call_id: there is no tool call "c9"',
      run({ steps: [step], tool_calls: [call], guardrail_events: [{ event_id: 'g', type: 't', message: 'm', call_id: 'c9' }] }),
    ],
    ['steps[1].step_id: "s1" stands twice', run({ steps: [step, step] })],
    ['steps[0].started_at: is no time of ISO 8601', run({ steps: [{ ...step, started_at: 'noon' }] })],
    ['steps[0].latency_ms: Too small: expected number to be >=0', run({ steps: [{ ...step, latency_ms: -1 }] })],
  ] as const) {
    it(`refuses ${problem}`, () => {
      assert.throws(
        () => readAgentRun(value),
        failure => failure instanceof Fault && failure.code === 'bad_input' && failure.message === problem,
      );
    });
  }

  it('fills in what may be left out, and knows the words of others for a state', () => {
    const read = readAgentRun(run({ status: 'completed', steps: [{ ...step, status: 'ERROR' }] }));
    assert.equal(read.status, 'success');
    assert.equal(read.steps[0].status, 'failure');
    assert.deepEqual([read.tool_calls, read.cost.total_cost_usd, read.error_type], [[], null, null]);
  });

  it('is the same when what was read is read again', () => {
    const read = readAgentRun(run({ steps: [step], tool_calls: [call] }));
    assert.deepEqual(readAgentRun(read), read);
  });
});
