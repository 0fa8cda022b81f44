/** The store: packs a block's text as zstd frames of some rows each, so that a few rows are read without the rest of their block. */
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress, zstdDecompressSync } from 'node:zlib';

/** Fast, and with a checksum: a changed byte is refused. */
export const zstdParams = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 };

/** Smaller frames pack worse and cost more calls; larger ones cost more per row that is looked at. */
export const FRAME_ROWS = 1024;

/** Rows of a block, from 0; `to` is exclusive. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Where a frame lies in the packed text, and how long it is unpacked. */
export interface Frame {
  readonly at: number;
  readonly length: number;
  readonly size: number;
}

const LENGTHS = 8;

/** Bytes of the table that stands before the frames of a block: packed and unpacked length of each. */
export function tableBytes(rows: number): number {
  return Math.ceil(rows / FRAME_ROWS) * LENGTHS;
}

/** The rows that share a frame with this one, in a block of `count` rows. */
export function frameRows(row: number, count: number): RowRange {
  const from = row - (row % FRAME_ROWS);
  return { from, to: Math.min(from + FRAME_ROWS, count) };
}

/** The frames of a block of so many rows, from the beginning of its packed text. Throws ERR_OUT_OF_RANGE when that is too short. */
export function framesOf(packed: Uint8Array, rows: number): Frame[] {
  const table = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  const frames: Frame[] = [];
  let at = tableBytes(rows);
  for (let entry = 0; entry < tableBytes(rows); entry += LENGTHS) {
    const frame = { at, length: table.readUInt32LE(entry), size: table.readUInt32LE(entry + 4) };
    frames.push(frame);
    at += frame.length;
  }
  return frames;
}

const compress = promisify<Uint8Array, object, Buffer>(zstdCompress);
const decompress = promisify<Uint8Array, object, Buffer>(zstdDecompress);

/** Compresses in the thread pool, beside the parse; the bytes must stay untouched until then. `starts`: where rows begin, and the end. */
export async function packText(bytes: Uint8Array, starts: Uint32Array, rows: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let row = 0; row < rows; row += FRAME_ROWS) {
    parts.push(bytes.subarray(starts[row], starts[Math.min(rows, row + FRAME_ROWS)]));
  }
  const packed = await Promise.all(parts.map(part => compress(part, { params: zstdParams, chunkSize: chunkOf(part) })));
  const table = Buffer.alloc(tableBytes(rows));
  for (const [i, { length }] of packed.entries()) {
    table.writeUInt32LE(length, i * LENGTHS);
    table.writeUInt32LE(parts[i].length, i * LENGTHS + 4);
  }
  return Buffer.concat([table, ...packed]);
}

/** Logs pack at least four to one: mostly one chunk holds the whole answer, and every further one costs a turn of the event loop. */
function chunkOf(part: Uint8Array): number {
  return Math.max(1 << 12, part.length >>> 2);
}

/** Throws an error with zlib's or Node's code when the bytes are not what `packText` wrote. */
export function unpackText(packed: Uint8Array, rows: number): Buffer {
  return joined(wholeFrames(packed, rows).map(frame => unpackFrame(packed.subarray(frame.at, frame.at + frame.length), frame)));
}

export async function unpackTextInPool(packed: Uint8Array, rows: number): Promise<Buffer> {
  const frames = wholeFrames(packed, rows).map(async frame => {
    const bytes = packed.subarray(frame.at, frame.at + frame.length);
    return proved(await decompress(bytes, { chunkSize: Math.max(64, frame.size) }), frame);
  });
  return joined(await Promise.all(frames));
}

/** One frame's bytes. */
export function unpackFrame(packed: Uint8Array, frame: Frame): Buffer {
  return proved(zstdDecompressSync(packed, { chunkSize: Math.max(64, Math.min(frame.size, MOST_CHUNK)) }), frame);
}

/** A damaged table must not make us reserve what it says. */
const MOST_CHUNK = 1 << 21;

function wholeFrames(packed: Uint8Array, rows: number): Frame[] {
  const frames = framesOf(packed, rows);
  const last = frames[frames.length - 1];
  if (last.at + last.length !== packed.length) throw damage('its frames do not fill it');
  return frames;
}

function proved(bytes: Buffer, frame: Frame): Buffer {
  if (bytes.length !== frame.size) throw damage('a frame has another length than its table says');
  return bytes;
}

function joined(parts: Buffer[]): Buffer {
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
}

function damage(words: string): Error {
  return Object.assign(new RangeError(`packed text: ${words}`), { code: 'ERR_OUT_OF_RANGE' });
}
