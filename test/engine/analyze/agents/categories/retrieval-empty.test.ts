/** Analysis, agents: a search that found nothing. */
import assert from 'node:assert/strict';
import { callsOf, failing, runOf, verdictOf } from '../runs.ts';

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

  it('is no cause when the same or another search found something later', () => {
    for (const later of ['search_docs', 'query_index']) {
      const run = runOf({
        tool_calls: callsOf(
          { tool_name: 'search_docs', result_summary: '[]' },
          { tool_name: later, result_summary: '["the page"]' },
        ),
      });
      assert.equal(verdictOf(run), null, later);
    }
  });

  it('is the cause when the search before it found something else', () => {
    const run = runOf({
      tool_calls: callsOf(
        { tool_name: 'search_docs', result_summary: '["a"]' },
        { tool_name: 'search_docs', result_summary: '[]' },
      ),
    });
    assert.deepEqual(verdictOf(run)?.cites, ['call-2']);
  });

  it('is told by a tool that calls it an error', () => {
    const run = runOf({ tool_calls: callsOf(failing({ tool_name: 'search_docs', error_message: 'No documents found' })) });
    assert.equal(verdictOf(run)?.category, 'retrieval_empty');
  });

  it('is not told by what was found, whatever it says of searches', () => {
    for (const result_summary of [
      `${'The manual. '.repeat(50)} A search with no results shows a hint.`,
      '{"note": "no results in the archive", "results": [{"id": 1}]}',
      '10 results',
    ])
      assert.equal(verdictOf(runOf({ tool_calls: callsOf({ tool_name: 'search_docs', result_summary }) })), null);
  });
});
