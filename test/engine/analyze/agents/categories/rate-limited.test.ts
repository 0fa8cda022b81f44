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

  it('is no cause when it was waited out and nothing else failed: the run is told as unknown', () => {
    const run = runOf({ tool_calls: callsOf(failing({ status_code: 429, error_message: 'slow down' }), {}) });
    assert.deepEqual(verdictOf(run), {
      category: 'unknown',
      cites: ['call-1'],
      words: 'tool failed, though a later call went well: slow down',
    });
  });

  it('is the cause still when the run itself ended with it', () => {
    const run = runOf({ error_type: 'RateLimitError', tool_calls: callsOf(failing({ status_code: 429 }), {}) });
    assert.equal(verdictOf(run)?.category, 'rate_limited');
  });

  it('is what a service means that refuses too many calls with 403', () => {
    const run = runOf({ tool_calls: callsOf(failing({ status_code: 403, error_message: 'API rate limit exceeded' })) });
    assert.deepEqual([verdictOf(run)?.category, verdictOf(run)?.cites], ['rate_limited', ['call-1']]);
  });

  for (const message of ['could not join 429 rows', "unexpected keyword argument 'rate_limit'", 'order 429 is unknown']) {
    it(`is not told by "${message}"`, () => {
      assert.notEqual(verdictOf(runOf({ tool_calls: callsOf(failing({ error_message: message })) }))?.category, 'rate_limited');
    });
  }
});
