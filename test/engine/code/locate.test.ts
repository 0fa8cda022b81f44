/** The code room, tests: from named places to files of a workspace. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FileNames, locate, onDisk } from '../../../src/engine/code/locate.ts';
import { namedPlaces } from '../../../src/engine/code/named.ts';
import { walkTree } from '../../../src/engine/code/tree.ts';

describe('locate', () => {
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'locate-'));
    file('sdcm/cluster.py', 'import os\n\ndef start(self):\n    self.go()\n');
    file('sdcm/remote/base.py', 'a\nb\nc\n');
    file('tests/base.py', 'a\nb\nc\n');
    file('server/src/main/java/com/acme/Cart.java', 'class Cart {\n  void add() {\n  }\n}\n');
    file('other/src/main/java/com/acme/Cart.java', 'class Cart {\n  void add() {\n  }\n}\n');
    file('src/cart.ts', 'one\ntwo\n');
    file('proto/decoder.py', 'def parse():\n  pass\n');
    file('.gitignore', 'ignored/\n*.log\n!keep.log\n');
    file('.git/HEAD', 'ref: x\n');
    file('ignored/cart.ts', 'x');
    file('node_modules/a/cart.ts', 'x');
    file('sub/.gitignore', 'cart.ts\n');
    file('sub/cart.ts', 'x');
    file('sub/keep.log', 'x');
    file('sub/drop.log', 'x');
    file('rust/Cargo.toml', '');
    file('rust/target/cart.ts', 'x');
    symlinkSync(root, join(root, 'sub/loop'));
    symlinkSync(join(root, 'nowhere'), join(root, 'sub/dangling.py'));
  });

  after(() => rmSync(root, { recursive: true }));

  function file(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  async function ask(text: string, mappings: { from: string; to: string }[] = []): Promise<string[]> {
    const record = text.split('\n').map((one, at) => ({ line: at + 1, text: one }));
    const names = new FileNames([await walkTree({ root, exclude: [] })]);
    const [named] = namedPlaces(record, 1);
    return (await locate({ named, at: 0, text: record[0].text }, names, { roots: [root], mappings, ...onDisk })).map(
      one => `${one.file.slice(root.length + 1)}:${one.line} ${one.score.toFixed(2)} ${one.reason}`,
    );
  }

  it('walks what git would show, and no link back into the tree', async () => {
    const { paths, gaps } = await walkTree({ root, exclude: ['**/*.{java,toml}'] });
    assert.deepEqual([...paths].sort(), [
      '.gitignore',
      'proto/decoder.py',
      'sdcm/cluster.py',
      'sdcm/remote/base.py',
      'src/cart.ts',
      'sub/.gitignore',
      'sub/keep.log',
      'tests/base.py',
    ]);
    assert.deepEqual(gaps, []);
  });

  it('tells what it did not look at', async () => {
    const cut = await walkTree({ root, exclude: [], most: 3 });
    assert.match(cut.gaps[0].words, /holds more than 3 files/);
    const absent = await walkTree({ root: join(root, 'absent'), exclude: [] });
    assert.match(absent.gaps[0].words, /There is no folder/);
  });

  it('follows the longest matching end of a path', async () => {
    assert.deepEqual(await ask('File "/home/ubuntu/sct/sdcm/cluster.py", line 4, in start'), [
      'sdcm/cluster.py:4 0.85 names cluster.py:4; longest matching path, 2 of 5 parts',
    ]);
  });

  it('takes the code that a traceback prints for proof, and follows it when it moved', async () => {
    assert.deepEqual(await ask('File "/sct/sdcm/cluster.py", line 4, in start\n    self.go()'), [
      'sdcm/cluster.py:4 0.95 names cluster.py:4; longest matching path, 2 of 3 parts; the code is the same',
    ]);
    assert.deepEqual(await ask('File "/sct/sdcm/cluster.py", line 2, in start\n    self.go()'), [
      'sdcm/cluster.py:4 0.85 names cluster.py:2; longest matching path, 2 of 3 parts; its code stands in line 4 now',
    ]);
  });

  it('tells all files that fit equally, and lets a module name decide', async () => {
    assert.deepEqual(
      await ask('\tat com.acme.Cart.add(Cart.java:2)'),
      [
        'server/src/main/java/com/acme/Cart.java:2 0.76 names Cart.java:2; whole path fits; one of 2 that fit equally',
        'other/src/main/java/com/acme/Cart.java:2 0.76 names Cart.java:2; whole path fits; one of 2 that fit equally',
      ].sort((a, b) => a.localeCompare(b)),
    );
    assert.deepEqual(await ask('INFO sdcm.remote.base (base.py:2) x'), [
      'sdcm/remote/base.py:2 0.85 names base.py:2; file name fits; module name in the line fits',
    ]);
  });

  it('says nothing where only a common name fits, or the function stands elsewhere', async () => {
    assert.deepEqual(await ask('File "/usr/lib/python3.11/json/decoder.py", line 2, in raw_decode'), []);
    assert.equal((await ask('File "/usr/lib/python3.11/json/decoder.py", line 2, in parse')).length, 1);
    assert.deepEqual(await ask('File "/usr/lib/python3.11/json/__init__.py", line 2, in x'), []);
  });

  it('tells a line beyond the end of the file', async () => {
    assert.deepEqual(await ask('src/cart.ts:9:1 - error'), [
      'src/cart.ts:9 0.47 names cart.ts:9; whole path fits; the file ends at line 3',
    ]);
  });

  it('goes by mappings first, never out of the folder they lead to', async () => {
    const mappings = [{ from: '/opt/app', to: join(root, 'tests') }];
    assert.match(
      (await ask('File "/opt/app/base.py", line 1, in x', mappings))[0],
      /^tests\/base.py:1 1.00 names base.py:1; mapped: \/opt\/app/,
    );
    assert.doesNotMatch((await ask('File "/opt/app/../sdcm/cluster.py", line 1, in x', mappings)).join(), /mapped/);
  });
});
