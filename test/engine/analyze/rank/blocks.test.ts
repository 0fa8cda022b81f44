/** Analysis: blocks grow around the best lines, bridge small gaps, and do not overlap. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { growBlocks, reachAlone } from '../../../../src/engine/analyze/rank/blocks.ts';
import { countShapes, readSheet } from '../../../../src/engine/analyze/rank/sheet.ts';
import { survey } from '../../../../src/engine/analyze/rank/surroundings.ts';
import { memoryCorpus } from '../memory-corpus.ts';

function grow(scores: readonly number[], known: ReadonlySet<string> | null = null) {
  const corpus = memoryCorpus({ 'a.log': scores.map((_, i) => `line ${'x'.repeat(i + 1)}`).join('\n') });
  const sheet = readSheet(corpus, corpus.members[0], known);
  countShapes([sheet]);
  return growBlocks(survey(sheet, known), Float64Array.from(scores), { most: 50, reach: reachAlone });
}

describe('blocks', () => {
  it('join lines that are nearly as good, over a small gap', () => {
    const blocks = grow([-9, -9, 4, -9, 5, 3, -9, -9, -9, -9, -9, -9]);
    assert.deepEqual(
      blocks.map(({ from, to, peak }) => [from, to, peak]),
      [[2, 5, 4]],
    );
  });

  it('leave out what is far behind the best', () => {
    assert.equal(grow([6, -9, -9, -9, -9, -9, -9, 2]).length, 1);
    assert.equal(grow([6, -9, -9, -9, -9, -9, -9, 4]).length, 2);
  });

  it('do not grow to a line that passing runs have', () => {
    assert.deepEqual(
      grow([5, 5, 1.9]).map(({ from, to }) => [from, to]),
      [[0, 2]],
    );
    assert.deepEqual(
      grow([5, 5, 1.9], new Set(['line xxx'])).map(({ from, to }) => [from, to]),
      [[0, 1]],
    );
  });

  it('begin with the head of their stack trace', () => {
    const log = [
      'fine',
      'java.lang.AssertionError: expected 1',
      '\tat org.junit.Assert.fail(Assert.java:8)',
      '\tat a.B.c(B.java:4)',
      'fine',
    ];
    const corpus = memoryCorpus({ 'a.log': log.join('\n') });
    const sheet = readSheet(corpus, corpus.members[0], null);
    countShapes([sheet]);
    const scores = Float64Array.from([-9, -9, 5, 4, -9]);
    const [block] = growBlocks(survey(sheet, null), scores, { most: 50, reach: reachAlone });
    assert.deepEqual([block.from, block.to, block.peak], [1, 3, 2]);
  });

  it('never overlap, and hold their best line', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -8, max: 8 }), { maxLength: 80 }), scores => {
        const taken = new Set<number>();
        for (const { from, to, peak, score } of grow(scores)) {
          assert.ok(from <= peak && peak <= to && scores[peak] === score);
          for (let row = from; row <= to; row++) {
            assert.ok(!taken.has(row));
            taken.add(row);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
