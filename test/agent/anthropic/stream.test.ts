/** The investigator, Anthropic: a stream is read the same wherever it is cut: between deltas, inside an escape, inside a letter of several bytes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CallPart } from '../../../src/agent/model.ts';
import { Anthropic } from '../../stand-in/anthropic.ts';
import { askingOf } from './asking.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(one => one.trim() !== '');

describe('the stream of a Claude model', function () {
  this.timeout(60_000);

  it('is read the same wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          said: text,
          input: fc.dictionary(
            text,
            fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null), fc.array(text)),
          ),
          piece: fc.integer({ min: 1, max: 40 }),
          sizes: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }),
        }),
        async ({ said, input, piece, sizes }) => {
          const call = { type: 'tool_use', id: 'toolu_1', name: 'search_logs', input } as const;
          const api = await Anthropic.open(() => ({ content: [{ type: 'text', text: said }, call] }), {
            piece,
            chunks: bytes => cut(bytes, sizes),
          });
          try {
            const { ask, heard } = askingOf(api.url);
            const reply = await ask();
            assert.equal(heard.text, said);
            assert.deepEqual(reply.parts, [
              { kind: 'text', text: said },
              { kind: 'call', id: 'toolu_1', tool: 'search_logs', input: JSON.parse(JSON.stringify(input)) },
            ]);
          } finally {
            await api.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('carries a large input over many deltas', async () => {
    const lines = Array.from({ length: 4000 }, (_, n) => `"${n}" \\ größer \u{1f4a5}\n`);
    const api = await Anthropic.open(
      () => ({ content: [{ type: 'tool_use', id: 'a', name: 'search_logs', input: { lines } }] }),
      { piece: 7 },
    );
    const reply = await askingOf(api.url).ask();
    await api.close();
    assert.deepEqual((reply.parts[0] as CallPart).input, { lines });
  });
});

function* cut(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length];
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
