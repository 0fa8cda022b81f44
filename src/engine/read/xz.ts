/** The reader: inflates xz files (the .xz file format 1.2), streams and blocks in a row, each checked against its sum. */
import { crc32 } from 'node:zlib';
import { Broken } from './broken.ts';
import type { ByteReader } from './bytes.ts';
import { inflateLzma2 } from './lzma2.ts';
import { type Check, checkOf } from './xz-check.ts';

const MAGIC = Buffer.from('\xfd7zXZ\0', 'latin1');
const LZMA2 = 0x21;
/** Larger windows are not opened: 64 MiB is what `xz -9` asks for. */
const DICTIONARY_BYTES = 128 << 20;

/** Throws Broken `torn`, `corrupt`, `unsupported` or `over_limit` for the archive after what could be read. */
export async function* inflateXz(reader: ByteReader, archive: string): AsyncGenerator<Uint8Array> {
  const input = new Input(reader, archive);
  try {
    for (let first = true; ; first = false) {
      while (!first && (await reader.peek(4)).length === 4 && !(await reader.peek(4)).some(byte => byte !== 0))
        await reader.take(4);
      if (!first && !(await reader.peek(1)).length) return;
      yield* inflateStream(input);
    }
  } catch (failure) {
    throw failure instanceof RangeError ? input.corrupt(failure.message) : failure;
  }
}

async function* inflateStream(input: Input): AsyncGenerator<Uint8Array> {
  const head = await input.take(12);
  if (!head.subarray(0, 6).equals(MAGIC)) throw input.corrupt('no xz stream');
  if (crc32(head.subarray(6, 8)) !== head.readUInt32LE(8)) throw input.corrupt('stream header');
  let blocks = 0;
  for (;;) {
    const [size] = await input.take(1);
    if (size === 0) break;
    const check = checkOf(head[7] & 15);
    yield* inflateBlock(input, { dictionary: await readBlockHeader(input, size), check });
    blocks++;
  }
  await skipIndex(input, blocks);
  const foot = await input.take(12);
  if (foot.toString('latin1', 10) !== 'YZ' || crc32(foot.subarray(4, 10)) !== foot.readUInt32LE(0))
    throw input.corrupt('stream footer');
}

/** Returns the size of the dictionary. */
async function readBlockHeader(input: Input, size: number): Promise<number> {
  const header = Buffer.concat([Buffer.of(size), await input.take(size * 4 + 3)]);
  const body = header.subarray(0, -4);
  if (crc32(body) !== header.readUInt32LE(body.length)) throw input.corrupt('block header');
  let at = 2;
  for (const sizeIsThere of [0x40, 0x80]) if (body[1] & sizeIsThere) while (body[at++] & 0x80);
  if ((body[1] & 3) !== 0 || body[at] !== LZMA2)
    throw new Broken('unsupported', input.archive, 'it is packed with a filter for programs');
  const bits = body[at + 2];
  const dictionary = bits >= 40 ? 0xffffffff : (2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11);
  if (dictionary <= DICTIONARY_BYTES) return dictionary;
  throw new Broken('over_limit', input.archive, `its xz dictionary is larger than ${DICTIONARY_BYTES} bytes`);
}

async function* inflateBlock(input: Input, block: { dictionary: number; check: Check }): AsyncGenerator<Uint8Array> {
  const { reader } = input;
  const start = reader.offset;
  for await (const chunk of inflateLzma2(reader, block.dictionary, () => input.torn())) {
    block.check.add(chunk);
    yield chunk;
  }
  await input.take(-(reader.offset - start) & 3);
  const sum = await input.take(block.check.size);
  const own = block.check.sum();
  if (own && !own.equals(sum))
    throw new Broken('corrupt', input.archive, 'its checksum does not fit; what was read of it may be wrong');
}

/** The index lists what was already met; its own sum is checked, and that it lists as many blocks. */
async function skipIndex(input: Input, blocks: number): Promise<void> {
  const start = input.reader.offset - 1;
  input.sum = crc32(Buffer.of(0));
  if ((await input.takeNumber()) !== blocks) throw input.corrupt('index');
  for (let i = 0; i < blocks * 2; i++) await input.takeNumber();
  await input.take(-(input.reader.offset - start) & 3);
  const own = input.sum;
  if ((await input.take(4)).readUInt32LE() !== own) throw input.corrupt('index');
}

class Input {
  readonly reader: ByteReader;
  readonly archive: string;
  /** CRC-32 over all that was taken since it was set. */
  sum = 0;

  constructor(reader: ByteReader, archive: string) {
    this.reader = reader;
    this.archive = archive;
  }

  async take(size: number): Promise<Buffer> {
    const bytes = await this.reader.take(size);
    if (bytes.length < size) throw this.torn();
    this.sum = crc32(bytes, this.sum);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Seven bits a byte, the lowest first; the top bit says that more follow. */
  async takeNumber(): Promise<number> {
    for (let value = 0, weight = 1; ; weight *= 128) {
      const [byte] = await this.take(1);
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) return value;
      if (weight > 2 ** 56) throw this.corrupt('number');
    }
  }

  torn(): Broken {
    return new Broken('torn', this.archive, `the compressed data ends after ${this.reader.offset} bytes, before its end mark`);
  }

  corrupt(what: string): Broken {
    return new Broken('corrupt', this.archive, `the compressed data is damaged near byte ${this.reader.offset} (${what})`);
  }
}
