/** Analysis, agents: arguments that do not fit. */
import assert from 'node:assert/strict';
import { callsOf, failing, runOf, verdictOf } from '../runs.ts';

describe('tool_schema_mismatch', () => {
  for (const [what, call] of [
    ['a class of error', { error_class: 'ValidationError' }],
    ['a status', { status_code: 422 }],
    ['words', { error_message: 'send_mail() missing 1 required positional argument: to' }],
    ['JSON-RPC', { error_message: 'MCP error -32602: Invalid params' }],
  ] as const) {
    it(`is told by ${what}`, () => {
      assert.equal(verdictOf(runOf({ tool_calls: callsOf({}, failing(call)) }))?.category, 'tool_schema_mismatch');
    });
  }

  it('cites the first of alike calls and the guardrail that spoke of it', () => {
    const run = runOf({
      tool_calls: callsOf(failing({ error_class: 'ValidationError' }), failing({ error_class: 'ValidationError' })),
      guardrail_events: [{ event_id: 'g1', type: 'schema_validation', message: 'x is missing', call_id: 'call-1' }],
    });
    assert.deepEqual(verdictOf(run), {
      category: 'tool_schema_mismatch',
      cites: ['call-1', 'g1'],
      words: 'tool failed 2 times: ValidationError',
    });
  });

  it('is not told by the schema of a token', () => {
    const run = runOf({ tool_calls: callsOf(failing({ error_message: 'Forbidden: the token has an invalid type' })) });
    assert.equal(verdictOf(run)?.category, 'tool_permission');
  });
});
