/** The answers: what stands around a place, bounded in lines and in characters. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';

const LONG = 200_000;

describe('read_lines', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'read-lines-'));
  let engine: RunningEngine;
  let source: string;

  before(async () => {
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: '0', inline: true });
    const short = Array.from({ length: 3000 }, (_, i) => `2026-05-01T10:00:00Z INFO line ${i + 1}`);
    writeFileSync(join(folder, 'short.log'), `${short.join('\n')}\n`);
    const long = Array.from({ length: 60 }, (_, i) => `2026-05-01T10:00:00Z INFO ${i + 1} ${'x'.repeat(LONG)}`);
    writeFileSync(join(folder, 'long.log'), `${long.join('\n')}\n`);
    source = (await engine.ingest_logs({ inputs: ['*.log'] })).run_id;
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells of the whole file beside the lines', async () => {
    const { lines, member, coverage } = await engine.read_lines({ place: `${source}:short.log:1500`, around: 1000 });
    assert.equal(member.lines, 3000);
    assert.deepEqual([lines[0].place.line, lines.length, lines.at(-1)?.place.line], [500, 2001, 2500]);
    assert.deepEqual(coverage, { scanned: 2001, matched: 2001, shown: 2001, dropped: 0 });
  });

  it('gives the lines nearest to the place when all would be too much, and tells how many it leaves out', async () => {
    const { lines, coverage } = await engine.read_lines({ place: `${source}:long.log:30`, around: 50 });
    const shown = lines.map(line => line.place.line);
    assert.ok(shown.includes(30) && shown[0] < 30 && (shown.at(-1) as number) > 30, String(shown));
    assert.deepEqual(
      shown,
      shown.map((_, i) => shown[0] + i),
      'without holes',
    );
    assert.ok(lines.reduce((sum, line) => sum + line.text.length, 0) <= 4_000_000);
    assert.equal(coverage.matched, 60);
    assert.equal(coverage.dropped, 60 - lines.length);
  });

  it('cuts long lines where asked to, and tells by how much', async () => {
    const { lines } = await engine.read_lines({ place: `${source}:long.log:30`, around: 50, width: 1000 });
    assert.equal(lines.length, 60);
    assert.equal(lines[0].text.length, 1000);
    assert.equal(lines[0].left_out, '2026-05-01T10:00:00Z INFO 1 '.length + LONG - 1000);
  });

  it('shows the asked line even when it alone is too long', async () => {
    const { lines } = await engine.read_lines({ place: `${source}:long.log:60`, around: 0 });
    assert.equal(lines.length, 1);
  });
});
