/** The editor's knowledge: heads of documents are read without ever failing; the documents that come along are complete and their queries can be asked. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { documentsIn, type KnowledgeDocument } from '../../../src/doors/vscode/knowledge/documents.ts';
import { splitDocument } from '../../../src/doors/vscode/knowledge/front-matter.ts';
import { knowledgeWords } from '../../../src/doors/vscode/knowledge/words.ts';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import { categories } from '../../../src/model/category.ts';

describe('front matter', () => {
  it('has plain values, lists in brackets and lists below', () => {
    const { head, body } = splitDocument(
      '---\ntitle: "A: \\"b\\""\ntags: [x, "y, z", \'it\'\'s\']\nsymptoms:\n  - one: two\n  - "three"\n---\n# Body\n',
    );
    assert.deepEqual({ ...head }, { title: ['A: "b"'], tags: ['x', 'y, z', "it's"], symptoms: ['one: two', 'three'] });
    assert.equal(body, '# Body\n');
  });

  it('may be missing, empty, or never end', () => {
    assert.equal(splitDocument('# Body').body, '# Body');
    assert.equal(splitDocument('---\n---\nBody').body, 'Body');
    assert.deepEqual({ ...splitDocument('---\ntitle: x\n').head }, {});
  });

  it('never fails, and never loses a document without a head', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const { body } = splitDocument(text);
        assert.ok(text.endsWith(body));
        if (!text.replace('\ufeff', '').startsWith('---')) assert.equal(body, text);
      }),
    );
    const lines = fc.array(fc.constantFrom('---', 'a: b', '- c', 'a:', '__proto__: x', 'constructor: [y]', '', '"'), {
      maxLength: 12,
    });
    fc.assert(fc.property(lines, all => void splitDocument(all.join('\n'))));
  });
});

describe('knowledge', () => {
  let documents: KnowledgeDocument[];
  before(async () => {
    documents = await documentsIn('knowledge_base');
  });

  it('that comes along has a title, symptoms, streams, queries that can be asked, and categories that exist', () => {
    assert.ok(documents.length >= 5);
    for (const { path, head } of documents) {
      for (const key of ['title', 'symptoms', 'streams', 'queries', 'categories', 'tags'])
        assert.ok(head[key]?.length, `${path}: ${key}`);
      for (const query of head.queries) parseQuery(query);
      for (const category of head.categories) assert.ok(category in categories, `${path}: ${category}`);
    }
  });

  it('links only documents that exist', () => {
    for (const { path } of documents)
      for (const [, target] of readFileSync(path, 'utf8').matchAll(/\]\(([^)#]+\.md)/g))
        assert.ok(existsSync(join(dirname(path), target)), `${path}: ${target}`);
  });

  it('is found in folders below, by front matter, heading or file name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
    try {
      writeFileSync(join(folder, 'b.md'), '---\ntitle: Named\n---\n');
      writeFileSync(join(folder, 'c.md'), 'text\n# A heading\n');
      writeFileSync(join(folder, 'plain.md'), 'text\n');
      writeFileSync(join(folder, 'other.txt'), '# no\n');
      assert.deepEqual(
        (await documentsIn(folder)).map(one => one.title),
        ['A heading', 'Named', 'plain'],
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('reads as title and tags; a folder that cannot be read says so', () => {
    const [document] = documents;
    assert.equal(knowledgeWords({ kind: 'document', document }).description, document.head.tags.slice(0, 3).join(', '));
    const folder = { path: '/gone', label: 'runbooks', shipped: false };
    const words = knowledgeWords({ kind: 'folder', folder, documents: [], problem: 'ENOENT' });
    assert.equal(words.description, 'cannot be read (ENOENT)');
  });
});
