/** Tests: the word filter of a block never denies a word that is there, and agrees with the query on what a word is. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { wordHash, words } from '../../../src/engine/query/words.ts';
import { mayHold, WordSet } from '../../../src/engine/store/filter.ts';

describe('word filter', () => {
  it('holds every word of any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), texts => {
        const set = new WordSet();
        const valid = texts.map(text => text.toWellFormed());
        for (const text of valid) set.addWords(Buffer.from(text), 0, Buffer.byteLength(text));
        equal(set.size, new Set(valid.flatMap(words).map(word => wordHash(word) || 1)).size);
        const filter = set.filter();
        for (const word of valid.flatMap(words)) ok(mayHold(filter, wordHash(word)), word);
      }),
    );
  });

  it('denies most words that are not there', () => {
    const set = new WordSet();
    for (let i = 0; i < 20_000; i++) set.add(wordHash(`there${i}`));
    const filter = set.filter();
    let passed = 0;
    for (let i = 0; i < 20_000; i++) if (mayHold(filter, wordHash(`absent${i}`))) passed++;
    ok(passed < 20_000 * 0.02, `${passed} of 20000 absent words pass`);
    deepEqual(mayHold(new WordSet().filter(), wordHash('any')), false);
  });

  it('takes a word whole where only a part of it is marked', () => {
    const set = new WordSet();
    const bytes = Buffer.from('x took12ms, y');
    set.addSpan(bytes, { start: 6, end: 8, low: 2, high: bytes.length });
    equal(set.size, 1);
    ok(mayHold(set.filter(), wordHash('took12ms')));
  });
});
