/** The store: packs a block's columns with zstd and unpacks them again, byte for byte; zstd's own checksum guards them. */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Block } from '../read/block.ts';
import { packInts, packTimes, type Reader, unpackInts, unpackTimes } from './columns.ts';
import { type RowRange, zstdParams } from './frames.ts';

const LF = 10;

/** A row of more bytes is marked, because regular expressions see no more of a line (REGEX_REACH). */
export const LONG_ROW_BYTES = 1 << 16;

/** Bits of a layout's first byte: every row ends with LF (but the last may not); some row is long. */
const BY_LF = 1;
const LONG_ROW = 2;

/** What questions look at before they look at the text. */
export interface Columns {
  /** Shape id of each row. */
  readonly shape: Uint32Array;
  /** Milliseconds UTC on the source's clock, NaN without a stamp. */
  readonly at: Float64Array;
  /** What `unpackLayout` needs. */
  readonly packedLayout: Uint8Array;
}

/** Where the rows lie in the block's text. */
export interface Layout {
  /** Row r occupies [starts[r], starts[r + 1]) and its text ends at ends[r]. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly body: Uint32Array;
}

/** A block's shapes: their ids, and for each row the position of its shape among them. */
export interface RowShapes {
  readonly ids: readonly number[];
  readonly local: Uint32Array;
}

export function packColumns(block: Block, { ids, local }: RowShapes): Uint8Array {
  const { count, starts, ends, body, bytes } = block;
  const lengths = new Uint32Array(count);
  const endings = new Uint32Array(count);
  const bodies = new Uint32Array(count);
  let traits = BY_LF;
  for (let row = 0; row < count; row++) {
    lengths[row] = starts[row + 1] - starts[row];
    endings[row] = starts[row + 1] - ends[row];
    bodies[row] = body[row] - starts[row];
    if (row < count - 1 && (endings[row] === 0 || bytes[starts[row + 1] - 1] !== LF)) traits &= ~BY_LF;
    if (lengths[row] > LONG_ROW_BYTES) traits |= LONG_ROW;
  }
  const layout = [packInts(endings), packInts(bodies), ...(traits & BY_LF ? [] : [packInts(lengths)])];
  const parts = [
    packInts(Uint32Array.of(ids.length)),
    packInts(Uint32Array.from(ids)),
    packInts(local.subarray(0, count)),
    packTimes(block.at.subarray(0, count)),
    Uint8Array.of(traits),
    ...layout,
  ];
  return zstdCompressSync(Buffer.concat(parts), { params: zstdParams });
}

/** `ahead`, ms, is taken off the times. Throws zlib's error when the bytes are not what `packColumns` wrote. */
export function unpackColumns(packed: Uint8Array, count: number, ahead = 0): Columns {
  // Columns mostly pack less than three to one; where they pack better, a second chunk follows.
  const bytes = zstdDecompressSync(packed, { chunkSize: Math.min(64 + count * 24, Math.max(1 << 10, packed.length * 3)) });
  const reader = { bytes, at: 0 };
  const ids = unpackInts(reader, unpackInts(reader, 1)[0]);
  const shape = unpackInts(reader, count);
  for (let row = 0; row < count; row++) shape[row] = ids[shape[row]];
  const at = unpackTimes(reader, count);
  if (ahead !== 0) for (let row = 0; row < count; row++) at[row] -= ahead;
  // A copy, so that what is unpacked already need not be kept.
  return { shape, at, packedLayout: Uint8Array.from(bytes.subarray(reader.at)) };
}

/**
 * Where the rows of a range lie in their text, which begins with the first of them. Line lengths are read off the text's LFs, since no
 * row of ours holds one but at its end; only rows that end otherwise have theirs packed.
 */
export function unpackLayout(columns: Columns, text: Buffer, { from, to, count }: RowRange & { readonly count: number }): Layout {
  const reader: Reader = { bytes: columns.packedLayout, at: 1 };
  const range = { from, to };
  const ends = unpackInts(reader, count, range);
  const body = unpackInts(reader, count, range);
  const byLf = columns.packedLayout[0] & BY_LF;
  const starts = byLf ? startsByLf(text, to - from) : startsByLength(unpackInts(reader, count, range));
  for (let row = 0; row < to - from; row++) {
    ends[row] = starts[row + 1] - ends[row];
    body[row] += starts[row];
  }
  return { starts, ends, body };
}

/** Whether some row may be longer than LONG_ROW_BYTES. */
export function hasLongRow(columns: Columns): boolean {
  return (columns.packedLayout[0] & LONG_ROW) !== 0;
}

function startsByLf(text: Buffer, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (let row = 1; row < count; row++) starts[row] = text.indexOf(LF, starts[row - 1]) + 1;
  starts[count] = text.length;
  return starts;
}

function startsByLength(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let row = 0; row < lengths.length; row++) starts[row + 1] = starts[row] + lengths[row];
  return starts;
}
