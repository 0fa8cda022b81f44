/** Which runs a failed run is compared with: those named, else the passing ones known of its job. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobOf, titleOf } from '../../../src/engine/answers/ingest-logs.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';

describe('passing runs to compare with', () => {
  let folder: string;
  let engine: RunningEngine;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'good-'));
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', inline: true });
    const usual = Array.from(
      { length: 40 },
      (_, i) => `2026-05-01T10:00:${String(i).padStart(2, '0')}Z INFO request ${i} served\n`,
    ).join('');
    writeFileSync(join(folder, 'nightly-41.log'), `${usual}2026-05-01T10:00:50Z ERROR cache miss for key 17, retried\n`);
    writeFileSync(
      join(folder, 'nightly-42.log'),
      `${usual}2026-05-01T10:00:50Z ERROR cache miss for key 23, retried\n2026-05-01T10:00:51Z ERROR no space left on device: /var/data\n`,
    );
    writeFileSync(join(folder, 'weekly-1.log'), usual);
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are those of the same job that are known to have passed', async () => {
    await engine.ingest_logs({ inputs: ['nightly-41.log'], outcome: 'passed' });
    await engine.ingest_logs({ inputs: ['weekly-1.log'], outcome: 'passed' });
    const report = await engine.investigate_run({ inputs: ['nightly-42.log'] });
    assert.equal(report.engine.compared_with, 1);
    assert.match(report.suspect_lines[0].text, /no space left/);
    assert.deepEqual(
      report.patterns.filter(one => one.change === 'new').map(one => /no space left/.test(one.template)),
      [true],
    );
  });

  it('are exactly those named, when some are named', async () => {
    const report = await engine.investigate_run({ inputs: ['nightly-42.log'], against: ['nightly-41.log', 'weekly-1.log'] });
    assert.equal(report.engine.compared_with, 2);
  });

  it('are the same for patterns as for the newest report', async () => {
    const { run } = await engine.investigate_run({ inputs: ['nightly-42.log'], against: ['weekly-1.log'] });
    const { compared_with, in_each } = await engine.list_patterns({ run_id: run.run_id });
    assert.equal(compared_with, 1);
    assert.equal(in_each.new, 2, 'the cache miss too is new against this one');
  });

  it('let patterns be filtered by text, sorted and read on page by page', async () => {
    const { run } = await engine.investigate_run({ inputs: ['nightly-42.log'], against: ['nightly-41.log'] });
    const list = async (input: object) => {
      const page = await engine.list_patterns({ run_id: run.run_id, ...input });
      return [...page.templates.map(one => `${one.change ?? 'same'} ${one.count} ${one.text}`), `${page.in_all} in all`];
    };
    const [served, miss, full] = [
      'same 40 request <*> served',
      'same 1 cache miss for key <*>, retried',
      'new 1 no space left on device: <*>',
    ];
    assert.deepEqual(await list({}), [full, served, miss, '3 in all']);
    assert.deepEqual(await list({ sort: 'count' }), [served, full, miss, '3 in all']);
    assert.deepEqual(await list({ sort: 'first' }), [served, miss, full, '3 in all']);
    assert.deepEqual(await list({ sort: 'first', offset: 1, limit: 1 }), [miss, '3 in all']);
    assert.deepEqual(await list({ text: 'KEY miss' }), [miss, '1 in all']);
    assert.deepEqual(await list({ text: 'key', change: 'new' }), ['0 in all']);
    const { in_each } = await engine.list_patterns({ run_id: run.run_id, text: 'e', change: 'gone' });
    assert.deepEqual(in_each, { all: 3, new: 1, gone: 0, more_often: 0, less_often: 0 });
  });

  it('never include the run itself', async () => {
    const report = await engine.investigate_run({ inputs: ['nightly-42.log'], against: ['nightly-42.log'] });
    assert.equal(report.engine.compared_with, 0);
  });

  const jobs: [string, string][] = [
    ['nightly-42.log', 'nightly'],
    ['sct-runner-events-15bb6cad.tar.zst', 'sct runner events'],
    ['longevity_2026-05-26_failed.zip', 'longevity'],
    ['12345', '12345'],
    ['sample/failed', 'sample'],
  ];
  for (const [title, job] of jobs) it(`takes "${title}" for a run of the job "${job}"`, () => assert.equal(jobOf(title), job));

  it('are told by the folder above when their own name says little', () => {
    assert.equal(titleOf([{ path: '/runs/nightly-7/failed', title: 'failed' }]), 'nightly-7/failed');
    assert.equal(
      titleOf([
        { path: '/runs/nightly-7.log', title: 'nightly-7.log' },
        { path: '/b', title: 'b' },
      ]),
      'nightly-7.log and 1 more',
    );
  });

  it('tell which lines are new: those of templates that none of them has', async () => {
    const asked = { run_id: 'nightly-42.log', query: 'new:true' };
    const page = await engine.search_logs(asked);
    assert.deepEqual(
      page.lines.map(line => /no space left/.test(line.text)),
      [true],
    );
    const { coverage } = await engine.search_logs({ ...asked, query: '-new:true' });
    assert.equal(coverage.matched, coverage.scanned - 1);
    const { counts } = await engine.count_levels(asked);
    assert.equal(
      counts.error.reduce((sum, one) => sum + one, 0),
      1,
    );
  });
});
