/** Analysis: how surprising it is when records stand as they do. */
import assert from 'node:assert/strict';
import { burstsOf, crowding, spanOf } from '../../../../src/engine/analyze/rank/timing.ts';
import { memoryCorpus } from '../memory-corpus.ts';

const span = { from: 0, to: 1000 };

describe('timing', () => {
  it('is not surprised by what is spread over the run, nor by records without time', () => {
    assert.ok(crowding({ count: 500, firstAt: 2, lastAt: 998 }, span) < 3);
    assert.equal(crowding({ count: 500, firstAt: null, lastAt: null }, span), 0);
  });

  it('is surprised by what begins late or stays in a narrow time', () => {
    assert.ok(crowding({ count: 20, firstAt: 800, lastAt: 1000 }, span) > 20);
    assert.ok(crowding({ count: 20, firstAt: 10, lastAt: 30 }, span) > 40);
    assert.ok(crowding({ count: 1, firstAt: 10, lastAt: 10 }, span) < 0.1);
  });

  it('finds the burst of a template against its usual rate', () => {
    const line = (at: number, words: string) => `${new Date(at).toISOString()} ERROR ${words}`;
    const calm = Array.from({ length: 600 }, (_, i) => line(i * 1000, 'lost a packet'));
    const burst = Array.from({ length: 60 }, (_, i) => line(300_000 + i, 'lost a packet'));
    const corpus = memoryCorpus({ 'a.log': [...calm.slice(0, 300), ...burst, ...calm.slice(300)].join('\n') });
    const whole = spanOf(corpus);
    assert.ok(whole);
    const [found] = burstsOf(corpus, whole, [corpus.templates.map(stat => stat.id)]);
    assert.ok(found.z > 15 && found.at !== null && Math.abs(found.at - 300_000) < 10_000, JSON.stringify(found));
  });

  it('knows no span where no time is known', () => {
    assert.equal(spanOf(memoryCorpus({ 'a.log': 'no stamp\nno time' })), null);
  });
});
