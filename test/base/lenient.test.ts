/** Text that nobody vouches for. */
import assert from 'node:assert/strict';
import { decoded, jsonIn, objectIn } from '../../src/base/lenient.ts';

describe('text that may be JSON', () => {
  it('is read where it is', () => {
    assert.deepEqual(jsonIn('[1, "a"]'), [1, 'a']);
    assert.deepEqual(objectIn('{"a": 1}'), { a: 1 });
    assert.equal(jsonIn('null'), null);
  });

  it('is told where it is not, whatever it is', () => {
    for (const text of ['', '{"a": 1', 'NaN', '<html>', '\u0000']) assert.equal(jsonIn(text), undefined);
    for (const text of ['[1]', '1', '"a"', 'null', '{']) assert.equal(objectIn(text), null);
  });
});

describe('text that may be percent-encoded', () => {
  it('is decoded where it is, else left', () => {
    assert.deepEqual(['a%20b', '100%', '%ff', ''].map(decoded), ['a b', '100%', '%ff', '']);
  });
});
