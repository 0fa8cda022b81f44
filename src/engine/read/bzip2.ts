/** The reader: inflates bzip2 streams in a row, block by block (the format as bzip2 1.0 writes it; a block is at most 900,000 bytes before the final runs). */

import { Bits, OutOfBits } from './bits.ts';
import { Broken } from './broken.ts';
import type { ByteReader } from './bytes.ts';
import { type Block, readBlock } from './bzip2-block.ts';

const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;
/** Packed bytes looked at first for one block; a block that does not fit is tried again with more. */
const LOOK_BYTES = 1 << 20;
/** No block can be longer: 900,000 symbols of 20 bits and its tables. */
const LONGEST_BYTES = 3 << 20;
/** Inflated bytes per chunk. */
const CHUNK_BYTES = 256 * 1024;

/** Throws Broken `torn` or `corrupt` for the archive after all blocks that could be read. */
export async function* inflateBzip2(reader: ByteReader, archive: string): AsyncGenerator<Uint8Array> {
  for (let first = true; ; first = false) {
    const head = Buffer.from(await reader.peek(4));
    if (!head.length && !first) return;
    const level = head[3] - 48;
    if (head.length < 4) throw torn(archive, reader.offset);
    if (head.toString('latin1', 0, 3) !== 'BZh' || !(level >= 1 && level <= 9)) {
      throw new Broken('corrupt', archive, `what stands after byte ${reader.offset} is no bzip2 stream and was not read`);
    }
    await reader.skip(4);
    yield* readStream(reader, archive, level * 100_000);
  }
}

async function* readStream(reader: ByteReader, archive: string, capacity: number): AsyncGenerator<Uint8Array> {
  let position = 0;
  let sum = 0;
  for (;;) {
    const { block, end } = await tryBlock(reader, archive, { capacity, position });
    await reader.skip(end >>> 3);
    position = end & 7;
    if (block === null) {
      // The end mark is followed by the checksum over all blocks; the rest of its last byte is padding.
      const bytes = await reader.peek(5);
      const bits = new Bits(bytes, position);
      if (bytes.length < (position ? 5 : 4)) throw torn(archive, reader.offset);
      if (bits.read(32) !== sum) throw wrongSum(archive);
      await reader.skip((bits.position + 7) >>> 3);
      return;
    }
    if ((yield* unwind(block)) !== block.sum) throw wrongSum(archive);
    sum = (((sum << 1) | (sum >>> 31)) ^ block.sum) >>> 0;
  }
}

/** Decodes the block that begins at this bit; `block` is null at the stream's end mark, `end` is the bit behind it. */
async function tryBlock(
  reader: ByteReader,
  archive: string,
  from: { capacity: number; position: number },
): Promise<{ block: Block | null; end: number }> {
  for (let look = LOOK_BYTES; ; look *= 2) {
    const bytes = await reader.peek(look);
    const bits = new Bits(bytes, from.position);
    try {
      const magic = bits.read(24) * 2 ** 24 + bits.read(24);
      if (magic !== END_MAGIC && magic !== BLOCK_MAGIC) throw new RangeError('block mark');
      const block = magic === BLOCK_MAGIC ? readBlock(bits, from.capacity) : null;
      return { block, end: bits.position };
    } catch (failure) {
      if (!(failure instanceof OutOfBits || failure instanceof RangeError)) throw failure;
      const short = failure instanceof OutOfBits || bits.isNearEnd;
      if (short && bytes.length < look) throw torn(archive, reader.offset + bytes.length);
      if (!short || look > LONGEST_BYTES)
        throw new Broken('corrupt', archive, `the compressed data is damaged near byte ${reader.offset} (${failure.message})`);
    }
  }
}

/** Undoes the sorting (Burrows-Wheeler) and the runs: four equal bytes are followed by a count of more. Returns the checksum. */
function* unwind(block: Block): Generator<Uint8Array, number> {
  const { links, count } = block;
  let out = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  let link = links[links[block.start] >>> 8];
  let last = -1;
  let run = 0;
  let sum = 0xffffffff;
  for (let i = 0; i < count; i++) {
    const byte = link & 0xff;
    link = links[link >>> 8];
    const copies = run === 4 ? byte : 1;
    const value = run === 4 ? last : byte;
    run = run === 4 ? 0 : value === last ? run + 1 : 1;
    last = run === 0 ? -1 : value;
    if (filled + copies > CHUNK_BYTES) {
      yield out.subarray(0, filled);
      out = new Uint8Array(CHUNK_BYTES);
      filled = 0;
    }
    for (let k = 0; k < copies; k++) {
      sum = (sum << 8) ^ SUMS[(sum >>> 24) ^ value];
      out[filled++] = value;
    }
  }
  if (filled) yield out.subarray(0, filled);
  return ~sum >>> 0;
}

/** CRC-32 with the polynomial 0x04C11DB7, most significant bit first (not the one of zlib). */
const SUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let i = 0; i < 8; i++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  return sum >>> 0;
});

function torn(archive: string, offset: number): Broken {
  return new Broken('torn', archive, `the compressed data ends after ${offset} bytes, before its end mark`);
}

function wrongSum(archive: string): Broken {
  return new Broken('corrupt', archive, 'its checksum does not fit; what was read of it may be wrong');
}
