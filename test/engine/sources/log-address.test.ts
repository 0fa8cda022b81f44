/** Addresses of queries: whatever stands in a query survives, options are told apart, times are read as people write them. */
import assert from 'node:assert/strict';
import { isoOf, logAddress, quoted, rangeOf, readLogAddress } from '../../../src/engine/sources/log-address.ts';

const now = Date.UTC(2026, 10, 26, 12);

describe('the address of a query', () => {
  it('is read and written alike', () => {
    const question = readLogAddress(
      'Loki:{app="api"} |= "error?x=1" ?from=-2h&to=2026-11-20T08:00:00%2B01:00&name=eu-west&limit=20',
    );
    assert.deepEqual(question, {
      system: 'loki',
      query: '{app="api"} |= "error?x=1"',
      from: '-2h',
      to: '2026-11-20T08:00:00+01:00',
      name: 'eu-west',
      limit: 20,
    });
    const text = 'loki:{app="api"} |= "error?x=1"?from=-2h&to=2026-11-20T08:00:00%2B01:00&name=eu-west&limit=20';
    assert.equal(logAddress(question), text);
    assert.deepEqual(readLogAddress(text), question);
  });

  it('keeps every query as it is', () => {
    for (const query of ['error?', 'a?from=1', 'x ?limit=3&to=now', '"?name=x"', 'a\nb "c\\"d" | stats count() n', 'é{}[]&=%20'])
      for (const name of ['', 'prod']) {
        const question = { system: 'victoriaLogs' as const, query, from: undefined, to: undefined, name, limit: undefined };
        assert.deepEqual(readLogAddress(logAddress(question)), question);
      }
  });

  it('is no other text', () => {
    for (const text of ['loki:', 'loki: ?from=1h', 'lokis:{a="b"}', 'https://loki/', '/logs/loki:x'])
      assert.equal(readLogAddress(text), null, text);
  });

  it('has bounds of time', () => {
    const hour = 3_600_000;
    assert.deepEqual(rangeOf({}, now), { from: now - hour, to: now });
    assert.deepEqual(rangeOf({ from: '-2h', to: '30m' }, now), { from: now - 2 * hour, to: now - hour / 2 });
    assert.deepEqual(rangeOf({ from: '1795172400', to: '1795172400500' }, now), { from: 1795172400000, to: 1795172400500 });
    assert.equal(rangeOf({ from: '1795172400000000' }, now).from, 1795172400000);
    assert.equal(rangeOf({ from: '1795172400000000000' }, now).from, 1795172400000);
    assert.equal(rangeOf({ from: '2026-11-20 08:00' }, now).from, Date.UTC(2026, 10, 20, 8));
    assert.throws(() => rangeOf({ from: 'yesterday' }, now), { code: 'bad_input', message: /"yesterday" is no time/ });
    assert.throws(() => rangeOf({ from: 'now', to: '-1h' }, now), { code: 'bad_input' });
  });

  it('tells nanoseconds and strings without loss', () => {
    assert.equal(isoOf(1795172811616003584n), '2026-11-20T11:06:51.616003584Z');
    assert.equal(isoOf(1795172811616000000n), '2026-11-20T11:06:51.616Z');
    assert.equal(quoted('a"b\\c\n'), '"a\\"b\\\\c\\n"');
  });
});
