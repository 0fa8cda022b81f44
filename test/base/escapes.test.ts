/** Analysis: ANSI escape sequences. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeEnd, withoutEscapes } from '../../src/base/escapes.ts';

describe('escape sequences', () => {
  it('are taken out of a text', () => {
    const text = '\u001b[1;31mFAILED\u001b[0m \u001b]8;;x y\u0007link\u001b]8;;\u001b\\ \u001bMup \u001b]torn é\u001bé';
    assert.equal(withoutEscapes(text), 'FAILED link up torn éé');
  });

  it('end at the same place in text and in bytes', () => {
    const unit = fc.constantFrom('\u001b', '[', ']', '1', ';', 'm', ' ', '\u0007', '\\', 'é', 'x');
    fc.assert(
      fc.property(fc.string({ unit }), text => {
        const bytes = Buffer.from(text);
        const kept: number[] = [];
        for (let at = 0; at < bytes.length; ) {
          if (bytes[at] === 0x1b) at = escapeEnd(bytes, at, bytes.length);
          else kept.push(bytes[at++]);
        }
        assert.equal(Buffer.from(kept).toString(), withoutEscapes(text));
      }),
      { numRuns: 500 },
    );
  });
});
