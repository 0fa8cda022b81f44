/** Analysis: a corpus with its clocks put right tells of the same lines at other times, and counts them there. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignClocks } from '../../../../src/engine/analyze/order/align.ts';
import type { Corpus } from '../../../../src/model/corpus.ts';
import { memoryCorpus } from '../memory-corpus.ts';

const START = Date.parse('2026-03-01T12:00:00.000Z');
const HOUR = 3_600_000;

function log(ahead: number, words: string[]): string {
  return words.map((word, row) => `${new Date(START + row * 60_000 + ahead).toISOString()} INFO ${word}`).join('\n');
}

/** Times relative to START by member and line. */
function times(corpus: Corpus): number[][] {
  return corpus.members.map(member => [...corpus.rows(member.id, 1, member.lines)].map(row => row.at! - START));
}

describe('alignClocks', () => {
  it('takes the offsets off the times of lines, members and templates', () => {
    const corpus = memoryCorpus({
      'a.log': log(0, ['alpha', 'beta']),
      'b.log': log(2 * HOUR, ['gamma', 'beta']),
      'c.log': log(1400, ['delta']),
    });
    const aligned = alignClocks(
      corpus,
      new Map([
        [2, 2 * HOUR],
        [3, 1400],
      ]),
    );
    assert.deepEqual(times(aligned), [[0, 60_000], [0, 60_000], [0]]);
    assert.deepEqual(
      aligned.members.map(member => [member.firstAt! - START, member.lastAt! - START]),
      [
        [0, 60_000],
        [0, 60_000],
        [0, 0],
      ],
    );
    const known = new Map(
      aligned.templates.map(template => [template.text, [template.firstAt! - START, template.lastAt! - START]]),
    );
    assert.deepEqual(
      [known.get('alpha'), known.get('beta'), known.get('gamma')],
      [
        [0, 0],
        [60_000, 60_000],
        [0, 0],
      ],
    );
    assert.deepEqual(
      [...aligned.rows(2, 1, 2)].map(row => row.text),
      [...corpus.rows(2, 1, 2)].map(row => row.text),
    );
  });

  it('is the corpus itself where nothing differs', () => {
    const corpus = memoryCorpus({ 'a.log': log(0, ['alpha']) });
    assert.equal(alignClocks(corpus, new Map()), corpus);
  });

  it('counts over time as if the stamps had been right', () => {
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta');
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (members, buckets) => {
          const files = (ahead: number) =>
            Object.fromEntries(members.map((words, index) => [`${index}.log`, log(index === 1 ? ahead : 0, words)]));
          const right = memoryCorpus(files(0));
          const aligned = alignClocks(memoryCorpus(files(2 * HOUR)), new Map([[2, 2 * HOUR]]));
          const all = new Set(right.templates.map(template => template.id));
          const [from, to] = [START, START + 12 * 60_000];
          const sorted = (corpus: Corpus) => [...corpus.histogram(all, from, to, buckets)].sort(([one], [other]) => one - other);
          assert.deepEqual(sorted(aligned), sorted(right));
          assert.deepEqual(
            aligned.templates.map(one => [one.firstAt, one.lastAt]),
            right.templates.map(one => [one.firstAt, one.lastAt]),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
