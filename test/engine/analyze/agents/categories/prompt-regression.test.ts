/** Analysis, agents: another behaviour since a change. */
import assert from 'node:assert/strict';
import { callsOf, runOf, stepsOf, verdictOf } from '../runs.ts';

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
});
