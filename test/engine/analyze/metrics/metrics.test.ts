/** Metric series: thinning out keeps extremes, and a change of level is told where it is one. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changesOf } from '../../../../src/engine/analyze/metrics/changes.ts';
import { thinned } from '../../../../src/engine/analyze/metrics/thin.ts';

const series = (values: readonly number[], step = 15_000) => ({ at: values.map((_, index) => index * step), values });
/** From -1 to 1, the same in every run of the test. */
const noise = (seed: number) => {
  const one = Math.sin(seed * 12.9898) * 43758.5453;
  return (one - Math.floor(one)) * 2 - 1;
};

describe('thinning out a series', () => {
  const values = fc.array(fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)), {
    minLength: 1,
    maxLength: 400,
  });
  const gaps = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 400, maxLength: 400 });

  it('keeps order, bound, ends, what it is told to and extremes, of all and of each stretch', () => {
    fc.assert(
      fc.property(values, gaps, fc.integer({ min: 2, max: 60 }), (all, between, most) => {
        let time = 0;
        const at = all.map((_, index) => (time += between[index]));
        const also = all.length > most ? [all.length >> 1] : [];
        const kept = thinned({ at, values: all }, most, also);
        assert.ok(kept.length <= most);
        if (most >= 5) assert.ok([0, all.length - 1, ...also].every(index => kept.includes(index)));
        assert.ok(kept.every((index, place) => place === 0 || index > kept[place - 1]));
        const known = all.filter(value => !Number.isNaN(value));
        const shown = kept.map(index => all[index]).filter(value => !Number.isNaN(value));
        if (known.length) assert.deepEqual([Math.min(...shown), Math.max(...shown)], [Math.min(...known), Math.max(...known)]);
        // No sample lies beyond the shown ones of its stretch of time.
        const extremes = known.length ? [all.indexOf(Math.min(...known)), all.indexOf(Math.max(...known))] : [];
        const firm = new Set([0, all.length - 1, ...also, ...extremes]);
        const stretches = Math.floor((most - firm.size) / 2);
        const of = (time: number) =>
          Math.min(stretches - 1, Math.floor(((time - at[0]) / (at[at.length - 1] - at[0] || 1)) * stretches));
        if (all.length > most && stretches > 0)
          for (const [index, value] of all.entries()) {
            const near = kept.filter(one => of(at[one]) === of(at[index])).map(one => all[one]);
            assert.ok(near.length > 0);
            const told = near.filter(one => !Number.isNaN(one));
            if (!Number.isNaN(value)) assert.ok(value >= Math.min(...told) && value <= Math.max(...told));
          }
      }),
    );
  });

  it('leaves what is short as it is', () => {
    assert.deepEqual(thinned(series([3, 1, 2]), 3), [0, 1, 2]);
    assert.deepEqual(thinned(series([Number.NaN, Number.NaN, Number.NaN]), 2), [0, 2]);
  });
});

describe('changes of a series', () => {
  it('are told where its level stays another', () => {
    const noisy = Array.from({ length: 200 }, (_, index) => (index < 120 ? 12 : 95) + noise(index));
    const [change, ...more] = changesOf(series(noisy));
    assert.equal(more.length, 0);
    assert.equal(change.at, 120 * 15_000);
    assert.ok(Math.abs(change.before - 12) < 1 && Math.abs(change.after - 95) < 1);
  });

  it('are several where it rises and falls again, also between flat levels', () => {
    const flat = [...Array(20).fill(1), ...Array(6).fill(0), ...Array(20).fill(1)];
    assert.deepEqual(
      changesOf(series(flat)).map(one => [one.at / 15_000, one.before, one.after]),
      [
        [20, 1, 0],
        [26, 0, 1],
      ],
    );
  });

  it('are none in noise, in a constant, in a single outlier, or in what is no number', () => {
    const calm = Array.from({ length: 300 }, (_, index) => 50 + noise(index));
    assert.deepEqual(changesOf(series(calm)), []);
    assert.deepEqual(changesOf(series(Array(50).fill(7))), []);
    assert.deepEqual(changesOf(series(calm.map((value, index) => (index === 150 ? value + 20 : value)))), []);
    assert.deepEqual(changesOf(series([Number.NaN, Number.POSITIVE_INFINITY])), []);
    assert.deepEqual(changesOf(series([])), []);
  });

  it('are none where a level wanders by itself: smooth rates, alike neighbours, tides', () => {
    const shocks = (from: number) => Array.from({ length: 420 }, (_, index) => noise(from + index) * 20);
    const smooth = (from: number) => {
      const all = shocks(from);
      return Array.from({ length: 400 }, (_, index) => 50 + all.slice(index, index + 20).reduce((sum, one) => sum + one, 0) / 20);
    };
    const alike = (from: number) => {
      let level = 0;
      return shocks(from).map(one => 50 + (level = 0.9 * level + one / 5));
    };
    const tide = (from: number) => shocks(from).map((one, index) => 40 + (index % 40) / 2 + one / 20);
    for (const [name, make] of Object.entries({ smooth, alike, tide })) {
      const told = Array.from({ length: 100 }, (_, nth) => changesOf(series(make(nth * 1000))).length > 0);
      const wrong = told.filter(Boolean).length;
      assert.ok(wrong <= 3, `${name}: ${wrong} of 100`);
      const jumped = make(7).map((value, index) => (index >= 250 ? value + 40 : value));
      assert.ok(
        changesOf(series(jumped)).some(one => Math.abs(one.at / 15_000 - 250) <= 12 && one.after > one.before),
        name,
      );
    }
  });

  it('are told of each outage among several', () => {
    const outages = Array.from({ length: 400 }, (_, index) => (index % 130 >= 100 && index % 130 < 120 ? 5 : 50) + noise(index));
    assert.deepEqual(
      changesOf(series(outages)).map(one => [one.at / 15_000, one.after > one.before]),
      [100, 230, 360].flatMap(at => [
        [at, false],
        [at + 20, true],
      ]),
    );
  });

  it('are found in series of any length', () => {
    const long = Array.from({ length: 30_000 }, (_, index) => (index < 20_000 ? 5 : 9) + noise(index));
    const [change] = changesOf(series(long));
    assert.ok(Math.abs(change.at / 15_000 - 20_000) < 20);
  });
});
