/** The table, tests: log text made safe to show, cut and broken to a width. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cells, elided, elidedLeft, manyLines, oneLine, padded, wrapped } from '../../../src/tools/render/safe.ts';

const text = fc.string({ unit: 'binary', maxLength: 200 });

describe('safe text', () => {
  it('shows controls, drops colours, marks hidden directions', () => {
    assert.equal(oneLine('a\u001b[1;31mb\u001b[0m'), 'ab');
    assert.equal(oneLine('a\u001b]8;;http://x\u001b\\b\u001b]8;;\u001b\\'), 'ab');
    assert.equal(oneLine('a\u0000b\u007fc\u0085d'), 'a␀b␡c⟨U+0085⟩d');
    assert.equal(oneLine('a\u202eb\u200bc'), 'a⟨U+202E⟩b⟨U+200B⟩c');
    assert.equal(oneLine('a\r\nb\tc'), 'a ⏎ b  c');
    assert.equal(manyLines('a\r\nb\rc'), 'a\nb\nc');
    assert.equal(oneLine('\u001b'), '␛');
  });

  it('never lets anything act', () => {
    fc.assert(fc.property(text, any => void assert.doesNotMatch(oneLine(any), /[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)));
  });

  it('cuts to a width and tells how much it left out', () => {
    assert.equal(elided('abcdefghij', 10), 'abcdefghij');
    assert.equal(elided('abcdefghijk', 8), 'abcd… +7');
    assert.equal(elided('x'.repeat(5000), 12), 'xxxx… +4,996');
    assert.equal(elidedLeft('a/very/long/path.log:12', 12), '…path.log:12');
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (any, width) => {
        const line = oneLine(any);
        assert.ok(cells(elided(line, width)) <= width && cells(elidedLeft(line, width)) <= width);
        assert.ok(cells(padded(line, width)) >= width);
      }),
    );
  });

  it('breaks lines at blanks and loses nothing', () => {
    assert.deepEqual(wrapped('one two three', 8), ['one two', 'three']);
    assert.deepEqual(wrapped('', 8), ['']);
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (any, width) => {
        const line = oneLine(any);
        const lines = wrapped(line, width);
        for (const one of lines) assert.ok(cells(one) <= width, one);
        assert.equal(lines.join('').replace(/ /g, ''), line.replace(/ /g, ''));
      }),
    );
  });

  it('measures wide signs and marks', () => {
    assert.equal(cells('日本'), 4);
    assert.equal(cells('e\u0301'), 1);
    assert.equal(cells('plain'), 5);
  });
});
