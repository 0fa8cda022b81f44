/** Analysis, agents: the decisive part of a run with steps and tool calls. */
import assert from 'node:assert/strict';
import { blameParts } from '../../../../../src/engine/analyze/agents/decisive/structured.ts';
import { callsOf, failing, runOf, stepsOf } from '../runs.ts';

const firstOf = (change: object, good: ReturnType<typeof runOf>[] = []) => {
  const [first] = blameParts(runOf({ ...change }), good);
  return first && { id: first.id, why: first.why };
};

describe('the decisive part', () => {
  it('is the first error whose effect was never repaired, before one that was', () => {
    const calls = callsOf(
      failing({ tool_name: 'a' }),
      { tool_name: 'a' },
      failing({ tool_name: 'b' }),
      failing({ tool_name: 'b' }),
    );
    assert.deepEqual(firstOf({ tool_calls: calls }), { id: 'call-3', why: ['the first error whose effect was never repaired'] });
    assert.deepEqual(firstOf({ tool_calls: callsOf({}, failing({ tool_name: 'b' })) }), {
      id: 'call-2',
      why: ['the first error, and its effect was never repaired'],
    });
  });

  it('is a wrong argument', () => {
    assert.deepEqual(firstOf({ tool_calls: callsOf(failing({ error_class: 'ValidationError' })) })?.why, [
      'the first error, and its effect was never repaired',
      'an argument does not fit the schema of the tool',
    ]);
  });

  it('is where a loop begins', () => {
    const calls = callsOf({ args_json: 1 }, { args_json: 2 }, { args_json: 2 }, { args_json: 2 });
    assert.deepEqual(firstOf({ tool_calls: calls }), {
      id: 'call-2',
      why: ['a loop begins here: the same call follows twice and more'],
    });
  });

  it('is no loop where arguments are not known, nor where one waits for another answer', () => {
    assert.equal(firstOf({ tool_calls: callsOf({}, {}, {}) }), undefined);
    const [waits, over] = ['pending', 'done'].map(result_summary => ({ args_hash: 'h', result_summary }));
    assert.equal(firstOf({ tool_calls: callsOf(waits, waits, waits, over) }), undefined);
  });

  it('is a step that claims success though one before it failed', () => {
    const [a, b] = stepsOf('look up', 'answer');
    const found = blameParts(runOf({ steps: [{ ...a, status: 'failure' }, b] }), []);
    assert.deepEqual(
      found.map(one => [one.id, one.why[0]]),
      [
        ['step-1', 'the step failed'],
        ['step-2', 'it claims success though what it needed had failed'],
      ],
    );
  });

  it('is where the run leaves the way of good runs', () => {
    const good = [1, 2].map(n =>
      runOf({ run_id: `g${n}`, status: 'success', tool_calls: callsOf({ tool_name: 'find' }, { tool_name: 'refund' }) }),
    );
    assert.deepEqual(firstOf({ tool_calls: callsOf({ tool_name: 'find' }, { tool_name: 'guess' }) }, good), {
      id: 'call-2',
      why: ['here it leaves the way of 2 good runs: refund comes there'],
    });
  });

  it('is none where nothing went wrong', () =>
    assert.equal(firstOf({ steps: stepsOf('a'), tool_calls: callsOf({}) }), undefined));
});
