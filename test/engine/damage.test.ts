/** The engine with a home that is damaged or cannot be: each failure is told by names a person knows, and can be mended as it says. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Fault } from '../../src/base/fault.ts';
import { makeFolder } from '../../src/engine/folder.ts';
import { type RunningEngine, startEngine } from '../../src/engine/start.ts';
import { machine } from '../../src/engine/store/home.ts';

const ZSTD = Buffer.of(0x28, 0xb5, 0x2f, 0xfd);

describe('engine with a damaged home', () => {
  let folder: string;
  let engine: RunningEngine;
  const home = () => join(folder, 'home');
  const index = () => join(home(), 'index', 'v3');
  const making = () => join(home(), 'index', 'making');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'damage-'));
    const lines = Array.from({ length: 200 }, (_, i) => `2026-05-01T10:00:00.000Z INFO request ${i * 7919} took ${i} ms`);
    writeFileSync(join(folder, 'app.log'), `${lines.join('\n')}\n`);
    engine = startEngine({ home: home(), cwd: folder, version: 'test', inline: true });
  });

  afterEach(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Spoils whatever is packed in the file; everything else of it stays whole. */
  function spoil(file: string): void {
    const bytes = readFileSync(file);
    for (let at = bytes.indexOf(ZSTD); at >= 0; at = bytes.indexOf(ZSTD, at + 1)) bytes[at + 12] ^= 0xff;
    writeFileSync(file, bytes);
  }

  it('names the logs of a damaged index, and makes it anew when they are ingested again', async () => {
    const { run_id } = await engine.ingest_logs({ inputs: ['app.log'] });
    await engine.end();
    spoil(join(index(), `${run_id}.db`));
    engine = startEngine({ home: home(), cwd: folder, version: 'test', inline: true });
    await assert.rejects(
      engine.search_logs({ run_id }),
      (fault: Fault) => fault.code === 'index_damaged' && fault.message.includes(join(folder, 'app.log')),
    );
    await engine.ingest_logs({ inputs: ['app.log'] });
    assert.equal((await engine.search_logs({ run_id })).coverage.matched, 200);
    assert.deepEqual(readdirSync(index()), [`${run_id}.db`]);
  });

  it('says that the notebook is damaged, not that an index is', async () => {
    makeFolder(home());
    writeFileSync(join(home(), 'notebook.db'), 'no database at all, however long this text may be');
    await assert.rejects(engine.list_runs({}), { code: 'notebook_damaged', message: /notebook\.db/ });
    await assert.rejects(engine.ingest_logs({ inputs: ['app.log'] }), { code: 'notebook_damaged' });
  });

  it('says why there is nothing to read, and keeps no index of it', async () => {
    writeFileSync(join(folder, 'torn.gz'), gzipSync('2026-05-01T10:00:00Z ERROR x\n').subarray(0, 10));
    await assert.rejects(engine.ingest_logs({ inputs: ['torn.gz'] }), { code: 'no_logs', message: /ends after 10 bytes/ });
    assert.deepEqual(readdirSync(index()), []);
  });

  it('knows a run by the path it was read from, relative too', async () => {
    const { run_id } = await engine.ingest_logs({ inputs: ['app.log'], title: 'nightly' });
    assert.equal((await engine.get_test_run_info({ run_id: 'app.log' })).run.run_id, run_id);
  });

  it('reads anew what had stopped at a limit once limits are given', async () => {
    writeFileSync(join(folder, 'app.gz'), gzipSync(readFileSync(join(folder, 'app.log'))));
    const ask = async (limits?: { depth: number; totalBytes: number }) => {
      const asked = startEngine({ home: home(), cwd: folder, version: 'test', inline: true, limits });
      try {
        return (await asked.ingest_logs({ inputs: ['app.gz', 'app.log'] })).lines;
      } finally {
        await asked.end();
      }
    };
    assert.equal(await ask({ depth: 8, totalBytes: 10 }), 200);
    assert.equal(await ask(), 200);
    assert.equal(await ask({ depth: 8, totalBytes: 1 << 20 }), 400);
    assert.equal(await ask(), 400);
  });

  it('does not read its own home', async () => {
    await assert.rejects(engine.ingest_logs({ inputs: ['.'] }), { code: 'bad_input', message: /holds the home folder/ });
  });

  it('tells what other processes read, and not what dead ones did', async () => {
    const { home: at } = await engine.check_ingestion_status({});
    makeFolder(making());
    const lock = (name: string, pid: number) =>
      writeFileSync(
        join(making(), `${name}.lock`),
        `${JSON.stringify({ machine, pid, thread: 'x' })}\n${JSON.stringify({ lines: 5, bytes: 50, member: 'a.log' })}  \n`,
      );
    lock('living', process.ppid);
    lock('dead', 2 ** 30);
    writeFileSync(join(making(), 'new.lock'), '');
    const { ingestions } = await engine.check_ingestion_status({});
    assert.equal(at, home());
    assert.deepEqual(
      ingestions.map(one => [one.run_id, one.lines, one.words]),
      [['living', 5, 'another process reads a.log']],
    );
  });

  it('makes a home with the folders above it, and refuses where none can be', async () => {
    makeFolder(join(folder, 'a', 'b', 'c'));
    assert.ok(existsSync(join(folder, 'a', 'b', 'c')));
    assert.throws(() => makeFolder(join(folder, 'app.log', 'x')), { syscall: 'mkdir' });
    const nowhere = process.platform === 'linux' ? '/proc/no-such-home' : join(folder, 'app.log', 'home');
    const other = startEngine({ home: nowhere, cwd: folder, version: 'test', inline: true });
    await assert.rejects(other.ingest_logs({ inputs: ['app.log'] }), { code: 'home_unwritable' });
  });
});
