/** The answers, tests: runs that failed alike, from real reports in a real home. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { formatPlace } from '../../../src/model/place.ts';

function log(day: number, failure: (second: number) => string): string {
  const stamp = (second: number) =>
    `2026-03-0${day}T10:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}Z`;
  const calm = Array.from({ length: 120 }, (_, at) => `${stamp(at)} INFO segment ${at * 7 + day} flushed in ${at % 9} ms`);
  const told = Array.from({ length: 5 }, (_, at) => `${stamp(120 + at)} ERROR ${failure(at + day * 100)}`);
  return `${[...calm, ...told].join('\n')}\n`;
}

const disk = (at: number) => `write of segment ${at} failed: No space left on device`;
const refused = (at: number) => `connect to 10.0.0.${at % 200}:5432 failed: Connection refused`;

describe('similar runs', () => {
  let folder: string;
  let engine: RunningEngine;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'similar-'));
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', inline: true });
    for (const [name, day, failure] of [
      ['one', 1, disk],
      ['two', 2, disk],
      ['three', 3, refused],
    ] as const) {
      writeFileSync(join(folder, `${name}.log`), log(day, failure));
      await engine.investigate_run({ inputs: [`${name}.log`], title: name });
    }
  });

  after(async () => {
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are those that failed of the same, with the line that says so on both sides and what was advised', async () => {
    const { about, similar, compared } = await engine.find_similar_runs({ run_id: 'one' });
    assert.deepEqual([about.title, about.category, compared], ['one', 'disk_full', 2]);
    assert.equal(similar[0].title, 'two');
    assert.ok(similar[0].score > 0.8 && !similar.some(run => run.title === 'one'), JSON.stringify(similar));
    assert.ok(similar[0].actions.length > 0);
    const [{ message, here, there }] = similar[0].messages;
    assert.equal(message, 'write of segment <*> failed: No space left on device');
    assert.deepEqual(similar[0].place, there);
    for (const place of [here, there]) {
      const { lines } = await engine.read_lines({ place: formatPlace(place ?? assert.fail()) });
      assert.ok(lines.some(line => line.text.includes('No space left on device')));
    }
  });

  it('are found by an error message too', async () => {
    const { about, similar } = await engine.find_similar_runs({
      text: '10:00:00 ERROR connect to db:5432 failed: Connection refused',
    });
    assert.deepEqual([about.run_id, about.category], [null, null]);
    assert.equal(similar[0].title, 'three');
    const run = await engine.find_similar_runs({ run_id: 'one', text: refused(7), limit: 1 });
    assert.deepEqual([run.similar.length, run.in_all], [1, 2]);
  });

  it('are those of today: a report made anew, a run that passed after all or was forgotten', async () => {
    const titles = async () => (await engine.find_similar_runs({ run_id: 'one' })).similar.map(run => run.title);
    await engine.mark_run({ run_id: 'two', outcome: 'passed' });
    assert.ok(!(await titles()).includes('two'));
    await engine.mark_run({ run_id: 'two', outcome: 'failed' });
    await engine.investigate_run({ inputs: ['two'] });
    assert.equal((await titles())[0], 'two');
    await engine.forget_run({ run_id: 'two' });
    assert.ok(!(await titles()).includes('two'));
    writeFileSync(join(folder, 'four.log'), log(4, disk));
    await engine.investigate_run({ inputs: ['four.log'], title: 'four' });
    assert.equal((await titles())[0], 'four');
    // The notebook gives the number of a report that is gone to the next one.
    await engine.forget_run({ run_id: 'four' });
    writeFileSync(join(folder, 'six.log'), log(6, disk));
    await engine.investigate_run({ inputs: ['six.log'], title: 'six' });
    assert.equal((await titles())[0], 'six');
  });

  it('need a report, or words', async () => {
    writeFileSync(join(folder, 'five.log'), log(5, disk));
    await engine.ingest_logs({ inputs: ['five.log'], title: 'five' });
    await assert.rejects(engine.find_similar_runs({ run_id: 'five' }), { code: 'not_investigated' });
    await assert.rejects(engine.find_similar_runs({ run_id: 'nowhere' }), { code: 'run_unknown' });
    await assert.rejects(engine.find_similar_runs({ text: ' \n' }), { code: 'bad_input' });
  });
});
