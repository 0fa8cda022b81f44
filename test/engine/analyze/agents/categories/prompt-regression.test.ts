/** Analysis, agents: another behaviour since a change. */
import assert from 'node:assert/strict';
import { callsOf, failing, runOf, stepsOf, verdictOf } from '../runs.ts';

describe('prompt_regression', () => {
  const good = (version: string) =>
    runOf({
      run_id: `good-${version}`,
      status: 'success',
      agent_version: version,
      steps: stepsOf('a', 'b'),
      tool_calls: callsOf({ tool_name: 'look_up' }),
    });
  const now = { agent_version: '2.0', steps: stepsOf('a', 'b', 'c', 'd', 'e', 'f'), tool_calls: callsOf({ tool_name: 'guess' }) };

  it('is told against the good runs of the former version', () => {
    assert.deepEqual(verdictOf(runOf(now), [good('1.0'), good('1.1')]), {
      category: 'prompt_regression',
      cites: ['r1', 'call-1'],
      words: 'version 2.0 instead of 1.0; look_up is no longer called; guess is called, as never before; 6 steps instead of 2',
    });
  });

  it('is not told without a change, nor without good runs enough', () => {
    assert.equal(verdictOf(runOf(now), [good('2.0'), good('1.1')]), null);
    assert.equal(verdictOf(runOf(now), [good('1.0')]), null);
  });

  it('is not told when the behaviour is as ever', () => {
    const same = { agent_version: '2.0', steps: stepsOf('a', 'b'), tool_calls: callsOf({ tool_name: 'look_up' }) };
    assert.equal(verdictOf(runOf(same), [good('1.0'), good('1.1')]), null);
  });

  const says = (content: string, agent_version: string, change = {}) =>
    runOf({ agent_version, messages: [{ index: 0, agent: 'a', role: 'assistant', content }], ...change });
  const well = (content: string) => ['1.0', '1.1'].map(version => says(content, version, { run_id: version, status: 'success' }));

  it('is told by another form of the answer', () => {
    assert.equal(
      verdictOf(says('The order is on its way.', '2.0'), well('{"order": 7}'))?.words,
      'version 2.0 instead of 1.0; its answer is text instead of JSON',
    );
    assert.equal(verdictOf(says('{"order": 8}', '2.0'), well('{"order": 7}')), null);
  });

  it('is told by refusals, with the message that refuses', () => {
    const verdict = verdictOf(says('I am unable to help with refunds.', '2.0'), well('The refund is made.'));
    assert.deepEqual([verdict?.cites, verdict?.words], [['r1', '0'], 'version 2.0 instead of 1.0; it refuses']);
  });

  it('takes being sorry for no refusal', () => {
    const sorry = "I'm sorry for the delay. I can't help but notice the order has been paid twice, so it was refunded.";
    assert.equal(verdictOf(says(sorry, '2.0'), well('The refund is made.')), null);
  });

  it('is told by another system prompt of the same version', () => {
    const run = (prompt: string, change = {}) =>
      runOf({
        agent_version: '1.0',
        messages: [
          { index: 0, agent: 'system', role: 'system', content: prompt },
          { index: 1, agent: 'a', role: 'assistant', content: 'Done.' },
        ],
        tool_calls: callsOf({ tool_name: 'look_up' }),
        ...change,
      });
    const good = ['g1', 'g2'].map(run_id => run('Be brief.', { run_id, status: 'success' }));
    assert.match(verdictOf(run('Be long.', { tool_calls: [] }), good)?.words ?? '', /^another system prompt; look_up/);
    assert.equal(verdictOf(run('Be brief.', { tool_calls: [] }), good), null);
  });

  it('stands behind what a tool says of itself', () => {
    const failed = { ...now, tool_calls: callsOf(failing({ tool_name: 'guess', error_class: 'ValidationError' })) };
    assert.equal(verdictOf(runOf(failed), [good('1.0'), good('1.1')])?.category, 'tool_schema_mismatch');
  });
});
