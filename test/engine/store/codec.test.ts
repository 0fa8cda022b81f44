/** Tests: what goes into the block codec comes out, byte for byte. */
import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { REGEX_REACH } from '../../../src/engine/query/match.ts';
import type { Block } from '../../../src/engine/read/block.ts';
import {
  hasLongRow,
  LONG_ROW_BYTES,
  packColumns,
  packText,
  unpackColumns,
  unpackLayout,
  unpackText,
  unpackTextInPool,
} from '../../../src/engine/store/codec.ts';
import { packVarints, unpackVarints } from '../../../src/engine/store/varints.ts';

interface MadeRow {
  text: Uint8Array;
  ending: number;
  body: number;
  at: number;
  shape: number;
}

const stamp = fc.oneof(
  fc.integer({ min: -1e15, max: 1e15 }),
  fc.integer({ min: 1.7e12, max: 1.7e12 + 5000 }),
  fc.constant(Number.NaN),
  fc.double({ noNaN: true }),
);
const row: fc.Arbitrary<MadeRow> = fc.record({
  text: fc.oneof(
    { weight: 5, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 300, maxLength: 400 }) },
  ),
  ending: fc.constantFrom(0, 1, 1, 1, 2, 3),
  body: fc.nat(40),
  at: stamp,
  shape: fc.oneof(fc.nat(3), fc.nat(100_000)),
});

/** No line end, LF, CR LF, CR: as the cutter makes them, a row holds no LF but at its end. */
const endings = ['', '\n', '\r\n', '\r'].map(end => Buffer.from(end));

function blockOf(rows: readonly MadeRow[]): Block {
  const block: Block = {
    firstLine: 1,
    count: rows.length,
    bytes: Buffer.concat(rows.flatMap(one => [one.text.map(byte => (byte === 10 ? 11 : byte)), endings[one.ending]])),
    starts: new Uint32Array(rows.length + 1),
    ends: new Uint32Array(rows.length),
    at: Float64Array.from(rows, one => one.at),
    level: new Uint8Array(rows.length),
    body: new Uint32Array(rows.length),
    flags: new Uint8Array(rows.length),
    template: new Uint32Array(rows.length),
  };
  rows.forEach((one, i) => {
    block.ends[i] = block.starts[i] + one.text.length;
    block.starts[i + 1] = block.ends[i] + endings[one.ending].length;
    block.body[i] = block.starts[i] + Math.min(one.body, one.text.length);
  });
  return block;
}

describe('block codec', () => {
  it('gives back any columns', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 50 }), rows => {
        const block = blockOf(rows);
        const shapes = Uint32Array.from(rows, one => one.shape);
        const ids = [...new Set(shapes)];
        const back = unpackColumns(packColumns(block, { ids, local: shapes.map(shape => ids.indexOf(shape)) }), rows.length);
        const layout = unpackLayout(back, Buffer.from(block.bytes), rows.length);
        deepEqual(layout.starts, block.starts);
        deepEqual(layout.ends, block.ends);
        deepEqual(layout.body, block.body);
        deepEqual(back.shape, shapes);
        // A time of minus zero is zero.
        deepEqual(
          back.at.map(at => at + 0),
          block.at.map(at => at + 0),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('gives back any bytes, in the thread pool and out of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async bytes => {
        const packed = await packText(bytes);
        equal(Buffer.compare(unpackText(packed, bytes.length), bytes), 0);
        equal(Buffer.compare(await unpackTextInPool(packed, bytes.length), bytes), 0);
      }),
      { numRuns: 100 },
    );
  });

  it('marks rows of which a regular expression does not see the end', () => {
    const long = { text: new Uint8Array(LONG_ROW_BYTES + 1).fill(0x61), ending: 1, body: 0, at: 0, shape: 0 };
    const marks = [[long], [{ ...long, text: long.text.subarray(0, 5) }]].map(rows => {
      const packed = packColumns(blockOf(rows), { ids: [0], local: new Uint32Array(rows.length) });
      return hasLongRow(unpackColumns(packed, rows.length));
    });
    deepEqual(marks, [true, false]);
    ok(REGEX_REACH >= LONG_ROW_BYTES);
  });

  it('refuses a block in which a byte was changed', async () => {
    const text = Buffer.from('the quick brown fox jumps over the lazy dog\n'.repeat(50) + [...Array(500).keys()].join());
    const packed = await packText(text);
    for (let at = 0; at < packed.length; at += 7) {
      const torn = Uint8Array.from(packed);
      torn[at] ^= 0x55;
      throws(() => unpackText(torn, text.length), `byte ${at} of ${packed.length}`);
    }
    throws(() => unpackText(packed.subarray(0, packed.length - 3), text.length));
    await rejects(unpackTextInPool(packed.subarray(0, 20), text.length));
  });

  it('gives back any whole numbers as varints', () => {
    fc.assert(fc.property(fc.array(fc.maxSafeNat()), values => deepEqual(unpackVarints(packVarints(values)), values)));
  });
});
