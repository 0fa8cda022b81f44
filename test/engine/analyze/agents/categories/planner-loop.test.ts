/** Analysis, agents: the same again and again. */
import assert from 'node:assert/strict';
import { callsOf, failing, runOf, stepsOf, verdictOf } from '../runs.ts';

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

  const alike = (...answers: object[]) =>
    runOf({ tool_calls: callsOf(...answers.map(one => ({ tool_name: 'get_job_status', args_hash: 'h', ...one }))) });

  it('is not told by asking until the answer changes', () => {
    const waits = { result_summary: 'pending' };
    assert.equal(verdictOf(alike(waits, waits, waits, { result_summary: 'done' })), null);
    assert.equal(verdictOf(alike(failing({}), failing({}), failing({}), {}))?.category, 'unknown');
  });

  it('is told less surely by asking for a state that never changes', () => {
    const waits = { result_summary: 'pending' };
    assert.equal(verdictOf(alike(waits, waits, waits))?.category, 'planner_loop');
    const run = alike(waits, waits, waits, failing({ tool_name: 'deploy', args_hash: 'd', error_class: 'TimeoutError' }));
    assert.equal(verdictOf(run)?.category, 'timeout');
  });

  it('is not told by one call whose answer differs each time: the tests after each change', () => {
    const run = runOf({
      tool_calls: callsOf(
        ...['9 fail', '4 fail', '2 fail', '1 fails'].map(result_summary => ({ args_hash: 'h', result_summary })),
      ),
    });
    assert.equal(verdictOf(run), null);
  });

  it('is not told by steps of one name that get on', () => {
    const steps = stepsOf('read', 'read', 'read', 'read').map((step, at) => ({ ...step, input_summary: `page ${at}` }));
    assert.equal(verdictOf(runOf({ steps })), null);
    const tool_calls = callsOf(...[1, 2, 3].map(n => ({ step_id: `step-${n}`, args_json: { page: n } })));
    assert.equal(verdictOf(runOf({ steps: stepsOf('read', 'read', 'read'), tool_calls })), null);
    assert.equal(verdictOf(runOf({ steps: stepsOf('read', 'read', 'read') }))?.category, 'planner_loop');
  });

  it('is told less surely by retries that helped at last', () => {
    const run = runOf({ tool_calls: callsOf({ tool_name: 'a', retries: 3 }, failing({ tool_name: 'b', status_code: 403 })) });
    assert.equal(verdictOf(run)?.category, 'tool_permission');
  });
});
