/** The store: the fitting rows of a block in little memory: numbers where they are few, one bit per row where they are many. */

/** Rows of one block: a Uint32Array lists them, a Uint8Array holds a bit for each row of the block. */
export type RowSet = Uint32Array | Uint8Array;

const BITS = 8;
/** Bytes of a row's number. */
const NUMBER = 4;

/** `rows`: ascending, of a block of `count` rows. */
export function packRows(rows: Uint32Array, count: number): RowSet {
  if (rows.length * NUMBER * BITS <= count) return rows;
  const bits = new Uint8Array(Math.ceil(count / BITS));
  for (const row of rows) bits[row >>> 3] |= 1 << (row & 7);
  return bits;
}

/** The rows, ascending; there are `length` of them. */
export function unpackRows(set: RowSet, length: number): Uint32Array {
  if (set instanceof Uint32Array) return set;
  const rows = new Uint32Array(length);
  for (let i = 0, row = 0; i < length; row++) if ((set[row >>> 3] >>> (row & 7)) & 1) rows[i++] = row;
  return rows;
}
