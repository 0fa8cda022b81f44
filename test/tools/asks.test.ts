/** Pushes to a window: each is heard once, and again by the next window when the one before it went away unheard. */
import assert from 'node:assert/strict';
import { askQueue } from '../../src/tools/asks.ts';

const open = () => new AbortController();

describe('asks', () => {
  it('answers at once with what was pushed before', async () => {
    const queue = askQueue();
    queue.push({ kind: 'changed' });
    assert.deepEqual(await queue.hear({ seen: 0 }, open()), { seen: 1, asks: [{ kind: 'changed' }] });
  });

  it('waits for news and hands each out once', async () => {
    const queue = askQueue();
    const first = queue.hear({ seen: 0 }, open());
    queue.push({ kind: 'act', act: 'next_error' });
    assert.deepEqual(await first, { seen: 1, asks: [{ kind: 'act', act: 'next_error' }] });
    const second = queue.hear({ seen: 1 }, open());
    queue.push({ kind: 'changed' });
    assert.deepEqual(await second, { seen: 2, asks: [{ kind: 'changed' }] });
  });

  it('gives a new window what the former one did not confirm, and nothing that it did', async () => {
    const queue = askQueue();
    queue.push({ kind: 'changed' });
    await queue.hear({ seen: 0 }, open());
    queue.push({ kind: 'show', tab: 'logs' });
    await queue.hear({ seen: 1 }, open()); // confirmed the first; this answer was lost with its window
    assert.deepEqual(await queue.hear({ seen: 0 }, open()), { seen: 2, asks: [{ kind: 'show', tab: 'logs' }] });
  });

  it('lets an aborted question go', async () => {
    const queue = askQueue();
    const life = open();
    const waiting = queue.hear({ seen: 0 }, life);
    life.abort();
    assert.deepEqual(await waiting, { seen: 0, asks: [] });
  });
});
