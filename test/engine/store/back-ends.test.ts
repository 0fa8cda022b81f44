/** Back ends: wherever the text of lines is kept, the same questions have the same answers, to the byte. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textReader } from '../../../src/engine/sources/kept-read.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { indexFile } from '../../../src/engine/store/home.ts';
import { openDatabase } from '../../../src/engine/store/open.ts';
import { Source } from '../../../src/engine/store/source.ts';
import type { LogStore } from '../../../src/model/kept.ts';
import { serverKinds, type TestServer, upset } from '../../stand-in/servers.ts';
import { hostileLog } from './hostile-log.ts';

const sample = fileURLToPath(new URL('../../../media/sample/', import.meta.url));
const CHILD = join(import.meta.dirname, 'keep-child.ts');

/** What all back ends are asked; the answers of the embedded one are the measure. */
async function answers(engine: RunningEngine, run_id: string): Promise<unknown[]> {
  const told: unknown[] = [];
  for (const query of [
    '',
    'disk full',
    'request -took',
    '/took 7\\d*ms/',
    '"no stamp"',
    'level:error',
    'xxxx*',
    'nul',
    'json',
    'twice',
  ]) {
    const page = await engine.search_logs({ run_id, query, limit: 50 } as never);
    told.push(page);
    if (page.next) told.push(await engine.search_logs({ run_id, query, limit: 50, cursor: page.next } as never));
    told.push(await engine.search_logs({ run_id, query, limit: 30, direction: 'backward' } as never));
    told.push(await engine.count_levels({ run_id, query, buckets: 20 } as never));
  }
  const { lines } = await engine.search_logs({ run_id, query: 'disk full', limit: 5 } as never);
  for (const { place } of lines) {
    told.push(await engine.read_lines({ place: `${place.source}:${place.member}:${place.line}`, around: 4 } as never));
  }
  told.push(await engine.list_patterns({ run_id } as never), await engine.get_timeline({ run_id } as never));
  const { run: _run, ...info } = await engine.get_test_run_info({ run_id } as never);
  told.push(info);
  return told;
}

/** What differs between two reports of the same lines is when they were made. */
function timeless(report: object): object {
  return JSON.parse(
    JSON.stringify(report, (key, value) => (/^(made_at|took_ms|fetched_at|id)$/.test(key) ? undefined : value)),
  ) as object;
}

for (const kind of serverKinds)
  describe(`the back end ${kind.label}`, function () {
    this.timeout(kind.isReal ? 300_000 : 60_000);
    const now = Math.floor(Date.now() / 1000) * 1000;
    const engines: RunningEngine[] = [];
    let server: TestServer;
    let folder: string;
    let log: string;
    const home = (name: string) => join(folder, name);

    function engineOn(name: string, store: LogStore = kind.system, at = server): RunningEngine {
      const engine = startEngine({
        home: home(name),
        cwd: folder,
        version: 'test',
        inline: true,
        store,
        connections: at.provider,
      });
      engines.push(engine);
      return engine;
    }

    /** What was brought once lies in the spool: without it every text has to come from the server. */
    function forgetTexts(name: string): void {
      rmSync(join(home(name), 'texts'), { recursive: true, force: true });
    }

    async function ingested(engine: RunningEngine, input = log): Promise<string> {
      return (await engine.ingest_logs({ inputs: [input] } as never)).run_id;
    }

    async function assertBytes(name: string, run_id: string): Promise<void> {
      forgetTexts(name);
      const source = Source.open(home(name), run_id, textReader(server.outside)) as Source;
      assert.equal(source.kept?.kept.system, kind.system);
      await source.bring(source.blocks, new AbortController().signal);
      assert.ok(Buffer.from(source.rawBytes(0, 1, source.lines)).equals(readFileSync(log)));
      source.close();
    }

    before(async () => {
      server = await kind.open();
      folder = mkdtempSync(join(tmpdir(), 'back-ends-'));
      log = join(folder, 'run.log');
      writeFileSync(log, hostileLog(now));
    });
    afterEach(async () => {
      for (const engine of engines.splice(0)) await engine.end();
    });
    after(async () => {
      rmSync(folder, { recursive: true, force: true });
      await server.close();
    });

    it('gives every line back as it was, whatever bytes and times it has', async () => {
      const run_id = await ingested(engineOn('bytes'));
      await assertBytes('bytes', run_id);
      const db = openDatabase(indexFile(home('bytes'), run_id), { readonly: true });
      assert.equal(db.prepare('SELECT sum(length(text)) FROM packed').pluck().get(), 0, 'the index holds no text');
      db.close();
    });

    it('answers as the embedded one does, from the server alone', async () => {
      const here = engineOn('here', 'embedded');
      const expected = await answers(here, await ingested(here));
      const run_id = await ingested(engineOn('far'));
      forgetTexts('far');
      const far = engineOn('far');
      const got = await answers(far, run_id);
      for (const [i, answer] of expected.entries()) assert.deepEqual(got[i], answer, `answer ${i}`);
    });

    it('leads to the same report with verified evidence', async () => {
      const ask = { inputs: [join(sample, 'failed')], against: [join(sample, 'passed')], job: 'sample' };
      const expected = await engineOn('report-here', 'embedded').investigate_run(ask as never);
      await engineOn('report-far').ingest_logs({ inputs: ask.inputs } as never);
      forgetTexts('report-far');
      const report = await engineOn('report-far').investigate_run(ask as never);
      assert.ok(report.suspect_lines.length > 0);
      assert.deepEqual(timeless(report), timeless(expected));
    });

    it('can be asked for the lines in its own language', async () => {
      const engine = engineOn('asked');
      const run_id = await ingested(engine);
      const selector = `{app="test-run-investigator",source="${run_id}"}`;
      const query = kind.system === 'loki' ? `${selector} |= "disk full"` : `${selector} "disk full"`;
      const found = await engine.query_log_server({ query, system: kind.system, from: '-2h', limit: 1000 } as never);
      assert.ok(found.lines.length >= 10);
      assert.ok(found.lines.every(line => line.fields.level === 'error' && line.fields.row && line.fields.member === 'run.log'));
    });

    if (!kind.isReal) sickness();

    function sickness(): void {
      const path = kind.system === 'loki' ? /push$/ : /insert/;

      it('takes each line once however often it was sent', async () => {
        for (const mishap of ['lose the answer', 'busy', 'lose the request'] as const) upset(server, path, mishap);
        const run_id = await ingested(engineOn('retried'));
        await assertBytes('retried', run_id);
      });

      it('shows nothing of an ingestion that broke off, and the next one is whole', async () => {
        const child = fork(CHILD, [home('killed'), log, kind.system, server.standIn?.url ?? ''], {
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        });
        const before = server.standIn?.asked.length ?? 0;
        while (!server.standIn?.asked.slice(before).some(one => path.test(one.path))) await new Promise(setImmediate);
        child.kill('SIGKILL');
        await once(child, 'exit');
        const folderOf = join(home('killed'), 'index');
        const whole = existsSync(folderOf)
          ? readdirSync(folderOf, { recursive: true }).filter(name => String(name).endsWith('.db'))
          : [];
        assert.deepEqual(whole, []);
        const run_id = await ingested(engineOn('killed'));
        await assertBytes('killed', run_id);
      });

      it('fails, and shows nothing, while the server fails', async () => {
        upset(server, path, 'fail');
        await assert.rejects(ingested(engineOn('failing')), { code: 'source_failed', message: /status 500, “boom”/ });
        await assertBytes('failing', await ingested(engineOn('failing')));
      });

      it('answers what needs no text while the server is away, and says what is wrong for the rest', async () => {
        const gone = await kind.open();
        const run_id = await ingested(engineOn('away', kind.system, gone));
        forgetTexts('away');
        await gone.close();
        const engine = engineOn('away', kind.system, gone);
        const { counts } = await engine.count_levels({ run_id, query: 'level:error', buckets: 1 } as never);
        assert.ok((counts.error ?? []).reduce((sum, one) => sum + one, 0) >= 10);
        assert.ok((await engine.list_patterns({ run_id } as never)).templates.length > 0);
        await assert.rejects(engine.search_logs({ run_id, query: 'disk full' } as never), {
          code: 'source_unreachable',
          message: /nobody listens there/,
        });
      });

      it('says so when the server has lost lines', async () => {
        const first = await kind.open();
        const run_id = await ingested(engineOn('lost', kind.system, first));
        forgetTexts('lost');
        await first.close();
        const other = await kind.open();
        const engine = engineOn('lost', kind.system, other);
        await assert.rejects(engine.search_logs({ run_id, query: 'disk full' } as never), {
          code: 'lines_lost',
          message: /not all are there/,
        });
        await other.close();
      });

      it('tells what stays when a run is forgotten', async () => {
        const engine = engineOn('forgotten');
        const { stays } = await engine.forget_run({ run_id: await ingested(engine) } as never);
        assert.match(
          stays ?? '',
          /^Its lines stay in (VictoriaLogs|Loki) \(\{app="test-run-investigator",ingestion="[0-9a-f-]{36}"\}\) until its retention ends\.$/,
        );
      });
    }
  });
