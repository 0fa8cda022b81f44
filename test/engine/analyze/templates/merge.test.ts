/** Analysis: which templates are one. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fingerprint } from '../../../../src/engine/analyze/templates/fingerprint.ts';
import { mergeTemplates } from '../../../../src/engine/analyze/templates/merge.ts';

function merged(texts: string[]): string[] {
  return mergeTemplates(texts.map((text, id) => ({ id, tokens: text.split(' ') }))).map(merge => merge.tokens.join(' '));
}

const letters = (n: number) => [...String(n)].map(digit => 'abcdefghij'[Number(digit)]).join('');

describe('mergeTemplates', () => {
  it('wants the more values the less a position looks like one', () => {
    const count = (n: number, form: (word: string) => string) =>
      merged(Array.from({ length: n }, (_, i) => form(letters(100 + i)))).length;
    assert.deepEqual([count(2, word => `left host ${word} now`), count(3, word => `left host ${word} now`)], [2, 1]);
    assert.deepEqual([count(5, word => `left the ${word}_x now`), count(6, word => `left the ${word}_x now`)], [5, 1]);
    assert.deepEqual([count(11, word => `left the ${word} now`), count(12, word => `left the ${word} now`)], [11, 1]);
    assert.deepEqual([count(49, word => `${word} left now`), count(50, word => `${word} left now`)], [49, 1]);
  });

  it('needs two values beside a masked one', () => {
    assert.deepEqual(merged(['open file <*>', 'open file core']), ['open file <*>']);
    assert.deepEqual(merged(['child exits 1', 'child exits now']).length, 2);
  });

  it('opens several positions at once', () => {
    const pairs = ['ann a.b', 'bob c.d', 'eve e.f'].map(pair => pair.split(' '));
    assert.deepEqual(merged(pairs.map(([user, host]) => `login user=${user} from (${host}) refused`)), [
      'login user=<*> from (<*>) refused',
    ]);
    const crowd = Array.from({ length: 40 }, (_, i) => `sent ${letters(100 + i)} to the ${letters(500 - i)} again`);
    assert.deepEqual(merged(crowd), ['sent <*> to the <*> again']);
  });

  it('keeps what names and closes a value', () => {
    assert.deepEqual(merged(["set 'a.b', ok", "set 'a.c', ok", "set 'a.d', ok"]), ["set '<*>', ok"]);
    assert.deepEqual(merged(['x env:a.b=/c y', 'x env:a.b=key y', 'x env:a.b=v y']), ['x env:a.b=<*> y']);
    assert.deepEqual(merged(['go {<*>}a.b y', 'go {<*>}c.d y', 'go {<*>}e.f y']), ['go <*> y']);
  });

  it('does not merge on the strength of nothing', () => {
    assert.equal(merged(Array.from({ length: 60 }, (_, i) => `${letters(100 + i)} - :`)).length, 60);
  });

  it('puts every template into exactly one group, whatever they are', () => {
    const token = fc.constantFrom('a', 'b', 'user', '<*>', 'k=a', 'k=b', '(a)', '()', 'a.b', 'c.d', 'KB', 'ok', '--');
    fc.assert(
      fc.property(fc.array(fc.tuple(token, token, token), { maxLength: 40 }), candidates => {
        const groups = mergeTemplates(candidates.map((tokens, id) => ({ id, tokens })));
        assert.deepEqual(
          groups.flatMap(group => group.ids).sort((a, b) => a - b),
          [...candidates.keys()],
        );
        assert.ok(groups.every(group => group.tokens.length === 3));
      }),
    );
  });
});

describe('fingerprint', () => {
  it('is equal without a position just where the others are equal', () => {
    const tokens = fc.array(fc.constantFrom('a', 'b', 'ab', ''), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(tokens, tokens, fc.nat({ max: 2 }), (one, other, position) => {
        const same = one.every((token, i) => i === position || token === other[i]);
        assert.equal(fingerprint(one).without(position) === fingerprint(other).without(position), same);
      }),
      { numRuns: 500 },
    );
  });
});
