/** Analysis, agents: what fits no known kind. */
import assert from 'node:assert/strict';
import { callsOf, failing, runOf, verdictOf } from '../runs.ts';

describe('unknown', () => {
  it('cites what failed', () => {
    const run = runOf({ tool_calls: callsOf({}, failing({ error_message: 'the moon is full' })) });
    assert.deepEqual(verdictOf(run), { category: 'unknown', cites: ['call-2'], words: 'tool failed: the moon is full' });
  });

  it('takes the words of a wrong program for no other kind, and cites what was not repaired first', () => {
    const wrong = { error_class: 'SyntaxError', error_message: 'leading zeros are not permitted' };
    const run = runOf({
      tool_calls: callsOf(failing({ tool_name: 'a', ...wrong }), { tool_name: 'a' }, failing({ tool_name: 'b', ...wrong })),
    });
    assert.deepEqual(verdictOf(run)?.cites, ['call-3', 'call-1']);
  });

  it('is silent where another category speaks', () => {
    const run = runOf({ tool_calls: callsOf(failing({ error_message: 'the moon is full' }), failing({ status_code: 429 })) });
    assert.equal(verdictOf(run)?.category, 'rate_limited');
  });

  it('cites a step that says why it failed, where no call does', () => {
    const steps = [{ step_id: 's1', name: 'save', status: 'failure', output_summary: 'the disk is full' }];
    assert.deepEqual(verdictOf(runOf({ steps })), {
      category: 'unknown',
      cites: ['s1'],
      words: 'step save failed: the disk is full',
    });
  });

  it('tells a status where nothing else is told', () => {
    assert.equal(verdictOf(runOf({ tool_calls: callsOf(failing({ status_code: 418 })) }))?.words, 'tool failed: status 418');
  });
});
