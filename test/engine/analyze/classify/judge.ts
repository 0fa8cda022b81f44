/** Analysis, tests: what the classifier makes of one block of lines, or of several in order of rank. */
import assert from 'node:assert/strict';
import { classify } from '../../../../src/engine/analyze/classify/classify.ts';
import type { Suspect, Verdict } from '../../../../src/engine/analyze/opinions.ts';
import type { Category } from '../../../../src/model/category.ts';
import { memoryCorpus } from '../memory-corpus.ts';

/** Every block becomes a suspect of a member; the first ranks highest. */
export function verdictsOf(blocks: readonly string[], member = 'job.log'): Verdict[] {
  // Only stamps are read from the corpus; its mask of templates is slow on endless words.
  const heads = blocks.map(block => block.replace(/[^\n]{500,}/g, line => line.slice(0, 500)));
  const corpus = memoryCorpus({ [member]: heads.join('\n') });
  let line = 1;
  const texts = new Map<Suspect, string>();
  const suspects = blocks.map((block, rank): Suspect => {
    const [row] = corpus.rows(1, line, line);
    const endLine = line + block.split('\n').length - 1;
    const suspect: Suspect = {
      member: 1,
      line,
      endLine,
      at: row.at,
      score: 1 / (1 + 0.05 * rank),
      role: rank === 0 ? 'cause' : 'echo',
      template: row.template,
      why: [],
      alike: 0,
    };
    texts.set(suspect, block);
    line = endLine + 1;
    return suspect;
  });
  return classify({ corpus, suspects, text: suspect => texts.get(suspect) ?? '', moments: [], tests: null });
}

/** Each example: what it is, the block as its tool prints it, the title of the verdict. */
export function reads(category: Category, examples: readonly (readonly [what: string, block: string, title: string])[]): void {
  for (const [what, block, title] of examples) {
    it(`reads ${what}`, () => {
      const [first] = verdictsOf([block]);
      assert.deepEqual({ category: first?.category, title: first?.title }, { category, title });
      assert.deepEqual(first.evidence, [0]);
    });
  }
}

/** Blocks in which this category must not be read, whatever else is. */
export function silent(category: Category, examples: readonly (readonly [what: string, block: string])[]): void {
  for (const [what, block] of examples) {
    it(`is silent about ${what}`, () => {
      assert.deepEqual(
        verdictsOf([block]).filter(verdict => verdict.category === category),
        [],
      );
    });
  }
}
