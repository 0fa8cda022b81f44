/** The store: words of text and of bytes agree. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eachWord, wordHash, words } from '../../../src/engine/query/words.ts';

function hashesOf(bytes: Uint8Array, start = 0, end = bytes.length): number[] {
  const hashes: number[] = [];
  eachWord(bytes, start, end, hash => hashes.push(hash));
  return hashes;
}

describe('words', () => {
  it('are maximal runs of letters, digits and underscores, lower-cased', () => {
    assert.deepEqual(words('Disk_0 FULL: /var/log (98%)'), ['disk_0', 'full', 'var', 'log', '98']);
    assert.deepEqual(words('größe ПРИВЕТ'), ['größe', 'ПРИВЕТ']);
    assert.deepEqual(words(' --> '), []);
  });

  it('fold ASCII only, not look-alikes', () => {
    assert.deepEqual(words('\u212Aelvin É'), ['\u212Aelvin', 'É']);
  });

  it('hash alike from text and from bytes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('a', 'B', '9', '_', ' ', '-', 'ß', '漢', '😀', '\u001b', '[', ']', '1', 'm', '\u0007', '\\'),
      }),
    );
    fc.assert(
      fc.property(text, given => {
        const bytes = new TextEncoder().encode(given);
        assert.deepEqual(hashesOf(bytes), words(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).map(wordHash));
      }),
    );
  });

  it('stop at the bounds they are given', () => {
    const bytes = new TextEncoder().encode('alpha beta');
    assert.deepEqual(hashesOf(bytes, 2, 8), [wordHash('pha'), wordHash('be')]);
  });

  it('hash without regard to case', () => {
    assert.equal(wordHash('Error'), wordHash('error'));
    assert.notEqual(wordHash('error'), wordHash('errors'));
  });
});

describe('coloured words', () => {
  const coloured = '\u001b[31mFAILED\u001b[0m tests/test_\u001b[1mx\u001b[0m.py';

  it('are words without their colour, in text and in bytes', () => {
    assert.deepEqual(words(coloured), ['failed', 'tests', 'test_x', 'py']);
    const bytes = Buffer.from(coloured);
    const hashes: number[] = [];
    eachWord(bytes, 0, bytes.length, hash => hashes.push(hash));
    assert.deepEqual(hashes, words(coloured).map(wordHash));
  });
});
