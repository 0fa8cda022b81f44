/** A Lifetime ends what was begun, last first, once, and even when one end fails. */
import assert from 'node:assert/strict';
import { Lifetime } from '../../src/base/lifetime.ts';
import { pacer } from '../../src/base/pace.ts';

describe('lifetime', () => {
  it('ends in reverse order and once', async () => {
    const ended: number[] = [];
    const life = new Lifetime();
    for (const n of [1, 2, 3]) life.add(() => void ended.push(n));
    await life.end();
    await life.end();
    assert.deepEqual(ended, [3, 2, 1]);
  });

  it('ends the rest when one fails, and throws the first failure', async () => {
    const ended: number[] = [];
    const life = new Lifetime();
    life.add(() => void ended.push(1));
    life.add(() => {
      throw new Error('stuck');
    });
    await assert.rejects(life.end(), /stuck/);
    assert.deepEqual(ended, [1]);
  });

  it('ends at once what is begun too late', async () => {
    const life = new Lifetime();
    await life.end();
    let ended = false;
    life.add(() => void (ended = true));
    assert.equal(ended, true);
  });
});

describe('pace', () => {
  it('hears a cancel at the end of a slice', async () => {
    const life = new AbortController();
    let rests = 0;
    const pause = pacer(life.signal, async () => void (++rests === 3 && life.abort()));
    const work = async () => {
      for (;;) await pause();
    };
    await assert.rejects(work(), { code: 'cancelled' });
    assert.equal(rests, 3);
  });
});
