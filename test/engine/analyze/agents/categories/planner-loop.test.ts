/** Analysis, agents: the same again and again. */
import assert from 'node:assert/strict';
import { callsOf, runOf, stepsOf, verdictOf } from '../runs.ts';

describe('planner_loop', () => {
  it('is told by three retries, not by two', () => {
    assert.equal(verdictOf(runOf({ tool_calls: callsOf({ retries: 3 }) }))?.category, 'planner_loop');
    assert.equal(verdictOf(runOf({ tool_calls: callsOf({ retries: 2 }) })), null);
  });

  it('is told by the same call three times, by hash or by arguments', () => {
    const hashed = callsOf({ args_hash: 'h' }, { args_hash: 'h' }, { args_hash: 'h' });
    assert.deepEqual(verdictOf(runOf({ tool_calls: hashed })), {
      category: 'planner_loop',
      cites: ['call-1', 'call-2', 'call-3'],
      words: 'tool was called 3 times with the same arguments',
    });
    const told = callsOf({ args_json: { q: 1 } }, { args_json: { q: 1 } }, { args_json: { q: 1 } });
    assert.equal(verdictOf(runOf({ tool_calls: told }))?.category, 'planner_loop');
    const others = callsOf({ args_json: { q: 1 } }, { args_json: { q: 2 } }, { args_json: { q: 3 } });
    assert.equal(verdictOf(runOf({ tool_calls: others })), null);
  });

  it('is told by steps that come round three times', () => {
    const run = runOf({ steps: stepsOf('begin', 'plan', 'act', 'plan', 'act', 'plan', 'act') });
    assert.equal(verdictOf(run)?.words, 'the steps plan, act came round 3 times');
    assert.equal(verdictOf(runOf({ steps: stepsOf('plan', 'act', 'plan', 'act', 'end') })), null);
  });
});
