/** The knowledge, tests: words of a text as they are compared. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stem } from '../../../src/engine/knowledge/stem.ts';
import { stemsAndPairs, stemsOf, wordsOf } from '../../../src/engine/knowledge/words.ts';

describe('words of a text', () => {
  it('that are joined come apart, names in capitals stay', () => {
    assert.deepEqual(
      wordsOf('KubeAPIDown no_space_left ENOSPC i4i').map(word => word.text),
      ['Kube', 'API', 'Down', 'no', 'space', 'left', 'ENOSPC', 'i4i'],
    );
  });

  it('know which of them are the names of values', () => {
    const words = wordsOf('Pod <namespace>/<pod> of {{ $labels.job }} waits');
    assert.deepEqual(
      words.map(word => `${word.text}${word.placeholder ? '?' : ''}`),
      ['Pod', 'namespace?', 'pod?', 'job?', 'waits'],
    );
  });

  it('stand in pairs where nothing parts them', () => {
    assert.deepEqual(stemsAndPairs('ran out of space. Disk'), ['run', 'out', 'spac', 'disk', 'run_out', 'out_spac']);
  });

  it('of one family have one stem', () => {
    const families = [
      ['expire', 'expires', 'expired', 'expiring', 'expiration'],
      ['replicate', 'replicated', 'replication', 'replicating'],
      ['schedule', 'scheduled', 'scheduling', 'scheduler'],
      ['drop', 'drops', 'dropped', 'dropping'],
      ['fail', 'failed', 'failure', 'failing'],
      ['synchronise', 'synchronised', 'synchronising'],
      ['retry', 'retries', 'retried'],
      ['compact', 'compaction', 'compacting'],
      ['terminate', 'terminated', 'termination'],
    ];
    for (const family of families) assert.equal(new Set(family.map(stem)).size, 1, family.map(stem).join(' '));
  });

  it('of different families differ', () => {
    for (const [one, other] of [
      ['process', 'procedure'],
      ['status', 'state'],
      ['access', 'accept'],
      ['node', 'not'],
      ['access', 'process'],
      ['disk', 'discard'],
    ])
      assert.notEqual(stem(one), stem(other));
  });

  it('are taken from any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => stemsOf(text).every(one => one.length > 0 && !one.includes('_'))),
    );
  });
});
