/** The knowledge, tests: heads of documents are read as YAML; a broken one is told with its line and loses no body. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitDocument } from '../../../src/engine/knowledge/front-matter.ts';

describe('front matter of a document', () => {
  it('is YAML: folded texts, lists of both forms, single values for lists', () => {
    const { head, body, from, problem } = splitDocument(
      '---\ntitle: >\n  A disk\n  ran full\nsymptoms:\n  - "ENOSPC: no space"\n  - two\ntags: disk\nweight: 20\n---\n# Body\n',
    );
    assert.equal(problem, null);
    assert.equal(head.title?.trim(), 'A disk ran full');
    assert.deepEqual([head.symptoms, head.tags, head.queries], [['ENOSPC: no space', 'two'], ['disk'], []]);
    assert.equal(body, '# Body\n');
    assert.equal(from, 11);
  });

  it('may be missing', () => {
    const { head, body, from, problem } = splitDocument('\ufeff# Body');
    assert.deepEqual([head.title, body, from, problem], [undefined, '# Body', 1, null]);
  });

  it('that is broken names the line and the reason, and the body is kept', () => {
    const broken = splitDocument('---\ntitle: x\nsymptoms:\n  - "a" and b\n---\nBody');
    assert.equal(broken.body, 'Body');
    assert.equal(broken.problem?.line, 4);
    assert.match(broken.problem?.words ?? '', /not YAML/);
    const wrong = splitDocument('---\ntags: [a]\ntitle: [x]\n---\nBody');
    assert.deepEqual(wrong.problem, { line: 3, words: 'title must be a text' });
    assert.match(splitDocument('---\ntitle: x\n').problem?.words ?? '', /never closed/);
    assert.match(splitDocument('---\njust words\n---\n').problem?.words ?? '', /the head must be an object/);
  });

  it('never fails and never loses the body', () => {
    const line = fc.constantFrom(
      '---',
      'a: b',
      '- c',
      'title: [',
      'tags: &a [*a]',
      '__proto__: x',
      '<<: *x',
      '!!js/function x',
      '"',
      '...',
      '',
    );
    fc.assert(fc.property(fc.array(line, { maxLength: 12 }), all => void splitDocument(all.join('\n'))));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        assert.ok(text.replace(/^\ufeff/, '').endsWith(splitDocument(text).body));
      }),
    );
  });

  it('with aliases that would swell is refused or stays small', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((key, at) => `${key}: &${key} [${Array(8).fill(`*${'abcdefgh'[at]}`).join(', ')}]`),
    ];
    const { head } = splitDocument(`---\n${bomb.join('\n')}\ntitle: t\n---\n`);
    assert.ok(JSON.stringify(head).length < 1000);
  });
});
