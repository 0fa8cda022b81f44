/** What is new between two looks at runs, and how it is told. */
import assert from 'node:assert/strict';
import { gathering } from '../../../../src/doors/vscode/notice/gathering.ts';
import { type Failed, failureLooks, newlyFailed, type SeenRun } from '../../../../src/doors/vscode/notice/newly-failed.ts';
import { noticeWords } from '../../../../src/doors/vscode/notice/words.ts';
import { handClock } from '../hand-clock.ts';

const run = (key: string, more: Partial<SeenRun> = {}): SeenRun => ({
  key,
  title: key,
  run_id: null,
  failed: true,
  at: 1_000_000,
  ...more,
});
const keys = (runs: readonly Failed[]) => runs.map(one => one.key);

describe('runs that have failed since the last look', () => {
  it('are those that were not there, or had not failed', () => {
    const before = [run('old'), run('going', { failed: false, at: 0 })];
    const now = [run('old'), run('going', { at: 0 }), run('new'), run('fine', { failed: false }), run('timeless', { at: null })];
    assert.deepEqual(keys(newlyFailed(before, now, 1_000_000)), ['going', 'new', 'timeless']);
    assert.deepEqual(newlyFailed(null, now, 1_000_000), [], 'the first look tells what there is, not what is new');
    assert.deepEqual(keys(newlyFailed([], [run('long ago', { at: 1 }), run('just before', { at: 900_000 })], 1_000_000)), [
      'just before',
    ]);
  });

  it('are told once, even of a system that was away for a while', () => {
    const look = failureLooks(() => 1_000_000);
    assert.deepEqual(look([run('a')]), []);
    assert.deepEqual(keys(look([run('a'), run('b')])), ['b']);
    assert.deepEqual(look([run('a'), run('b')]), []);
    assert.deepEqual(look([]), []);
    assert.deepEqual(keys(look([run('a'), run('b'), run('c')])), ['c']);
  });

  it('are told together', async () => {
    const { clock, pass } = handClock();
    const told: string[][] = [];
    const notices = gathering({ ask: async failed => void told.push(keys(failed)), clock });
    notices.tell([]);
    await pass(5000);
    notices.tell([run('a')]);
    await pass(1500);
    notices.tell([run('b'), run('a')]);
    await pass(600);
    notices.tell([run('c')]);
    await pass(2000);
    assert.deepEqual(told, [['a', 'b'], ['c']]);
    notices.tell([run('d')]);
    notices.dispose();
    await pass(5000);
    assert.equal(told.length, 2);
  });

  it('are named, the first two of them, on one line', () => {
    const words = (...names: string[]) => noticeWords(names.map(name => run(name)));
    assert.equal(words('nightly #7'), 'A run failed: nightly #7');
    assert.equal(words('a', 'b'), '2 runs failed: a, b');
    assert.equal(words('a', 'b', 'c', 'd'), '4 runs failed: a, b and 2 more');
    assert.equal(words('bad\n\u001b[31mname'), 'A run failed: bad ⏎ name');
  });
});
