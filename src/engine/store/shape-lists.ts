/** The store: which shapes each block holds and in how many rows, for all blocks together: what an open source keeps in memory. */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { VarintReader, VarintWriter } from './varints.ts';

/** Shape ids in the order of the block's own list, and the rows of each. */
export interface ShapeList {
  readonly shapes: Uint16Array | Uint32Array;
  /** A block has no more rows than 16 bits can count. */
  readonly counts: Uint16Array;
}

export function makeShapeList(shapes: readonly number[], counts: readonly number[]): ShapeList {
  const narrow = shapes.every(shape => shape < 0x10000);
  return { shapes: narrow ? Uint16Array.from(shapes) : Uint32Array.from(shapes), counts: Uint16Array.from(counts) };
}

export function packShapeLists(lists: readonly ShapeList[]): Uint8Array {
  const writer = new VarintWriter();
  writer.push(lists.length);
  for (const { shapes, counts } of lists) {
    writer.push(shapes.length);
    for (const shape of shapes) writer.push(shape);
    for (const count of counts) writer.push(count);
  }
  return zstdCompressSync(writer.bytes());
}

export function unpackShapeLists(packed: Uint8Array): ShapeList[] {
  const reader = new VarintReader(zstdDecompressSync(packed, { chunkSize: Math.max(1 << 14, packed.length * 4) }));
  return Array.from({ length: reader.next() }, () => {
    const length = reader.next();
    const shapes = Array.from({ length }, () => reader.next());
    const counts = Array.from({ length }, () => reader.next());
    return makeShapeList(shapes, counts);
  });
}
