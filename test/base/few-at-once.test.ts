/** No more than a few at once: order, bound, failures, and who is cancelled while waiting. */
import assert from 'node:assert/strict';
import { fewAtOnce } from '../../src/base/few-at-once.ts';

describe('few at once', () => {
  it('does no more than it was told, in the order of asking, and goes on after a failure', async () => {
    const few = fewAtOnce(2);
    const begun: number[] = [];
    const ends = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
    const all = ends.map(({ promise }, at) =>
      few(() => {
        begun.push(at);
        return promise;
      }),
    );
    const settled = Promise.allSettled(all);
    await turn();
    assert.deepEqual(begun, [0, 1]);
    ends[1].reject(new Error('torn'));
    await turn();
    assert.deepEqual(begun, [0, 1, 2]);
    for (const { resolve } of ends) resolve(1);
    assert.deepEqual(
      (await settled).map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
    );
  });

  it('lets who is cancelled leave the line at once, and nobody is held up by it', async () => {
    const few = fewAtOnce(1);
    const first = Promise.withResolvers<void>();
    const done: string[] = [];
    const held = few(() => first.promise);
    const life = new AbortController();
    const left = few(async () => done.push('left'), life.signal);
    const last = few(async () => done.push('last'));
    life.abort(new Error('gone'));
    await assert.rejects(left, /gone/);
    await assert.rejects(
      few(async () => done.push('never'), life.signal),
      /gone/,
    );
    first.resolve();
    await Promise.all([held, last]);
    assert.deepEqual(done, ['last']);
  });
});

function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
