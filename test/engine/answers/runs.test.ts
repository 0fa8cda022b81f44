/** What is known: runs and reports in pages, narrowed by what people look for. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';

describe('lists of runs and reports', () => {
  let folder: string;
  let engine: RunningEngine;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'runs-'));
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', inline: true });
    writeFileSync(
      join(folder, 'unit-1.log'),
      'test session starts\nFAILED a.py::test_one - assert 1 == 2\n1 failed, 3 passed in 0.12s\n',
    );
    writeFileSync(
      join(folder, 'build-1.log'),
      'app.c:12:5: error: use of undeclared identifier ‘bar’\nmake: *** [app.o] Error 1\n',
    );
    for (const inputs of [['unit-1.log'], ['build-1.log']]) await engine.ingest_logs({ inputs });
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const titles = async (input: Parameters<RunningEngine['list_runs']>[0]) => {
    const { runs, in_all } = await engine.list_runs(input);
    assert.equal(in_all, runs.length);
    return runs.map(run => run.title);
  };

  it('are narrowed by job, origin and outcome, and count what is left', async () => {
    const [{ job }] = (await engine.list_runs({ text: 'unit' })).runs;
    assert.deepEqual(await titles({ job }), ['unit-1.log']);
    assert.deepEqual(await titles({ origin: 'web' }), []);
    assert.deepEqual((await titles({ origin: 'files' })).sort(), ['build-1.log', 'unit-1.log']);
    assert.deepEqual(await titles({ outcome: 'failed', text: 'unit' }), ['unit-1.log']);
  });

  it('know how many tests failed, and how sure the newest report is', async () => {
    const [unit] = (await engine.list_runs({ text: 'unit' })).runs;
    assert.deepEqual([unit.tests_failed, unit.confidence], [1, null]);
    const report = await engine.investigate_run({ inputs: ['build-1.log'] });
    const [build] = (await engine.list_runs({ text: 'build' })).runs;
    assert.deepEqual([build.tests_failed, build.confidence], [null, report.hypotheses[0].confidence]);
    await engine.ingest_logs({ inputs: ['build-1.log'] });
    assert.deepEqual((await engine.list_runs({ text: 'build' })).runs, [build], 'what is known stays when it is read again');
  });

  it('hold the newest reports first, in pages', async () => {
    await engine.investigate_run({ inputs: ['unit-1.log'] });
    const first = await engine.list_reports({ limit: 1 });
    const second = await engine.list_reports({ limit: 1, cursor: first.next! });
    assert.deepEqual(
      [first.reports[0].title, second.reports[0].title, first.in_all, second.next],
      ['unit-1.log', 'build-1.log', 2, null],
    );
    const [found] = (await engine.list_reports({ text: 'COMPILE' })).reports;
    const report = await engine.get_report({ run_id: found.run_id });
    assert.deepEqual([found.summary, found.evidence], [report.summary, report.evidence_index.length]);
    await assert.rejects(engine.list_reports({ cursor: 'x' }), { code: 'bad_input' });
  });
});
