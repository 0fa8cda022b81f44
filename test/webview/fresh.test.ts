/** How a run that goes on is kept fresh while it is in sight. */
import assert from 'node:assert/strict';
import { freshWords, nextRefresh } from '../../webview/fresh.ts';

describe('a run that goes on, in its window', () => {
  it('is asked for again every half minute, later where that takes long, fails, or where the run is over', () => {
    const usual = { tookMs: 800, failures: 0, over: false };
    assert.equal(nextRefresh(usual), 30_000);
    assert.equal(nextRefresh({ ...usual, tookMs: 20_000 }), 100_000);
    assert.deepEqual(
      [1, 2, 3, 40].map(failures => nextRefresh({ ...usual, failures })),
      [60_000, 120_000, 240_000, 300_000],
    );
    assert.equal(nextRefresh({ ...usual, over: true }), 300_000);
  });

  it('says how fresh it is', () => {
    const fetchedAt = Date.parse('2026-05-26T11:12:40Z');
    const words = (seconds: number, over = false) => freshWords({ over, fetchedAt, now: fetchedAt + seconds * 1000 });
    assert.equal(words(0), 'Under way, as of 11:12 UTC, refreshed 1 s ago');
    assert.equal(words(12.7), 'Under way, as of 11:12 UTC, refreshed 12 s ago');
    assert.equal(words(7200), 'Under way, as of 11:12 UTC, refreshed 2 h 00 min ago');
    assert.equal(words(3, true), 'Not all of it could be had yet, as of 11:12 UTC, refreshed 3 s ago');
  });
});
