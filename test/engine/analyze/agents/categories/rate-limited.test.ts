/** Analysis, agents: too many calls. */
import assert from 'node:assert/strict';
import { callsOf, failing, runOf, verdictOf } from '../runs.ts';

describe('rate_limited', () => {
  for (const [what, call] of [
    ['status 429', { status_code: 429 }],
    ['a class of error', { error_class: 'RateLimitError' }],
    ['words', { error_message: 'too many outstanding requests' }],
    ['a quota', { error_message: 'You exceeded your current quota' }],
  ] as const) {
    it(`is told by ${what}`, () => {
      assert.equal(verdictOf(runOf({ tool_calls: callsOf(failing(call)) }))?.category, 'rate_limited');
    });
  }

  it('stays the cause of the retries that it led to', () => {
    const run = runOf({ tool_calls: callsOf(failing({ status_code: 429, retries: 5 })) });
    assert.equal(verdictOf(run)?.category, 'rate_limited');
  });

  it('counts little when the same tool answered later', () => {
    const run = runOf({
      tool_calls: callsOf(
        failing({ tool_name: 'a', status_code: 429 }),
        { tool_name: 'a' },
        failing({ tool_name: 'b', status_code: 403 }),
      ),
    });
    assert.deepEqual(verdictOf(run)?.cites, ['call-3']);
  });
});
