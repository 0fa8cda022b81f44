/** Tests: what goes into the block codec comes out, byte for byte. */
import { deepEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { REGEX_REACH } from '../../../src/engine/query/match.ts';
import type { Block } from '../../../src/engine/read/block.ts';
import { hasLongRow, LONG_ROW_BYTES, packColumns, unpackColumns, unpackLayout } from '../../../src/engine/store/codec.ts';
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
        const layout = unpackLayout(back, Buffer.from(block.bytes), { from: 0, to: rows.length, count: rows.length });
        deepEqual(layout.starts, block.starts);
        deepEqual(layout.ends, block.ends);
        deepEqual(layout.body, block.body);
        const from = rows.length >> 1;
        const tail = Buffer.from(block.bytes.subarray(block.starts[from]));
        const part = unpackLayout(back, tail, { from, to: rows.length, count: rows.length });
        const moved = (offsets: Uint32Array) => offsets.map(offset => offset + block.starts[from]);
        deepEqual(moved(part.starts), block.starts.subarray(from));
        deepEqual(moved(part.ends), block.ends.subarray(from));
        deepEqual(moved(part.body), block.body.subarray(from));
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

  it('marks rows of which a regular expression does not see the end', () => {
    const long = { text: new Uint8Array(LONG_ROW_BYTES + 1).fill(0x61), ending: 1, body: 0, at: 0, shape: 0 };
    const marks = [[long], [{ ...long, text: long.text.subarray(0, 5) }]].map(rows => {
      const packed = packColumns(blockOf(rows), { ids: [0], local: new Uint32Array(rows.length) });
      return hasLongRow(unpackColumns(packed, rows.length));
    });
    deepEqual(marks, [true, false]);
    ok(REGEX_REACH >= LONG_ROW_BYTES);
  });

  it('gives back any whole numbers as varints', () => {
    fc.assert(fc.property(fc.array(fc.maxSafeNat()), values => deepEqual(unpackVarints(packVarints(values)), values)));
  });
});
