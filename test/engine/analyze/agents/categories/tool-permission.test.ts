/** Analysis, agents: a refused tool. */
import assert from 'node:assert/strict';
import { callsOf, failing, runOf, verdictOf } from '../runs.ts';

describe('tool_permission', () => {
  for (const [what, call] of [
    ['status 401', { status_code: 401 }],
    ['status 403', { status_code: 403 }],
    ['a class of error', { error_class: 'PermissionDenied' }],
    ['words', { error_message: 'insufficient scope for this resource' }],
  ] as const) {
    it(`is told by ${what}`, () => {
      assert.equal(verdictOf(runOf({ tool_calls: callsOf(failing(call)) }))?.category, 'tool_permission');
    });
  }

  it('is told by a guardrail', () => {
    const run = runOf({ guardrail_events: [{ event_id: 'g1', type: 'permission', message: 'access denied to refunds' }] });
    assert.deepEqual(verdictOf(run)?.cites, ['g1']);
  });
});
