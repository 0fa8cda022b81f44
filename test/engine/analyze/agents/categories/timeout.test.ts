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
});
