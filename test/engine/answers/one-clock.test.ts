/** A run whose members' clocks differ: every answer tells one time of a line, and says what was put right; what ingestion found is not looked for again. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { indexFile } from '../../../src/engine/store/home.ts';
import { openDatabase } from '../../../src/engine/store/open.ts';

const START = Date.parse('2026-05-01T10:00:00.000Z');
const HOUR = 3_600_000;
const key = (nth: number) => `10000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;

/** Every node tells of the schema's changes; the local one does not say that its stamps are of a zone two hours ahead, and dies. */
function nodeLog(local: boolean): string {
  const utc = (ms: number) => new Date(ms).toISOString();
  const at = (ms: number) => (local ? utc(START + ms + 2 * HOUR).slice(0, -1) : utc(START + ms));
  const lines = Array.from({ length: 60 }, (_, i) =>
    i % 6 === 5 ? `${at(i * 20_000)} INFO schema changed to ${key(i)} now` : `${at(i * 20_000)} INFO served ${i * 3} requests`,
  );
  if (local) lines.splice(40, 0, `${at(39.5 * 20_000)} ERROR Out of memory: Killed process 4242 (node)`);
  return `${lines.join('\n')}\n`;
}

const DIED = START + 39.5 * 20_000;
const GAP =
  'Its times are 2 h ahead of those of the others, as 10 shared lines show: its stamps are of another zone. All times are shown corrected for it; only the text of its lines keeps its own stamps.';

describe('the one clock of a run', () => {
  let folder: string;
  let engine: RunningEngine;
  let run_id: string;

  const start = () => startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', inline: true });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'one-clock-'));
    writeFileSync(join(folder, 'n1.log'), nodeLog(false));
    writeFileSync(join(folder, 'n2.log'), nodeLog(true));
    writeFileSync(join(folder, 'n3.log'), nodeLog(false));
    const passed = Array.from({ length: 3 }, (_, i) => `test_${i} PASSED`).join('\n');
    writeFileSync(join(folder, 'pytest.log'), `${passed}\n======= 1 failed, 3 passed in 12.01s =======\n`);
    engine = start();
    ({ run_id } = await engine.ingest_logs({ inputs: ['n1.log', 'n2.log', 'n3.log', 'pytest.log'] }));
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is what search, histogram, window and report tell of a line', async () => {
    const report = await engine.investigate_run({ inputs: [run_id] });
    const [died] = (await engine.search_logs({ run_id, query: '"Out of memory"' })).lines;
    assert.deepEqual([died.at, died.place.member, died.clock_ahead], [DIED, 'n2.log', 2 * HOUR]);
    assert.match(died.text, /^2026-05-01T12:13:10\.000 /, 'its text keeps its own stamp');
    const suspect = report.suspect_lines.find(one => one.place.line === died.place.line && one.place.member === 'n2.log');
    const timeline = await engine.get_timeline({ run_id });
    assert.deepEqual([suspect?.at, timeline.cause?.at], [DIED, DIED]);

    const stamp = (ms: number) => new Date(ms).toISOString();
    const window = await engine.search_logs({ run_id, from: stamp(DIED), to: stamp(DIED + 1) });
    assert.deepEqual(
      window.lines.map(line => line.place),
      [died.place],
    );
    const near = await engine.search_logs({ run_id, near: `${died.place.source}:n2.log:${died.place.line}`, limit: 9 });
    const at = await engine.search_logs({ run_id, at: stamp(DIED), limit: 1 });
    assert.deepEqual([near.near_index, at.lines[0].place], [at.offset, died.place]);
    const times = near.lines.map(line => line.at!);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    assert.deepEqual(new Set(near.lines.map(line => line.place.member)), new Set(['n1.log', 'n2.log', 'n3.log']));

    const errors = await engine.count_levels({
      run_id,
      query: 'level:error',
      from: stamp(START),
      to: stamp(START + HOUR),
      buckets: 60,
    });
    const bucket = errors.counts.error.findIndex(count => count > 0);
    assert.equal(bucket, Math.floor((DIED - errors.from) / errors.step));
    const all = await engine.count_levels({ run_id, buckets: 10 });
    assert.ok(all.from <= START && all.from + all.step * 10 < START + HOUR, 'no line is counted two hours away');

    const info = await engine.get_test_run_info({ run_id });
    assert.deepEqual([report.run.from, report.run.to], [START, START + 59 * 20_000]);
    assert.deepEqual([timeline.from, timeline.to], [report.run.from, report.run.to]);
    assert.deepEqual([info.run.from, info.run.to], [report.run.from, report.run.to]);
    assert.deepEqual(
      info.members.map(({ from, to, clock_ahead }) => [from, to, clock_ahead]),
      [
        [START, START + 59 * 20_000, undefined],
        [START, START + 59 * 20_000, 2 * HOUR],
        [START, START + 59 * 20_000, undefined],
        [null, null, undefined],
      ],
    );
  });

  it('is told as a gap, once, wherever gaps are told', async () => {
    const answers = [
      await engine.get_report({ run_id }),
      await engine.get_test_run_info({ run_id }),
      await engine.get_timeline({ run_id }),
      await engine.search_logs({ run_id, limit: 1 }),
    ];
    assert.equal(answers[3].gaps[0].kind, 'clock', 'lines come with it before anything else');
    for (const { gaps } of answers) {
      assert.deepEqual(
        gaps.filter(gap => gap.kind === 'clock'),
        [{ kind: 'clock', member: 'n2.log', words: GAP }],
      );
    }
  });

  it('is kept with what the tests said: another process tells both without opening a block', async () => {
    const before = await engine.get_test_run_info({ run_id });
    assert.deepEqual([before.tests?.failed, before.tests?.passed], [1, 3]);
    await engine.end();
    const db = openDatabase(indexFile(join(folder, 'home'), run_id), { readonly: false });
    db.exec('DELETE FROM packed');
    db.close();
    engine = start();
    assert.deepEqual(await engine.get_test_run_info({ run_id }), before);
    const counts = await engine.count_levels({ run_id });
    assert.equal(
      counts.counts.error.reduce((sum, one) => sum + one, 0),
      1,
    );
    await assert.rejects(engine.search_logs({ run_id, query: '"Out of memory"' }), 'the blocks are gone');
  });
});
