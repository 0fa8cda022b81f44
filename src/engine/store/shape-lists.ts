/** The store: which shapes each block holds and in how many rows, for all blocks together: what an open source keeps in memory. */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Shape ids in the order of the block's own list, and the rows of each. */
export interface ShapeList {
  readonly shapes: Uint32Array;
  readonly counts: Uint32Array;
}

/** Columns of 32-bit numbers, split into bytes of one weight: lengths of the lists, ids, counts. */
export function packShapeLists(lists: readonly ShapeList[]): Uint8Array {
  const total = lists.reduce((sum, list) => sum + list.shapes.length, 0);
  const values = new Uint32Array(1 + lists.length + 2 * total);
  values[0] = lists.length;
  values.set(
    lists.map(list => list.shapes.length),
    1,
  );
  let at = 1 + lists.length;
  for (const column of ['shapes', 'counts'] as const) {
    for (const list of lists) {
      values.set(list[column], at);
      at += list[column].length;
    }
  }
  return zstdCompressSync(transpose(new Uint8Array(values.buffer), 4));
}

export function unpackShapeLists(packed: Uint8Array): ShapeList[] {
  const bytes = zstdDecompressSync(packed);
  const values = new Uint32Array(transpose(bytes, bytes.length / 4).buffer);
  const length = values[0];
  const lengths = values.subarray(1, 1 + length);
  const total = (values.length - 1 - length) / 2;
  let at = 1 + length;
  return Array.from(lengths, size => {
    const list = { shapes: values.subarray(at, at + size), counts: values.subarray(at + total, at + total + size) };
    at += size;
    return list;
  });
}

/** The bytes as a matrix of `width` columns, column after column. */
function transpose(bytes: Uint8Array, width: number): Uint8Array {
  const height = bytes.length / width;
  const turned = new Uint8Array(bytes.length);
  for (let column = 0, at = 0; column < width; column++) {
    for (let row = 0; row < height; row++) turned[at++] = bytes[row * width + column];
  }
  return turned;
}
