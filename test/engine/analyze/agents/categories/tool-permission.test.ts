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

  it("is not told by what stands in a tool's content", () => {
    const run = runOf({
      tool_calls: callsOf({ tool_name: 'read_page', result_summary: 'How to mend "403 Forbidden: permission denied"' }),
      steps: [{ step_id: 's', name: 'read', status: 'success', output_summary: 'the page speaks of access denied' }],
    });
    assert.equal(verdictOf(run), null);
  });

  it('is no cause when the tool let the agent in later', () => {
    const run = runOf({ tool_calls: callsOf(failing({ status_code: 401 }), {}) });
    assert.equal(verdictOf(run)?.category, 'unknown');
  });

  it('is not told by a place that is numbered so, nor by a program that is wrong', () => {
    for (const error_message of ['parse error at line 403', 'SyntaxError: leading zeros are not permitted'])
      assert.equal(verdictOf(runOf({ tool_calls: callsOf(failing({ error_message })) }))?.category, 'unknown', error_message);
  });
});
