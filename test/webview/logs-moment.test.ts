/** A moment as a person types it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { momentOf } from '../../webview/logs/moment.ts';

const run = { from: Date.UTC(2026, 4, 26, 8), to: Date.UTC(2026, 4, 26, 11, 17, 42) };
const overnight = { from: Date.UTC(2026, 4, 24, 20), to: Date.UTC(2026, 4, 25, 2, 4) };
const told = (text: string, span = run) => {
  const at = momentOf(text, span);
  return at === null ? null : new Date(at).toISOString();
};

describe('log table: a moment', () => {
  it('reads a time of day within the run', () => {
    assert.equal(told('11:02:31'), '2026-05-26T11:02:31.000Z');
    assert.equal(told(' 9:05 '), '2026-05-26T09:05:00.000Z');
    assert.equal(told('11:02:31,745'), '2026-05-26T11:02:31.745Z');
    assert.equal(told('01:30', overnight), '2026-05-25T01:30:00.000Z');
    assert.equal(told('21:00', overnight), '2026-05-24T21:00:00.000Z');
  });

  it('takes the nearest such moment where the run has none', () => {
    assert.equal(told('07:59'), '2026-05-26T07:59:00.000Z');
    assert.equal(told('12:00'), '2026-05-26T12:00:00.000Z');
    assert.equal(told('03:00', overnight), '2026-05-25T03:00:00.000Z');
  });

  it('reads dates with and without a zone, and epoch seconds and milliseconds', () => {
    assert.equal(told('2026-05-26'), '2026-05-26T00:00:00.000Z');
    assert.equal(told('2026-05-26 10:50'), '2026-05-26T10:50:00.000Z');
    assert.equal(told('2026-05-26T10:50:00.5+02:00'), '2026-05-26T08:50:00.500Z');
    assert.equal(told('1779793200'), '2026-05-26T11:00:00.000Z');
    assert.equal(told('1779793200123'), '2026-05-26T11:00:00.123Z');
  });

  it('reads nothing into what is no time', () => {
    for (const text of ['', 'soon', '25:00', '11:60', '2026-02-30', '2026-13-01', '11', '11:02:31 tomorrow'])
      assert.equal(told(text), null, text);
    assert.equal(momentOf('11:02', null), null);
  });

  it('reads back every moment it could show', () => {
    fc.assert(
      fc.property(fc.integer({ min: run.from, max: run.to }), at => {
        assert.equal(momentOf(new Date(at).toISOString(), null), at);
        assert.equal(momentOf(new Date(at).toISOString().slice(11, 23), run), at);
        assert.equal(momentOf(String(at), run), at);
      }),
    );
  });
});
