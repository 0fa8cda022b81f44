/** The store: indexes of former layouts go when today's is there and nobody writes them; nothing else goes. */
import { deepEqual } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexFolder, lockFile, machine, makeIndexFolder } from '../../../src/engine/store/home.ts';
import { clearOutdated } from '../../../src/engine/store/outdated.ts';

describe('indexes of former layouts', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'outdated-'));
    for (const name of ['v0', 'v1', 'v99', 'mine']) {
      mkdirSync(join(home, 'index', name), { recursive: true });
      writeFileSync(join(home, 'index', name, 'a.db'), 'lines');
    }
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const kept = () => readdirSync(join(home, 'index')).sort();
  const today = () => indexFolder(home).split('/').at(-1) as string;

  it('stay as long as there is none of today', () => {
    clearOutdated(home);
    deepEqual(kept(), ['mine', 'v0', 'v1', 'v99']);
  });

  it('go when there is, but not a later one, nor what is not ours', () => {
    makeIndexFolder(home);
    clearOutdated(home);
    deepEqual(kept(), ['making', 'mine', today(), 'v99'].sort());
  });

  it('stay while a process that lives writes them', () => {
    makeIndexFolder(home);
    const owner = { machine, pid: process.ppid, thread: 'any' };
    writeFileSync(join(home, 'index/v1/a.lock'), `${JSON.stringify(owner)}\n`);
    clearOutdated(home);
    deepEqual(kept(), ['making', 'mine', 'v1', today(), 'v99'].sort());
  });

  it('stay while a process writes an index whose lock lies apart', () => {
    makeIndexFolder(home);
    writeFileSync(lockFile(home, 'a'), `${JSON.stringify({ machine, pid: process.ppid, thread: 'any' })}\n`);
    clearOutdated(home);
    deepEqual(kept(), ['making', 'mine', 'v0', 'v1', today(), 'v99'].sort());
    rmSync(lockFile(home, 'a'));
    clearOutdated(home);
    deepEqual(kept(), ['making', 'mine', today(), 'v99'].sort());
  });

  it('are not missed where there never was an index', () => {
    rmSync(join(home, 'index'), { recursive: true });
    clearOutdated(home);
    deepEqual(readdirSync(home), []);
  });
});
