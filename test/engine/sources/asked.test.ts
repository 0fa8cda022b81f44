/** Answers that were had: asked once for all who ask at the same time, good for a while or for ever, and never when they failed. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault.ts';
import { keyOf, LIVE_MS, openAnswers } from '../../../src/engine/sources/asked.ts';
import { Notebook } from '../../../src/engine/store/notebook.ts';
import { Connection } from '../../../src/model/connection.ts';
import { nowhere } from './loopback.ts';

const signal = new AbortController().signal;
const live = { ttl: LIVE_MS, signal };

/** A question that is answered when the test wants it. */
function held() {
  let count = 0;
  let heard: AbortSignal | null = null;
  const free: ((answer: unknown) => void)[] = [];
  const fetch = (life: { signal: AbortSignal }) => {
    count++;
    heard = life.signal;
    return new Promise<unknown>((resolve, reject) => {
      free.push(answer => (answer instanceof Error ? reject(answer) : resolve(answer)));
      life.signal.addEventListener('abort', () => reject(life.signal.reason));
    });
  };
  return { fetch, count: () => count, answer: (one: unknown) => free.shift()?.(one), aborted: () => heard?.aborted ?? false };
}

describe('answers that were had', () => {
  it('are asked once for all who ask at the same time', async () => {
    const { asked } = openAnswers(nowhere);
    const one = held();
    const all = Promise.all([1, 2, 3].map(() => asked('k', live, one.fetch)));
    one.answer('yes');
    assert.deepEqual(await all, ['yes', 'yes', 'yes']);
    assert.equal(one.count(), 1);
  });

  it('are good for their time, and asked anew after it', async () => {
    let at = 0;
    const { asked } = openAnswers(nowhere, () => at);
    let count = 0;
    const fetch = async () => ++count;
    assert.equal(await asked('k', live, fetch), 1);
    at = LIVE_MS - 1;
    assert.equal(await asked('k', live, fetch), 1);
    at = LIVE_MS;
    assert.equal(await asked('k', live, fetch), 2);
    assert.equal(await asked('other', live, fetch), 3);
  });

  it('are not kept when they failed', async () => {
    const { asked } = openAnswers(nowhere);
    const one = held();
    const failing = [asked('k', live, one.fetch), asked('k', live, one.fetch)];
    one.answer(new Fault('source_failed', { problem: 'x' }));
    for (const each of failing) await assert.rejects(each, { code: 'source_failed' });
    assert.equal(await asked('k', live, async () => 'well'), 'well');
  });

  it('go on for the others when one cancels, and end when the last one does', async () => {
    const { asked } = openAnswers(nowhere);
    const one = held();
    const [first, second] = [new AbortController(), new AbortController()];
    const a = asked('k', { ttl: LIVE_MS, signal: first.signal }, one.fetch);
    const b = asked('k', { ttl: LIVE_MS, signal: second.signal }, one.fetch);
    first.abort();
    await assert.rejects(a, { code: 'cancelled' });
    assert.equal(one.aborted(), false);
    second.abort();
    await assert.rejects(b, { code: 'cancelled' });
    assert.equal(one.aborted(), true);
    assert.equal(await asked('k', live, async () => 'anew'), 'anew');
    assert.equal(one.count(), 1);
  });

  it('about what is over are kept in the notebook, and found by the next process', async () => {
    const home = mkdtempSync(join(tmpdir(), 'asked-'));
    try {
      const over = { ttl: 'forever', signal } as const;
      const value = { lines: ['a', 'b'], n: 1 };
      const first = new Notebook(home);
      assert.deepEqual(await openAnswers(() => first).asked('k', over, async () => value), value);
      first.close();
      const second = new Notebook(home);
      const never = () => Promise.reject(new Error('asked again'));
      assert.deepEqual(await openAnswers(() => second).asked('k', over, never), value);
      await assert.rejects(openAnswers(() => second).asked('other', over, never), /asked again/);
      assert.equal(second.reply('other'), null);
      second.close();
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  it('are answers also where they cannot be kept', async () => {
    const full = Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    const store = (failure: Error) => () => ({ ...nowhere(), putReply: () => assert.fail(failure) });
    const over = { ttl: 'forever', signal } as const;
    assert.equal(await openAnswers(store(full)).asked('k', over, async () => 1), 1);
    await assert.rejects(
      openAnswers(store(new Error('a bug'))).asked('k', over, async () => 1),
      /a bug/,
    );
  });

  it('have keys that tell apart where and what is asked', () => {
    const at = (more: object) => Connection.parse({ system: 'loki', url: 'http://a', ...more });
    const keys = [
      keyOf(at({}), { q: 1 }),
      keyOf(at({}), { q: 2 }),
      keyOf(at({ tenant: 't' }), { q: 1 }),
      keyOf(at({ url: 'http://b' }), { q: 1 }),
    ];
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(keyOf(at({}), { q: 1 }), keys[0]);
  });
});
