/** Tests: a block's text comes out of its frames byte for byte, whole or in part, and a damaged one is refused. */
import { equal, rejects, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { BLOCK_LINES } from '../../../src/engine/read/block.ts';
import {
  FRAME_ROWS,
  frameRows,
  framesOf,
  packText,
  unpackFrame,
  unpackText,
  unpackTextInPool,
} from '../../../src/engine/store/frames.ts';

/** Whether reading is refused, or gives these bytes: a frame's head may name another window and still be read rightly. */
function refusedOr(bytes: Buffer, read: () => Buffer): boolean {
  try {
    return read().equals(bytes);
  } catch (failure) {
    return failure instanceof Error && 'code' in failure;
  }
}

/** Rows of these lengths, filled with bytes that follow from the seed. */
function textOf(lengths: readonly number[], seed: number): { bytes: Buffer; starts: Uint32Array } {
  const starts = new Uint32Array(lengths.length + 1);
  for (const [row, length] of lengths.entries()) starts[row + 1] = starts[row] + length;
  const bytes = Buffer.alloc(starts[lengths.length]);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.imul(at + seed, 0x9e3779b1) >>> (at % 29);
  return { bytes, starts };
}

const lengths = fc
  .tuple(fc.integer({ min: 1, max: BLOCK_LINES }), fc.array(fc.nat(30), { minLength: 1, maxLength: 7 }))
  .map(([rows, some]) => Array.from({ length: rows }, (_, row) => some[row % some.length]));

describe('frames of a block', () => {
  it('give back any bytes, in the thread pool and out of it, and each frame alone', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.nat(), async (rows, seed) => {
        const { bytes, starts } = textOf(rows, seed);
        const packed = await packText(bytes, starts, rows.length);
        equal(Buffer.compare(unpackText(packed, rows.length), bytes), 0);
        equal(Buffer.compare(await unpackTextInPool(packed, rows.length), bytes), 0);
        for (const [i, frame] of framesOf(packed, rows.length).entries()) {
          const { from, to } = frameRows(i * FRAME_ROWS + (seed % FRAME_ROWS), rows.length);
          const part = unpackFrame(packed.subarray(frame.at, frame.at + frame.length), frame);
          equal(Buffer.compare(part, bytes.subarray(starts[from], starts[to])), 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never give other bytes than those packed: a changed byte or a missing end is refused', async () => {
    const { bytes, starts } = textOf(new Array<number>(FRAME_ROWS + 50).fill(3), 7);
    const rows = FRAME_ROWS + 50;
    const packed = await packText(bytes, starts, rows);
    for (let at = 0; at < packed.length; at += at < 40 ? 1 : 7) {
      const torn = Uint8Array.from(packed);
      torn[at] ^= 0x55;
      equal(
        refusedOr(bytes, () => unpackText(torn, rows)),
        true,
        `byte ${at} of ${packed.length}`,
      );
    }
    throws(() => unpackText(packed.subarray(0, packed.length - 3), rows));
    throws(() => unpackText(packed.subarray(0, 5), rows), { code: 'ERR_OUT_OF_RANGE' });
    await rejects(unpackTextInPool(packed.subarray(0, 20), rows));
  });
});
