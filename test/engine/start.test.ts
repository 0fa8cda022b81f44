/** The engine's front step, in a real worker thread: questions, faults, a cancel, a death and the life after it. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../src/engine/start.ts';
import { table } from '../../src/tools/table.ts';

describe('engine', () => {
  let folder: string;
  let engine: RunningEngine;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-'));
    mkdirSync(join(folder, 'logs'));
    const lines = Array.from(
      { length: 300 },
      (_, i) => `2026-05-01T10:00:${String(i % 60).padStart(2, '0')}.000Z INFO  worker ${i} took ${i * 3} ms`,
    );
    lines[200] = '2026-05-01T10:04:00.000Z ERROR connection refused by db:5432';
    writeFileSync(join(folder, 'logs', 'app.log'), `${lines.join('\n')}\n`);
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test' });
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('ingests, and returns at once the second time', async () => {
    const first = await engine.ingest_logs({ inputs: ['logs'] });
    const again = await engine.ingest_logs({ inputs: ['logs'] });
    assert.equal(first.lines, 300);
    assert.equal(again.run_id, first.run_id);
  });

  it('finds a line and what stands around it, by its place', async () => {
    const { run_id } = await engine.ingest_logs({ inputs: ['logs'] });
    const page = await engine.search_logs({ run_id, query: '"connection refused"' });
    assert.equal(page.lines.length, 1);
    const { source, member, line } = page.lines[0].place;
    const around = await engine.read_lines({ place: `${source}:${member}:${line}`, around: 1 });
    assert.deepEqual(
      around.lines.map(one => one.place.line),
      [200, 201, 202],
    );
    assert.equal(around.lines[1].text, page.lines[0].text);
  });

  it('pages forward and backward over the same lines', async () => {
    const { run_id } = await engine.ingest_logs({ inputs: ['logs'] });
    const first = await engine.search_logs({ run_id, limit: 100 });
    const second = await engine.search_logs({ run_id, limit: 100, cursor: first.next ?? undefined });
    const back = await engine.search_logs({ run_id, limit: 100, cursor: second.previous ?? undefined, direction: 'backward' });
    assert.deepEqual(back.lines, first.lines);
    assert.deepEqual(first.coverage, { scanned: 300, matched: 300, shown: 100, dropped: 200 });
  });

  it('counts levels over the asked span only', async () => {
    const { run_id } = await engine.ingest_logs({ inputs: ['logs'] });
    const series = await engine.count_levels({ run_id, from: '2026-05-01T10:00:10Z', to: '2026-05-01T10:00:20Z', buckets: 10 });
    assert.equal(series.from, Date.parse('2026-05-01T10:00:10Z'));
    assert.deepEqual(series.counts.info, new Array(10).fill(5));
    assert.equal(series.untimed, 0);
  });

  it('answers every question about a run that is not known with the same fault', async () => {
    for (const ask of [
      engine.search_logs,
      engine.get_test_run_info,
      engine.count_levels,
      engine.list_patterns,
      engine.get_report,
      engine.forget_run,
    ]) {
      await assert.rejects((ask as (input: unknown) => Promise<unknown>)({ run_id: 'nobody' }), { code: 'run_unknown' });
    }
  });

  it('says where a query cannot be read', async () => {
    const { run_id } = await engine.ingest_logs({ inputs: ['logs'] });
    await assert.rejects(engine.search_logs({ run_id, query: 'fine ("open' }), { code: 'query_syntax', message: /column/ });
  });

  it('says what is wrong with an input', async () => {
    await assert.rejects(engine.ingest_logs({ inputs: ['nowhere/at/all'] }), { code: 'input_missing' });
    mkdirSync(join(folder, 'empty'), { recursive: true });
    await assert.rejects(engine.ingest_logs({ inputs: ['empty'] }), { code: 'no_logs' });
  });

  it('makes a report whose evidence is really there', async () => {
    const report = await engine.investigate_run({ inputs: ['logs'] });
    assert.equal(table.investigate_run.output.safeParse(report).success, true);
    for (const evidence of report.evidence_index) {
      const { source, member, line } = evidence.place;
      const page = await engine.read_lines({ place: `${source}:${member}:${line}`, around: 0 });
      assert.equal(page.lines[0].text, evidence.snippet.split('\n')[0]);
    }
    assert.deepEqual(await engine.get_report({ run_id: report.run.run_id }), report);
  });

  it('tells a cancel at once', async () => {
    const life = new AbortController();
    const call = engine.list_runs({}, { signal: life.signal });
    life.abort();
    await assert.rejects(call, { code: 'cancelled' });
  });

  it('fails what was under way when the worker dies, and answers again', async () => {
    const call = engine.list_runs({});
    await engine.end();
    await assert.rejects(call, { code: 'engine_gone' });
    assert.equal((await engine.list_runs({})).runs.length > 0, true);
  });

  it('forgets a run and its index', async () => {
    const { run_id } = await engine.ingest_logs({ inputs: ['logs'] });
    const { freed_bytes } = await engine.forget_run({ run_id });
    assert.ok(freed_bytes > 0);
    await assert.rejects(engine.get_test_run_info({ run_id }), { code: 'run_unknown' });
  });

  it('says that a home cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const other = startEngine({ home: join(folder, 'file', 'home'), cwd: folder, version: 'test' });
    await assert.rejects(other.ingest_logs({ inputs: ['logs'] }), { code: 'home_unwritable' });
    await other.end();
  });
});
