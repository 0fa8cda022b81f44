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

  it('is no cause when the arguments were mended and the call went well', () => {
    const run = runOf({ tool_calls: callsOf(failing({ error_class: 'ValidationError', error_message: 'x is missing' }), {}) });
    assert.deepEqual(verdictOf(run)?.words, 'tool failed, though a later call went well: x is missing');
  });

  it('comes before what failed for want of it, when the call was never mended', () => {
    const run = runOf({
      tool_calls: callsOf(
        failing({ tool_name: 'look_up', error_class: 'ValidationError' }),
        failing({ tool_name: 'mail', error_message: 'nobody to write to' }),
      ),
    });
    assert.deepEqual([verdictOf(run)?.category, verdictOf(run)?.cites], ['tool_schema_mismatch', ['call-1']]);
  });

  it('is not told by a schema that a query speaks of', () => {
    const run = runOf({ tool_calls: callsOf({ tool_name: 'sql', result_summary: 'invalid type is a row of table schema' }) });
    assert.equal(verdictOf(run), null);
  });
});
