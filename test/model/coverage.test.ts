/** Gaps that say the same are told once, and none is lost. */
import assert from 'node:assert/strict';
import { type Gap, mergeGaps } from '../../src/model/coverage.ts';

describe('gaps', () => {
  const zone = (member: string): Gap => ({ kind: 'zone_assumed', member, words: 'The stamps state no zone.' });

  it('counts those that say the same of many members', () => {
    const merged = mergeGaps([zone('a'), zone('b'), { kind: 'torn', member: 'c', words: 'c ends early.' }, zone('d')]);
    assert.deepEqual(merged, [
      { kind: 'zone_assumed', words: '3 files, a first: The stamps state no zone.' },
      { kind: 'torn', member: 'c', words: 'c ends early.' },
    ]);
  });

  it('leaves few as they are', () => {
    assert.deepEqual(mergeGaps([zone('a'), zone('b')]), [zone('a'), zone('b')]);
  });
});
