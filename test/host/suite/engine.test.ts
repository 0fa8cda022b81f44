/** Extension host: the engine behind the editor: ingest, search, report, cancel, and a life after its thread's death. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awake, eventually, sampleReport } from './editor.ts';
import { writeLongLog } from './long-log.ts';

describe('the engine behind the editor', () => {
  let folder: string;
  let long: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'engine-suite-'));
    long = join(folder, 'long.log');
    await writeLongLog(long);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps its files in the home of this test run', async () => {
    const { door } = await awake();
    assert.equal(await door.home(), process.env.INVESTIGATOR_HOME);
  });

  it('investigates the sample: a category, and evidence that can be opened', async () => {
    const report = await sampleReport();
    assert.ok(report.hypotheses.length > 0);
    assert.ok(report.evidence_index.length > 0);
  });

  it('finds lines of it, and reads what stands around a cited line', async () => {
    const { door } = await awake();
    const report = await sampleReport();
    const page = await door.engine.search_logs({ run_id: report.run.run_id, level: 'error', limit: 5 });
    assert.equal(page.lines.length, 5);
    const { source, member, line } = report.evidence_index[0].place;
    const around = await door.engine.read_lines({ place: `${source}:${member}:${line}`, around: 2 });
    assert.ok(around.lines.some(one => one.place.line === line));
  });

  it('ends an ingestion that is cancelled, and leaves nothing of it', async () => {
    const { door } = await awake();
    const { runs: before } = await door.engine.check_ingestion_status({});
    const cancel = new AbortController();
    const reading = door.engine.ingest_logs({ inputs: [long] }, { signal: cancel.signal, onProgress: () => cancel.abort() });
    await assert.rejects(reading, { code: 'cancelled' });
    await eventually('nothing is being read', async () => {
      const status = await door.engine.check_ingestion_status({});
      return status.ingestions.every(one => one.state !== 'running') && status.runs === before;
    });
  });

  it('fails a call whose thread dies, with words; the next question begins another thread', async () => {
    const { door, loseEngine } = await awake();
    const { runs } = await door.engine.list_runs({});
    const { promise: underWay, resolve: begun } = Promise.withResolvers<void>();
    const died = assert.rejects(door.engine.ingest_logs({ inputs: [long] }, { onProgress: () => begun() }), {
      code: 'engine_gone',
    });
    await underWay;
    await loseEngine();
    await died;
    assert.deepEqual((await door.engine.list_runs({})).runs, runs);
  });
});
