/** The tests of the reader: the counters that stop a bomb, and let alone what only packs well. */
import assert from 'node:assert/strict';
import { Broken } from '../../../src/engine/read/broken.ts';
import { Budget, defaultLimits, Gauge } from '../../../src/engine/read/limits.ts';

const MIB = 1024 ** 2;

describe('limits', () => {
  const budget = (): Budget => new Budget({ ...defaultLimits, ratio: 100 });
  const stops = (archive: string) => (failure: unknown) =>
    failure instanceof Broken && failure.kind === 'over_limit' && failure.archive === archive;

  it('let 64 MiB pass at any ratio, and not a byte more', () => {
    const gauge = new Gauge(budget(), 'a.gz', null);
    gauge.add(64 * MIB, 10);
    assert.throws(() => gauge.add(1, 10), stops('a.gz'));
  });

  it('stop an inflation that is beyond its ratio only through the layers around it', () => {
    const outer = new Gauge(budget(), 'a.gz', null);
    outer.add(50 * MIB, MIB);
    const inner = new Gauge(budget(), 'a.gz!/b.gz', outer);
    // 50 times its own size, but nothing was read from disk for it.
    inner.add(99 * MIB, 2 * MIB);
    assert.throws(() => inner.add(2 * MIB, 2.1 * MIB), stops('a.gz!/b.gz'));
  });

  it('do not hold what was packed well before it against a member', () => {
    const outer = new Gauge(budget(), 'a.tar.gz', null);
    outer.add(990 * MIB, 10 * MIB);
    const inner = new Gauge(budget(), 'a.tar.gz!/b.gz', outer);
    outer.add(10 * MIB, 20 * MIB);
    inner.add(900 * MIB, 10 * MIB);
  });

  it('stop a file of many small bombs at the ratio of their sum, and begin anew with the next file', () => {
    const all = budget();
    all.beginFile('a.zip', MIB);
    for (let nth = 0; nth < 8; nth++) all.addInflated(32 * MIB);
    assert.throws(() => all.addInflated(1), stops('a.zip'));
    all.beginFile('b.zip', 3 * MIB);
    all.addInflated(300 * MIB);
  });

  it('stop the whole walk at the total and at the number of files', () => {
    const all = new Budget({ ...defaultLimits, totalBytes: 100, members: 2 });
    all.addInflated(100);
    assert.throws(() => all.addInflated(1), stops(''));
    all.addMember();
    all.addMember();
    assert.throws(() => all.addMember(), stops(''));
  });
});
