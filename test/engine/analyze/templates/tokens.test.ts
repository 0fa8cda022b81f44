/** Analysis: tokens of messages. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ESCAPED, HARD, SOFT } from '../../../../src/engine/analyze/templates/classes.ts';
import { MAX_TOKENS, Tokens } from '../../../../src/engine/analyze/templates/tokens.ts';

const encoder = new TextEncoder();

function scan(tokens: Tokens, message: string): unknown {
  const bytes = encoder.encode(message);
  tokens.scan(bytes, 0, bytes.length);
  const { count, tail, tailed, escaped, key1, key2, length } = tokens;
  const columns = [tokens.starts, tokens.ends, tokens.hashes, tokens.softs, tokens.kinds].map(column => [
    ...column.subarray(0, count),
  ]);
  return { count, tail, tailed, escaped, key1, key2, length, columns };
}

describe('Tokens', () => {
  it('finds what stands between blanks', () => {
    const tokens = new Tokens();
    scan(tokens, ' a\tb7  12\u0000\u001b[1mc ');
    assert.deepEqual([...tokens.starts.subarray(0, tokens.count)], [1, 3, 7, 10]);
    assert.deepEqual([...tokens.ends.subarray(0, tokens.count)], [2, 5, 9, 15]);
    assert.deepEqual([...tokens.kinds.subarray(0, tokens.count)], [0, SOFT, HARD, ESCAPED]);
  });

  it('leaves what it does not look at to the tail', () => {
    const tokens = new Tokens();
    scan(tokens, 'a '.repeat(MAX_TOKENS + 3));
    assert.deepEqual([tokens.count, tokens.tail, tokens.tailed], [MAX_TOKENS, 2 * MAX_TOKENS, true]);
    scan(tokens, `ab ${'c'.repeat(5000)}`);
    assert.deepEqual([tokens.count, tokens.tail, tokens.tailed], [1, 3, true]);
    scan(tokens, 'a '.repeat(MAX_TOKENS));
    assert.deepEqual([tokens.count, tokens.tailed], [MAX_TOKENS, false]);
  });

  it('reads a message the same whatever it has read before', () => {
    const piece = fc.constantFrom(
      'a',
      'beef',
      '7',
      '.',
      '/',
      ':',
      '-',
      '_',
      '=',
      ' ',
      '\u001b[0m',
      '\u001b',
      '[',
      '\\',
      'Mon',
      'x1',
      'true',
      'ß',
      '"',
      'C:\\',
    );
    const message = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''));
    const used = new Tokens();
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), messages => {
        for (const text of messages) assert.deepEqual(scan(used, text), scan(new Tokens(), text));
      }),
      { numRuns: 20 },
    );
  });

  it('reads any bytes', () => {
    const tokens = new Tokens();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 50 }), (bytes, skip) => {
        const start = Math.min(skip, bytes.length);
        tokens.scan(bytes, start, bytes.length);
        let at = start;
        for (let token = 0; token < tokens.count; token++) {
          assert.ok(
            tokens.starts[token] >= at && tokens.ends[token] > tokens.starts[token] && tokens.ends[token] <= bytes.length,
          );
          at = tokens.ends[token];
        }
        assert.ok(tokens.tail >= start && tokens.tail <= bytes.length);
      }),
      { numRuns: 500 },
    );
  });
});
