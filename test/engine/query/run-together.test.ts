/** Tests: equal questions that come together are looked for once; a cancel reaches its asker at once, and the work when nobody waits any more. */
import { deepEqual, equal, rejects } from 'node:assert/strict';
import { parseQuery } from '../../../src/engine/query/parse.ts';
import { count, histogram, search } from '../../../src/engine/query/run.ts';
import { Together } from '../../../src/engine/query/run-together.ts';
import { makeSource, temporaryHome } from '../store/small-source.ts';

const { signal } = new AbortController();

describe('questions that come together', () => {
  const { home, end } = temporaryHome();
  after(end);

  it('unpack each block once, whether rows, counts or both are asked', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `2026-05-01T00:00:0${i % 10}Z INFO request ${i} took ${i % 977}ms\n`);
    const source = await makeSource(home, 'together', { 'a.log': text.join('') });
    const opened: number[] = [];
    const unpack = source.text.bind(source);
    source.text = block => {
      opened.push(block.id);
      return unpack(block);
    };
    const query = parseQuery('/ [0-9]{3}ms$/');
    const [page, series, total] = await Promise.all([
      search([source], query, { limit: 5, offset: 0 }, signal),
      histogram([source], query, { buckets: 10 }, signal),
      count([source], query, signal),
    ]);
    equal(page.coverage.matched, total);
    equal(
      series.counts.info.reduce((sum, one) => sum + one, 0),
      total,
    );
    deepEqual(
      opened,
      source.blocks.map(block => block.id),
    );
    source.close();
  });

  it('go on for those who still wait when one is cancelled', async () => {
    const together = new Together<number>();
    const gate = Promise.withResolvers<number>();
    let begun = 0;
    let stopped = false;
    const work = (life: AbortSignal) => {
      begun++;
      life.addEventListener('abort', () => (stopped = true));
      return gate.promise;
    };
    const hasty = new AbortController();
    const first = together.make('a', work, hasty.signal);
    const second = together.make('a', work, signal);
    hasty.abort();
    await rejects(first, { code: 'cancelled' });
    equal(stopped, false);
    gate.resolve(7);
    deepEqual([await second, begun], [7, 1]);
  });

  it('stop the work when the last one is cancelled, and begin anew for the next', async () => {
    const together = new Together<number>();
    const lives: AbortSignal[] = [];
    const never = (life: AbortSignal) => {
      lives.push(life);
      return new Promise<number>(() => undefined);
    };
    const life = new AbortController();
    const asked = [together.make('a', never, life.signal), together.make('a', never, life.signal)];
    life.abort();
    for (const one of asked) await rejects(one, { code: 'cancelled' });
    deepEqual([lives.length, lives[0].aborted], [1, true]);
    equal(await together.make('a', async () => 3, signal), 3);
    await rejects(together.make('a', never, life.signal), { code: 'cancelled' });
    equal(lives.length, 1, 'nothing is begun for who is cancelled already');
  });

  it('share a failure, and keep none of it', async () => {
    const together = new Together<number>();
    const fails = () => Promise.reject(new RangeError('damaged'));
    await Promise.all([1, 2].map(() => rejects(together.make('a', fails, signal), RangeError)));
    equal(await together.make('a', async () => 4, signal), 4);
  });
});
