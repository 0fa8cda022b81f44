/** What happened in a run: moments that its logs state, on one clock, with what its report makes of them. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';

describe('a timeline', () => {
  let folder: string;
  let engine: RunningEngine;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'timeline-'));
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', inline: true });
    const clock = (seconds: number) => `2026-05-01T10:00:${String(seconds).padStart(2, '0')}.0000000Z`;
    const job = [
      '##[group]Run make',
      'compiling',
      '##[endgroup]',
      '##[group]Run tests',
      '##[endgroup]',
      'Out of memory: Killed process 4242 (node)',
      '##[error]Process completed with exit code 137.',
      '##[group]Post job',
      'cleaning up',
    ];
    writeFileSync(join(folder, 'job.log'), job.map((text, i) => `${clock(i + 1)} ${text}\n`).join(''));
    writeFileSync(join(folder, 'plain.log'), 'one\ntwo\n');
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds the steps of a log, and tells which of them failed', async () => {
    await engine.ingest_logs({ inputs: ['job.log'] });
    const { entries, cause, in_all, from, to } = await engine.get_timeline({ run_id: 'job.log' });
    assert.deepEqual(
      entries.map(entry => [entry.kind, entry.title, entry.failed ?? false, entry.place.line]),
      [
        ['step', 'Run make', false, 1],
        ['step', 'Run tests', true, 4],
        ['step', 'Post job', false, 8],
      ],
    );
    assert.deepEqual([cause, in_all, to! - from!], [null, 3, 8000]);
  });

  it('gains the cause once the run was investigated', async () => {
    const report = await engine.investigate_run({ inputs: ['job.log'] });
    const { entries, cause } = await engine.get_timeline({ run_id: 'job.log' });
    assert.equal(cause?.place.line, 6);
    assert.equal(cause?.at, Date.UTC(2026, 4, 1, 10, 0, 6));
    const marked = entries.filter(entry => entry.kind === 'cause');
    assert.deepEqual(
      marked.map(entry => [entry.title, entry.at]),
      [[cause?.title, cause?.at]],
    );
    assert.deepEqual(
      entries.map(entry => entry.at),
      entries.map(entry => entry.at).sort((a, b) => a - b),
    );
    assert.equal(new Set(entries.map(entry => entry.place.line)).size, entries.length, 'no line is told twice');
    assert.equal(report.timeline.find(entry => entry.failed)?.title, 'Run tests');
  });

  it('keeps the gravest when it is cut', async () => {
    const { entries, in_all } = await engine.get_timeline({ run_id: 'job.log', limit: 2 });
    assert.deepEqual(
      entries.map(entry => entry.kind),
      ['step', 'cause'],
    );
    assert.ok(entries[0].failed && in_all > 2);
  });

  it('is empty where the logs state no moment', async () => {
    await engine.ingest_logs({ inputs: ['plain.log'] });
    const { entries, in_all, from, cause } = await engine.get_timeline({ run_id: 'plain.log' });
    assert.deepEqual({ entries, in_all, from, cause }, { entries: [], in_all: 0, from: null, cause: null });
  });
});
