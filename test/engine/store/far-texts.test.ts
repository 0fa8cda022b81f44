/** Texts at a log server: what it drops is sent again under other times, what it loses is told, what is brought is bounded and shared. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textReader } from '../../../src/engine/sources/kept-read.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { Source } from '../../../src/engine/store/source.ts';
import { trim } from '../../../src/engine/store/spool.ts';
import { withTexts } from '../../../src/engine/store/texts.ts';
import { serverKinds, type TestServer } from '../../stand-in/servers.ts';

const { signal } = new AbortController();

/** Fresh lines, then some as old as no server likes them, then fresh ones; several blocks of each. */
function mixedLog(): string {
  const now = Date.now() - 60_000;
  const line = (at: number, i: number) => `${new Date(at).toISOString()} INFO line ${i}\n`;
  return Array.from({ length: 24_000 }, (_, i) => line(i >= 9000 && i < 17_000 ? Date.UTC(2019, 2, 1) + i : now + i, i)).join('');
}

for (const kind of serverKinds.filter(one => !one.isReal))
  describe(`texts at ${kind.label}`, function () {
    this.timeout(60_000);
    let folder: string;
    let log: string;
    let server: TestServer;
    let engine: RunningEngine;

    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'far-'));
      log = join(folder, 'run.log');
      writeFileSync(log, mixedLog());
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    async function begin(name: string, at: Promise<TestServer>): Promise<string> {
      server = await at;
      const home = join(folder, name);
      engine = startEngine({
        home,
        cwd: folder,
        version: 'test',
        inline: true,
        store: kind.system,
        connections: server.provider,
      });
      return home;
    }

    afterEach(async () => {
      await engine.end();
      await server.close();
    });

    const ingested = async () => (await engine.ingest_logs({ inputs: [log] } as never)).run_id;
    const selects = () => server.standIn?.asked.filter(one => /query(_range)?$/.test(one.path)).length ?? 0;

    it('are whole though the server takes no lines of some times', async () => {
      const home = await begin('mixed', kind.open());
      const run_id = await ingested();
      rmSync(join(home, 'texts'), { recursive: true });
      const source = Source.open(home, run_id, textReader(server.outside)) as Source;
      await source.bring(source.blocks, signal);
      assert.ok(Buffer.from(source.rawBytes(0, 1, source.lines)).equals(readFileSync(log)));
      source.close();
    });

    it('are no run where the server keeps nothing', async () => {
      // Less than nothing is kept: what it is sent is too old when it comes.
      const home = await begin('none', kind.open({ victoria: { retentionDays: -1 }, loki: { oldestDays: -1 } }));
      await assert.rejects(ingested(), {
        code: 'lines_lost',
        message: /does not have the lines of .*: it took all lines and has not kept those of/,
      });
      assert.deepEqual(readdirSync(join(home, 'index', 'v3')), []);
    });

    it('are brought a few times for a pass over scattered lines, and once for all who want them', async () => {
      const home = await begin('scattered', kind.open());
      const run_id = await ingested();
      rmSync(join(home, 'texts'), { recursive: true });
      const source = Source.open(home, run_id, textReader(server.outside)) as Source;
      let passes = 0;
      const before = selects();
      const texts = await withTexts(() => {
        passes++;
        return source.blocks.map(block => source.row(block, 0).text);
      }, signal);
      assert.equal(texts.length, source.blocks.length);
      assert.ok(passes <= 4, `${passes} passes over ${source.blocks.length} blocks`);
      const brought = selects() - before;
      await Promise.all([source.bring(source.blocks, signal), source.bring(source.blocks, signal)]);
      assert.equal(selects() - before, brought);
      rmSync(join(home, 'texts'), { recursive: true });
      const [block] = source.blocks;
      await Promise.all([source.bring([block], signal), source.bring([block], signal)]);
      assert.equal(readdirSync(join(home, 'texts'), { recursive: true }).length, 2);
      source.close();
    });

    it('are not waited for by who cancels', async () => {
      const home = await begin('cancelled', kind.open());
      const run_id = await ingested();
      rmSync(join(home, 'texts'), { recursive: true });
      const source = Source.open(home, run_id, textReader(server.outside)) as Source;
      const ending = new AbortController();
      const bringing = source.bring(source.blocks, ending.signal);
      ending.abort();
      await assert.rejects(Promise.resolve(bringing), { code: 'cancelled' });
      source.close();
    });
  });

describe('the spool', () => {
  it('lets go of what was brought first, beyond its bound', () => {
    const home = mkdtempSync(join(tmpdir(), 'spool-'));
    mkdirSync(join(home, 'texts', 'a'), { recursive: true });
    for (const name of ['1', '2', '3']) writeFileSync(join(home, 'texts', 'a', name), Buffer.alloc(100));
    trim(home, 200);
    assert.equal(readdirSync(join(home, 'texts', 'a')).length, 2);
    rmSync(home, { recursive: true });
  });
});
