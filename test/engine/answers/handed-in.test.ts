/** The answers, tests: log text that programs hand in becomes a run, once however often it comes, and leaves nothing when it is forgotten. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';

const TEXT = '2026-03-01T10:00:01Z ERROR Database connection failed\n2026-03-01T10:00:02Z WARN Retrying connection\n';

describe('log text that is handed in', () => {
  let home: string;
  let engine: RunningEngine;
  const kept = () => (existsSync(join(home, 'handed-in')) ? readdirSync(join(home, 'handed-in')) : []);

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'handed-in-'));
    engine = startEngine({ home, cwd: home, version: 'test', inline: true });
  });
  afterEach(async () => {
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  it('is one run however often it comes, at once too, and reads as it was sent', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => engine.own.keep_log_text({ text: TEXT })));
    assert.equal(new Set(all.map(one => one.run_id)).size, 1);
    assert.deepEqual([all[0].title, all[0].lines], ['2026-03-01T10:00:01Z ERROR Database connection failed', 2]);
    assert.equal((await engine.list_runs({})).in_all, 1);
    const [folder, ...more] = kept();
    assert.deepEqual([more, readdirSync(join(home, 'handed-in', folder))], [[], ['handed-in.log']]);
    assert.equal(readFileSync(join(home, 'handed-in', folder, 'handed-in.log'), 'utf8'), TEXT);
    const other = await engine.own.keep_log_text({ text: `${TEXT}more\n`, title: 'mine', job: 'nightly' });
    assert.notEqual(other.run_id, all[0].run_id);
    const { run } = await engine.get_test_run_info({ run_id: other.run_id });
    assert.deepEqual([run.title, run.job], ['mine', 'nightly']);
  });

  it('goes with its run, and so does an agent run', async () => {
    const { run_id } = await engine.own.keep_log_text({ text: TEXT });
    await engine.forget_run({ run_id });
    assert.deepEqual(kept(), []);
    const sample = readFileSync('test/engine/rca/agents/sufficient.json', 'utf8');
    const { investigation_run_id } = await engine.keep_agent_run({ run: sample });
    assert.equal(readdirSync(join(home, 'agent-runs')).length, 1);
    await engine.forget_run({ run_id: investigation_run_id });
    assert.deepEqual(readdirSync(join(home, 'agent-runs')), []);
    await engine.keep_agent_run({ run: sample });
    assert.equal((await engine.list_runs({})).in_all, 1);
  });

  it('that holds nothing is refused in words that name no file of the home', async () => {
    for (const text of ['', ' \n\t\r\n', '\u0000\u0001\u0002', 'PK\u0003\u0004 is no archive'])
      await assert.rejects(engine.own.keep_log_text({ text }), (failure: Error & { code: string }) => {
        assert.deepEqual([failure.code, failure.message.includes(home)], ['bad_input', false], failure.message);
        return true;
      });
    assert.deepEqual([kept(), (await engine.list_runs({})).in_all], [[], 0]);
  });

  it('may hold anything', async () => {
    for (const text of ['\ud800', '<script>', 'x'.repeat(3 << 20), '{"a":1}\n{"a":2}', '\u001b[31mred']) {
      const { run_id, lines } = await engine.own.keep_log_text({ text });
      assert.ok(lines > 0, JSON.stringify(text.slice(0, 20)));
      await engine.investigate_run({ inputs: [run_id] });
    }
  });
});
