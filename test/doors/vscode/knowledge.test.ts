/** The editor's knowledge, tests: folders with their documents and what is broken in them, as the tree shows them. */
import assert from 'node:assert/strict';
import { foldersIn, type KnowledgeNode, nodesIn } from '../../../src/doors/vscode/knowledge/nodes.ts';
import { knowledgeWords } from '../../../src/doors/vscode/knowledge/words.ts';
import type { KnowledgeAnswer, KnowledgeHit } from '../../../src/model/knowledge.ts';

const hit = (path: string, title: string): KnowledgeHit => ({
  place: { path, document: 'x', heading: '', line: 1 },
  title,
  text: '',
  score: 1,
  why: [],
  symptoms: ['<b>no</b> space'],
  streams: [],
  queries: ['level:error'],
  tags: ['disk', 'quota', 'inode', 'fourth'],
});

const answer: KnowledgeAnswer = {
  query: '',
  hits: [hit('/with/a.md', 'A'), hit('/mine/deep/b.md', 'B'), hit('/mine/c.md', 'C')],
  in_all: 3,
  searched: {
    documents: 3,
    sections: 3,
    folders: ['/with', '/mine', '/mine/deep', '/gone', '/empty', '/runbooks'],
    by: ['words'],
  },
  problems: [
    { path: '/gone', line: 1, words: 'the folder cannot be read (ENOENT)' },
    { path: '/mine/broken.md', line: 4, words: 'the head is not YAML' },
  ],
};

function shown(node: KnowledgeNode): string {
  const { label, description, icon } = knowledgeWords(node);
  return `${icon}: ${label} (${description})`;
}

describe('knowledge in the tree', () => {
  const folders = foldersIn(answer, new Set(['/empty']));

  it('stands in its folders; one without documents is shown where somebody named it', () => {
    assert.deepEqual(folders.map(shown), [
      'library: Comes with the extension (1 documents)',
      'folder: /mine (1 documents)',
      'folder: /mine/deep (1 documents)',
      'warning: /gone (the folder cannot be read (ENOENT))',
      'folder: /empty (0 documents)',
    ]);
  });

  it('shows what is broken first, with the reason, and opens it at its line', () => {
    const [broken, document] = nodesIn(folders[1]);
    assert.deepEqual(
      [shown(broken), shown(document)],
      ['warning: broken.md (the head is not YAML)', 'markdown: C (disk, quota, inode)'],
    );
    assert.deepEqual(knowledgeWords(broken).command, ['investigator.openDocument', '/mine/broken.md', 4]);
    assert.deepEqual(nodesIn(document), []);
  });

  it('tells symptoms and queries, which stay text', () => {
    const [document] = nodesIn(folders[0]);
    const tooltip = knowledgeWords(document).tooltip?.() ?? '';
    assert.match(tooltip, /`level:error`/);
    assert.doesNotMatch(tooltip, /<b>/);
  });
});
