/** Analysis, agents: a search that found nothing. */
import assert from 'node:assert/strict';
import { callsOf, runOf, verdictOf } from '../runs.ts';

describe('retrieval_empty', () => {
  for (const result of ['[]', '{"results": []}', 'No results found.', '0 documents', 'null']) {
    it(`is told by the answer ${result}`, () => {
      const run = runOf({ tool_calls: callsOf({ tool_name: 'search_docs', result_summary: result }) });
      assert.deepEqual(verdictOf(run), { category: 'retrieval_empty', cites: ['call-1'], words: 'search_docs found nothing' });
    });
  }

  it('is not told by an empty answer of a tool that searches nothing, nor by a search that found something', () => {
    assert.equal(verdictOf(runOf({ tool_calls: callsOf({ tool_name: 'send_mail', result_summary: '[]' }) })), null);
    assert.equal(verdictOf(runOf({ tool_calls: callsOf({ tool_name: 'search_docs', result_summary: '["a"]' }) })), null);
  });
});
