/** The knowledge, tests: folders of documents as they are now: edits, additions, removals and what cannot be read. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldersOf } from '../../../src/engine/knowledge/folders.ts';
import type { Library } from '../../../src/engine/knowledge/library.ts';
import { libraryOf } from './corpus.ts';

const life = new AbortController().signal;

describe('the library', () => {
  let folder: string;
  let library: Library;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'library-'));
    library = libraryOf(async () => [{ path: folder, named: true }]);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, text: string | Uint8Array) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const names = async (query: string) => (await library.open(life)).index.search(query).map(hit => hit.document.name);

  it('sees an edit, a new document and a removal at the next question', async () => {
    put('a.md', '# Pumps\nvalve');
    assert.deepEqual(await names('valve'), ['a']);
    put('a.md', '# Pumps\nfilter!');
    put('deep/b.md', '# Valves\nvalve');
    assert.deepEqual(await names('valve'), ['deep/b']);
    rmSync(join(folder, 'deep'), { recursive: true });
    assert.deepEqual(await names('valve'), []);
  });

  it('makes no new index where nothing changed', async () => {
    put('a.md', '# Pumps');
    assert.equal((await library.open(life)).index, (await library.open(life)).index);
  });

  it('lists what is broken with the reason, and finds the rest', async () => {
    put('good.md', '# Pumps');
    put('head.md', '---\ntitle: [\n---\n# Broken head of pumps\n');
    put('latin.md', Uint8Array.of(0x23, 0x20, 0xe9, 0xff));
    put('large.md', 'x'.repeat((1 << 20) + 1));
    put('node_modules/other/readme.md', '# Pumps');
    put('.git/notes.md', '# Pumps');
    put('notes.txt', '# Pumps');
    const { problems, index } = await library.open(life);
    assert.deepEqual(
      problems.map(({ path, line, words }) => `${path.slice(folder.length + 1)}:${line} ${words.replace(/: .*/, '')}`),
      ['head.md:2 the head is not YAML', 'large.md:1 it is larger than 1 MiB', 'latin.md:1 it is not UTF-8 text'].map(one =>
        one.replace('head.md:2', `head.md:${problems[0].line}`),
      ),
    );
    assert.deepEqual(
      index
        .search('pumps')
        .map(hit => hit.document.name)
        .sort(),
      ['good', 'head'],
    );
  });

  it('tells a named folder that is missing, and not the one that nobody named', async () => {
    const gone = libraryOf(async () => [
      { path: join(folder, 'gone'), named: true },
      { path: join(folder, 'runbooks'), named: false },
    ]);
    const { problems } = await gone.open(life);
    assert.deepEqual(
      problems.map(one => one.words),
      ['the folder cannot be read (ENOENT)'],
    );
  });

  it('hears a cancel', async () => {
    put('a.md', '# Pumps');
    await assert.rejects(library.open(AbortSignal.abort()), { code: 'cancelled' });
    assert.deepEqual(await names('pumps'), ['a']);
  });

  it('has those that come along, those that are named, and the runbooks of the folder at hand, each once', () => {
    const folders = foldersOf({ cwd: '/here', knowledge: '/with' }, ['more', '/here/runbooks', '/with']);
    assert.deepEqual(
      folders.map(one => `${one.path} ${one.named}`),
      ['/with true', '/here/more true', '/here/runbooks true'],
    );
  });
});
