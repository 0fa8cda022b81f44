/** Analysis, agents: a call without an answer in time. */
import assert from 'node:assert/strict';
import { callsOf, failing, runOf, verdictOf } from '../runs.ts';

describe('timeout', () => {
  for (const [what, call] of [
    ['status 504', { status_code: 504 }],
    ['a class of error', { error_class: 'ReadTimeout' }],
    ['words', { error_message: 'context deadline exceeded' }],
  ] as const) {
    it(`is told by ${what}`, () => {
      assert.equal(verdictOf(runOf({ tool_calls: callsOf(failing(call)) }))?.category, 'timeout');
    });
  }

  it('is told by the error of the run where no call tells', () => {
    assert.deepEqual(verdictOf(runOf({ error_type: 'TimeoutError', error_message: 'no answer' })), {
      category: 'timeout',
      cites: ['r1'],
      words: 'the run ended with TimeoutError: no answer',
    });
  });

  it('is no cause when the call was made again and answered', () => {
    const run = runOf({ tool_calls: callsOf(failing({ error_class: 'ReadTimeout' }), {}) });
    assert.equal(verdictOf(run)?.category, 'unknown');
  });

  it('counts for the tool that never answered, though another one did later', () => {
    const run = runOf({
      tool_calls: callsOf(failing({ tool_name: 'a', error_class: 'ReadTimeout' }), { tool_name: 'b' }),
    });
    assert.deepEqual(verdictOf(run)?.cites, ['call-1']);
  });

  it('is not told by an argument that is called so', () => {
    const run = runOf({ tool_calls: callsOf(failing({ error_message: "got an unexpected keyword argument 'timeout'" })) });
    assert.deepEqual([verdictOf(run)?.category, verdictOf(run)?.cites], ['tool_schema_mismatch', ['call-1']]);
  });

  it('is not told by a call that took long and went well, nor by a number that is no status', () => {
    assert.equal(verdictOf(runOf({ tool_calls: callsOf({ latency_ms: 3_600_000 }) })), null);
    assert.equal(verdictOf(runOf({ tool_calls: callsOf(failing({ error_message: 'row 504 is odd' })) }))?.category, 'unknown');
    assert.equal(verdictOf(runOf({ tool_calls: callsOf(failing({ error_message: 'HTTP 504' })) }))?.category, 'timeout');
  });
});
