/** Tests: a process that dies while it ingests, at whatever moment, leaves no half source behind; two that ingest at once agree. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { survey } from '../../../src/engine/answers/survey.ts';
import { ingest } from '../../../src/engine/read/ingest.ts';
import { resolveInput } from '../../../src/engine/read/inputs.ts';
import { defaultLimits } from '../../../src/engine/read/limits.ts';
import { indexFolder, lockFile, machine, makingFolder } from '../../../src/engine/store/home.ts';
import { Source } from '../../../src/engine/store/source.ts';
import { temporaryHome } from './small-source.ts';

/** More rounds by hand: KILL_ROUNDS=200 mocha test/engine/store/kill.test.ts */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const SCRIPT = join(import.meta.dirname, 'ingest-child.ts');

describe('ingestion that is killed', () => {
  const { home, end } = temporaryHome();
  const path = join(home, 'run.log');
  const { signal } = new AbortController();
  after(end);
  before(() => {
    const lines = Array.from(
      { length: 40_000 },
      (_, i) => `2026-05-01T00:00:0${i % 10}Z INFO request ${i} took ${(i * 7) % 1000}ms from 10.0.${i % 256}.1\n`,
    );
    writeFileSync(path, lines.join(''));
  });

  function begin(sourceId: string): ChildProcess {
    return fork(SCRIPT, [home, sourceId, path], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  async function ingestHere(sourceId: string): Promise<void> {
    const inputs = await resolveInput(path, { cwd: home, cacheFolder: home, limits: defaultLimits, signal });
    const request = { home, sourceId, title: sourceId, inputs, limits: defaultLimits, survey };
    await ingest(request, { signal, onProgress: () => undefined });
  }

  async function isWhole(sourceId: string): Promise<boolean> {
    const source = Source.open(home, sourceId);
    if (!source) return false;
    const stored = source.rawBytes(0, 1, source.lines);
    source.close();
    equal(Buffer.compare(stored, readFileSync(path)), 0, 'a source that can be opened is whole');
    return true;
  }

  it('is never shown as whole, and the next one makes it so', async () => {
    const begun = performance.now();
    await ingestHere('first');
    const took = performance.now() - begun;
    ok(await isWhole('first'));
    for (let round = 0; round < ROUNDS; round++) {
      const child = begin('killed');
      await once(child, 'message');
      // Moments spread evenly over the ingestion and a little beyond.
      const moment = ((round + 0.5) / ROUNDS) * took * 1.1;
      setTimeout(() => child.kill('SIGKILL'), moment);
      await once(child, 'exit');
      if (await isWhole('killed')) break;
    }
    await ingestHere('killed');
    ok(await isWhole('killed'));
    await ingestHere('last');
    deepEqual(readdirSync(indexFolder(home)).sort(), ['first.db', 'killed.db', 'last.db']);
    deepEqual(readdirSync(makingFolder(home)), [], 'nothing else is left behind');
  });

  it('leaves no lock for good, at whatever moment the process died', async () => {
    await ingestHere('locked');
    const child = begin('never');
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    const dead = { machine, pid: child.pid, thread: 'any' };
    const living = { machine, pid: process.ppid, thread: 'any' };
    writeFileSync(lockFile(home, 'locked'), `${JSON.stringify(dead)}\n`);
    writeFileSync(lockFile(home, 'at-work'), `${JSON.stringify(living)}\n`);
    await ingestHere('next');
    const locks = readdirSync(makingFolder(home));
    rmSync(lockFile(home, 'at-work'));
    deepEqual(locks, ['at-work.lock'], 'that of the process which lives stays');
  });

  it('is done once when two processes begin at once', async () => {
    const children = [begin('both'), begin('both')];
    const codes = await Promise.all(children.map(async child => (await once(child, 'exit'))[0] as number));
    deepEqual(codes, [0, 0]);
    ok(await isWhole('both'));
    deepEqual(
      [...readdirSync(indexFolder(home)), ...readdirSync(makingFolder(home))].filter(name => name.startsWith('both')),
      ['both.db'],
    );
  });
});
