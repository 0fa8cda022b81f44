/** Tests: RCA jobs in the notebook: one order, one holder each, what a dead process leaves is taken again, and what has no room. */
import { deepEqual, equal, notEqual, ok, throws } from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Notebook } from '../../../src/engine/store/notebook.ts';
import type { RcaJobs } from '../../../src/engine/store/rca-jobs.ts';
import { REPEAT_MS } from '../../../src/model/alert-notice.ts';
import type { RcaJobKind } from '../../../src/model/rca-job.ts';
import { temporaryHome } from './small-source.ts';

const stage = (pct: number) => ({ step: `at ${pct}`, pct, message: `at ${pct}` });
const done = { state: 'done', stage: stage(100), report: { category: 'timeout' }, error: null } as const;

describe('RCA jobs in the notebook', () => {
  const { home, end } = temporaryHome();
  const open: Notebook[] = [];
  let jobs: RcaJobs;
  /** Beside that of this test, another process as far as the store can tell. */
  let other: RcaJobs;
  let number = 0;

  beforeEach(() => {
    const folder = join(home, String(number++));
    open.push(new Notebook(makeHome(folder)), new Notebook(folder));
    [jobs, other] = open.map(one => one.rcaJobs);
  });
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });
  after(end);

  const folder = () => join(home, String(number - 1));
  const add = (to: RcaJobs, key: string, kind: RcaJobKind = 'agent_rca', at = 0) =>
    to.queue(kind, at, [{ key, about: { run_id: key } }])[0];

  it('are taken in the order in which they came, told of, and kept with what came of them', () => {
    const ids = ['a', 'b'].map(key => add(jobs, key).job_id);
    const first = jobs.take('agent_rca');
    deepEqual([first?.job_id, first?.about, first?.state, first?.taken], [ids[0], { run_id: 'a' }, 'running', 1]);
    equal(jobs.take('agent_rca')?.job_id, ids[1]);
    equal(jobs.take('agent_rca'), null);
    const hold = { job_id: ids[0], taken: 1 };
    ok(jobs.tell(hold, stage(5)));
    ok(jobs.tell(hold, stage(30)));
    deepEqual(
      other.hear(ids[0], 1).events.map(one => one.pct),
      [30],
    );
    equal(other.hear(ids[0], 0).over, false);
    ok(jobs.end(hold, done));
    const told = other.get(ids[0]);
    deepEqual([told.state, told.report, told.error], ['done', done.report, null]);
    deepEqual(
      told.events.map(one => `${one.status} ${one.pct}`),
      ['running 5', 'running 30', 'done 100'],
    );
    equal(other.hear(ids[0], 3).over, true);
    deepEqual([jobs.open('agent_rca'), jobs.open('alert')], [1, 0]);
    throws(() => jobs.get('x'), { code: 'run_unknown' });
    throws(() => jobs.hear('x', 0), { code: 'run_unknown' });
  });

  it('about the same run are one as long as none has begun with it', () => {
    const { job_id } = add(jobs, 'a');
    deepEqual(add(other, 'a'), { job_id, fresh: false });
    jobs.take('agent_rca');
    notEqual(add(jobs, 'a').job_id, job_id);
  });

  it('about the same news of an alert are one for five minutes, whichever way the clock is set, unless it failed', () => {
    const at = (ms: number) => add(jobs, 'k', 'alert', ms).fresh;
    deepEqual([at(REPEAT_MS), at(REPEAT_MS * 2 - 1), at(1), at(REPEAT_MS * 2), at(0)], [true, false, false, true, true]);
    equal(add(jobs, 'f', 'alert').fresh, true);
    for (let job = jobs.take('alert'); job; job = jobs.take('alert')) jobs.end(job, { ...done, state: 'failed' });
    equal(add(jobs, 'f', 'alert').fresh, true);
  });

  it('belong to the process that took them in while it lives, and to all once it gave them back', () => {
    const { job_id } = add(jobs, 'a');
    equal(other.take('agent_rca'), null);
    const held = jobs.take('agent_rca');
    equal(other.take('agent_rca'), null);
    ok(held && jobs.release(held, false));
    equal(jobs.get(job_id).state, 'queued');
    const again = other.take('agent_rca');
    deepEqual([again?.job_id, again?.taken], [job_id, 2]);
    for (const change of [() => jobs.tell(held, stage(30)), () => jobs.end(held, done), () => jobs.release(held, true)])
      equal(change(), false, 'who held it before changes nothing');
    equal(jobs.get(job_id).state, 'running');
  });

  it('whose process was killed are taken again at once, those that waited too', async () => {
    const child = fork(join(import.meta.dirname, 'rca-jobs-child.ts'), [folder()]);
    const [ids] = (await once(child, 'message')) as [string[]];
    equal(jobs.take('agent_rca'), null, 'its process lives');
    child.kill('SIGKILL');
    await once(child, 'exit');
    deepEqual([jobs.take('agent_rca')?.job_id, other.take('agent_rca')?.job_id, jobs.take('agent_rca')], [...ids, null]);
    deepEqual(
      jobs.get(ids[0]).events.map(one => one.pct),
      [5],
      'what was told stays told',
    );
  });

  it('that ended their process three times are given up, and say so', () => {
    const { job_id } = add(jobs, 'a');
    const begun = jobs.take('agent_rca');
    ok(begun && jobs.tell(begun, stage(30)));
    jobs.release(begun, false);
    for (let death = 0; death < 3; death++) {
      const held = jobs.take('agent_rca');
      ok(held && jobs.release(held, true));
    }
    equal(jobs.take('agent_rca'), null);
    const { state, error, events } = jobs.get(job_id);
    deepEqual([state, error?.code], ['failed', 'job_given_up']);
    equal(error?.message, 'The process that worked on this ended 3 times before it was done.');
    deepEqual([events.at(-1)?.status, events.at(-1)?.pct, events.at(-1)?.message], ['failed', 30, error?.message]);
  });

  it('are refused all together where there is no room for all', () => {
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, one) => ({ key: `k${from + one}`, about: {} }));
    equal(jobs.queue('alert', 0, many(0, 999)).length, 999);
    throws(() => other.queue('alert', 0, many(999, 2)), { code: 'queue_full', details: { waiting: 999 } });
    equal(jobs.open('alert'), 999);
    equal(other.queue('alert', 0, many(998, 2)).filter(one => one.fresh).length, 1);
    equal(other.queue('alert', 0, many(0, 500)).filter(one => one.fresh).length, 0, 'repeats need no room');
    equal(jobs.queue('agent_rca', 0, many(0, 1)).length, 1, 'another queue');
  });

  it('that are over go with time, the oldest first; alerts not before their news is old', () => {
    const finish = (kind: RcaJobKind, count: number, at: number) =>
      Array.from({ length: count }, (_, one) => {
        const { job_id } = add(jobs, `${at} ${one}`, kind, at);
        const held = jobs.take(kind);
        ok(held && jobs.end(held, done));
        return job_id;
      });
    const known = (ids: string[]) => ids.filter(id => !throwsAt(() => jobs.get(id))).length;
    const runs = finish('agent_rca', 503, Date.now());
    deepEqual([known(runs), known(runs.slice(0, 3))], [500, 0]);
    const old = finish('alert', 10, 0);
    const news = finish('alert', 505, Date.now());
    deepEqual([known(old), known(news)], [0, 505]);
  });

  it('leave no file of a dead owner for good', () => {
    const owners = join(folder(), 'owners');
    add(jobs, 'a');
    for (const name of ['long-dead', 'just-made']) writeFileSync(join(owners, `${name}.lock`), '');
    for (const name of readdirSync(owners).filter(one => !one.startsWith('just'))) utimesSync(join(owners, name), 0, 0);
    add(other, 'b');
    const left = readdirSync(owners);
    deepEqual([left.length, left.includes('just-made.lock'), left.includes('long-dead.lock')], [3, true, false]);
    for (const one of open.splice(0)) one.close();
    deepEqual(readdirSync(owners), ['just-made.lock']);
  });
});

function makeHome(folder: string): string {
  if (!existsSync(folder)) mkdirSync(folder);
  return folder;
}

function throwsAt(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (failure) {
    equal((failure as { code: string }).code, 'run_unknown');
    return true;
  }
}
