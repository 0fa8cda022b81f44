/** The tests of the reader: which bytes pass for text. */
import assert from 'node:assert/strict';
import { recognise } from '../../../src/engine/read/recognise.ts';

const line = '2026-05-01T10:00:00Z ERROR cannot write block 7\n';

describe('recognise', () => {
  it('takes UTF-16 without a mark for text, of either order', () => {
    const little = Buffer.from(line.repeat(5), 'utf16le');
    assert.equal(recognise(little, 'a.log'), 'text');
    assert.equal(recognise(Buffer.from(little).swap16(), 'a.log'), 'text');
  });

  it('does not take numbers of two bytes for UTF-16', () => {
    const numbers = Uint16Array.from({ length: 500 }, (_, i) => 1 + (i % 20));
    assert.equal(recognise(new Uint8Array(numbers.buffer), 'a.bin'), 'binary');
  });

  it('takes a log with a hole in it for text, and records with short runs of zeros for binary', () => {
    assert.equal(recognise(Buffer.from(line.repeat(5) + '\0'.repeat(4096) + line), 'a.log'), 'text');
    assert.equal(recognise(Buffer.from(`pts/0${'\0'.repeat(27)}root${'\0'.repeat(28)}`.repeat(20)), 'wtmp'), 'binary');
  });
});
