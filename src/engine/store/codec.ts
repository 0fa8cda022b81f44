/** The store: packs a block's columns and text with zstd and unpacks them again, byte for byte; zstd's own checksum guards both. */
import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import type { Block } from '../read/block.ts';
import { packInts, packTimes, unpackInts, unpackTimes } from './columns.ts';

const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 };

/** The columns of a stored block; offsets count from the block's first byte. */
export interface Columns {
  /** Row r occupies [starts[r], starts[r + 1]) of the text and its text ends at ends[r]. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly body: Uint32Array;
  /** Position of the row's shape in the block's own list. */
  readonly shape: Uint32Array;
  /** Milliseconds UTC, NaN without a stamp. */
  readonly at: Float64Array;
}

/** Packs the columns; `shape` holds the position of each row's shape in the block's own list. */
export function packColumns(block: Block, shape: Uint32Array): Uint8Array {
  const { count, starts, ends, body } = block;
  const lengths = new Uint32Array(count);
  const endings = new Uint32Array(count);
  const bodies = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    lengths[row] = starts[row + 1] - starts[row];
    endings[row] = starts[row + 1] - ends[row];
    bodies[row] = body[row] - starts[row];
  }
  const parts = [lengths, endings, bodies, shape.subarray(0, count)].map(packInts);
  return zstdCompressSync(Buffer.concat([...parts, packTimes(block.at.subarray(0, count))]), { params });
}

/** Throws zlib's error when the bytes are not what `packColumns` wrote. */
export function unpackColumns(packed: Uint8Array, count: number): Columns {
  const bytes = zstdDecompressSync(packed, { chunkSize: 64 + count * 20 });
  const reader = { bytes, at: 0 };
  const lengths = unpackInts(reader, count);
  const endings = unpackInts(reader, count);
  const body = unpackInts(reader, count);
  const shape = unpackInts(reader, count);
  const at = unpackTimes(reader, count);
  const starts = new Uint32Array(count + 1);
  for (let row = 0; row < count; row++) {
    starts[row + 1] = starts[row] + lengths[row];
    endings[row] = starts[row + 1] - endings[row];
    body[row] += starts[row];
  }
  return { starts, ends: endings, body, shape, at };
}

/** Compresses in the thread pool, beside the parse. The bytes must stay untouched until then. */
export function packText(bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // One chunk for the whole answer: every further one costs a turn of the event loop.
    const chunkSize = Math.max(1 << 12, bytes.length >>> 1);
    zstdCompress(bytes, { params, chunkSize }, (failure, packed) => (failure ? reject(failure) : resolve(packed)));
  });
}

/** Throws zlib's error when the bytes are not what `packText` wrote. */
export function unpackText(packed: Uint8Array, size: number): Buffer {
  return zstdDecompressSync(packed, { chunkSize: Math.max(64, size) });
}

export function unpackTextInPool(packed: Uint8Array, size: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zstdDecompress(packed, { chunkSize: Math.max(64, size) }, (failure, bytes) => (failure ? reject(failure) : resolve(bytes)));
  });
}
