/** A Place reads back as it was written, whatever its member is called. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatPlace, parsePlace } from '../../src/model/place.ts';

describe('place', () => {
  it('reads back as written', () => {
    const place = fc.record(
      { source: fc.stringMatching(/^[0-9a-f]{12}$/), member: fc.string({ minLength: 1 }), line: fc.integer({ min: 1 }) },
      { noNullPrototype: true },
    );
    fc.assert(fc.property(place, one => assert.deepEqual(parsePlace(formatPlace(one)), one)));
  });

  it('refuses what is no place, with help', () => {
    for (const text of ['', 'a', 'a:b', 'a:b:0', 'a:b:x', ':b:1'])
      assert.throws(() => parsePlace(text), { code: 'place_unknown' });
  });
});
