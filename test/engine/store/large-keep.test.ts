/** A large run at a log server: sent, broken off in the middle, sent again, asked in every way, to the byte; a million lines where the server is real. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { textReader } from '../../../src/engine/sources/kept-read.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { Source } from '../../../src/engine/store/source.ts';
import { serverKinds, type TestServer } from '../../stand-in/servers.ts';

const LINES = 20_000;
const MANY = 1_000_000;

for (const kind of serverKinds)
  describe(`a large run at ${kind.label}`, function () {
    this.timeout(kind.isReal ? 1_800_000 : 60_000);
    const lines = kind.isReal ? MANY : LINES;
    const { signal } = new AbortController();
    let folder: string;
    let log: string;
    let server: TestServer;
    let engine: RunningEngine;
    let run_id: string;

    before(async () => {
      server = await kind.open();
      folder = mkdtempSync(join(tmpdir(), 'large-'));
      log = join(folder, 'run.log');
      const begin = Date.now() - 3_600_000;
      const file = createWriteStream(log);
      for (let i = 0; i < lines; i++) {
        const at = new Date(begin + Math.floor((i * 3_000_000) / lines)).toISOString();
        const text =
          i % 1000 === 7
            ? `ERROR reactor stalled for ${i % 313} ms on shard ${i % 17}`
            : `INFO request ${i} to 10.0.${i % 256}.1 took ${(i * 7) % 1000}ms`;
        if (!file.write(`${at} ${text}\n`)) await once(file, 'drain');
      }
      file.end();
      await finished(file);
      engine = startEngine({
        home: join(folder, 'home'),
        cwd: folder,
        version: 'test',
        inline: true,
        store: kind.system,
        connections: server.provider,
      });
    });
    after(async () => {
      await engine.forget_run({ run_id } as never);
      await engine.end();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is not shown when the process dies in the middle', async () => {
      const child = fork(
        join(import.meta.dirname, 'keep-child.ts'),
        [join(folder, 'home'), log, kind.system, server.standIn?.url ?? ''],
        {
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        },
      );
      const texts = join(folder, 'home', 'texts');
      // A block in the spool is one that is on its way to the server.
      while (!existsSync(texts) || readdirSync(texts, { recursive: true }).length < 3) await new Promise(setImmediate);
      child.kill('SIGKILL');
      await once(child, 'exit');
      assert.ok(!readdirSync(join(folder, 'home', 'index', 'v3')).some(name => name.endsWith('.db')));
    });

    it('is whole the next time', async () => {
      const begun = performance.now();
      ({ run_id } = await engine.ingest_logs({ inputs: [log] } as never));
      const seconds = (performance.now() - begun) / 1000;
      if (kind.isReal) console.log(`      ${lines} lines kept in ${seconds.toFixed(1)} s`);
      rmSync(join(folder, 'home', 'texts'), { recursive: true });
    });

    it('answers what needs its text', async () => {
      const stalled = await engine.search_logs({ run_id, query: '"reactor stalled for 7 ms"', limit: 10 } as never);
      const expected = Array.from({ length: lines }, (_, i) => i).filter(i => i % 1000 === 7 && i % 313 === 7).length;
      assert.equal(stalled.coverage.matched, expected);
      const regex = await engine.search_logs({ run_id, query: '/request \\d*99 to 10\\.0\\.3\\.1 /', limit: 1 } as never);
      assert.equal(
        regex.coverage.matched,
        Array.from({ length: lines }, (_, i) => i).filter(i => i % 100 === 99 && i % 256 === 3 && i % 1000 !== 7).length,
      );
      const report = await engine.investigate_run({ inputs: [run_id], against: [], mode: 'hybrid' } as never);
      assert.match(report.suspect_lines[0].text, /reactor stalled/);
    });

    it('comes back to the byte', async () => {
      rmSync(join(folder, 'home', 'texts'), { recursive: true, force: true });
      const source = Source.open(join(folder, 'home'), run_id, textReader(server.outside)) as Source;
      const [ours, theirs] = [createHash('sha256'), createHash('sha256')];
      for (let at = 0; at < source.blocks.length; at += 8) {
        const some = source.blocks.slice(at, at + 8);
        await source.bring(some, signal);
        for (const { member, firstLine, count } of some) ours.update(source.rawBytes(member, firstLine, firstLine + count - 1));
      }
      source.close();
      for await (const chunk of createReadStream(log)) theirs.update(chunk as Buffer);
      assert.equal(ours.digest('hex'), theirs.digest('hex'));
    });
  });
