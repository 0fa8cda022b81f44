/** The reader: inflates gzip, zstd, bzip2 and xz, of one or of many frames, and says where and how a stream is broken. */

import { constants, crc32, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import { Broken } from './broken.ts';
import type { ByteReader } from './bytes.ts';
import { inflateBzip2 } from './bzip2.ts';
import type { Packing } from './recognise.ts';
import { inflateXz } from './xz.ts';
import { inflateFrame } from './zlib-stream.ts';

/** Inflated bytes per chunk; small files get small buffers. */
const CHUNK_BYTES = 512 * 1024;
const SMALL_CHUNK_BYTES = 64 * 1024;
const SMALL_BYTES = 8 * 1024;

/** Yields the inflated bytes of the whole reader. Throws Broken (`torn`, `corrupt`, `over_limit`) for the archive after what could be read. */
export async function* inflate(packing: Packing, reader: ByteReader, archive: string): AsyncGenerator<Uint8Array> {
  try {
    yield* { gzip: gunzip, zstd: unzstd, bzip2: inflateBzip2, xz: inflateXz }[packing](reader, archive);
  } catch (failure) {
    throw explain(failure, archive, reader.offset);
  }
}

/** The bare deflate stream of a zip entry. */
export async function* inflateDeflate(reader: ByteReader, archive: string): AsyncGenerator<Uint8Array> {
  try {
    yield* inflateFrame(createInflateRaw({ chunkSize: await chunkSize(reader) }), reader);
  } catch (failure) {
    throw explain(failure, archive, reader.offset);
  }
}

async function chunkSize(reader: ByteReader): Promise<number> {
  return (await reader.peek(SMALL_BYTES)).length < SMALL_BYTES ? SMALL_CHUNK_BYTES : CHUNK_BYTES;
}

function explain(failure: unknown, archive: string, offset: number): unknown {
  if (failure instanceof Broken || failure instanceof Fault) return failure;
  const code = codeOf(failure);
  if (code === 'Z_BUF_ERROR')
    return new Broken('torn', archive, `the compressed data ends after ${offset} bytes, before its end mark`);
  if (code === 'ZSTD_error_frameParameter_windowTooLarge')
    return new Broken('over_limit', archive, 'its zstd window is larger than 128 MiB');
  if (!/^(Z_|ZSTD_|ERR_)/.test(code)) return failure;
  return new Broken('corrupt', archive, `the compressed data is damaged near byte ${offset} (${code})`);
}

/** Frames of RFC 8878 in a row; Node's stream ends after the first. */
async function* unzstd(reader: ByteReader, archive: string): AsyncGenerator<Uint8Array> {
  for (let head = await reader.peek(8); head.length; head = await reader.peek(8)) {
    const [a, b, c, d] = head;
    if (a >= 0x50 && a <= 0x5f && b === 0x2a && c === 0x4d && d === 0x18 && head.length === 8) {
      await reader.skip(8 + Buffer.from(head).readUInt32LE(4));
    } else if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) {
      const params = { [constants.ZSTD_d_windowLogMax]: 27 };
      yield* inflateFrame(createZstdDecompress({ chunkSize: await chunkSize(reader), params }), reader);
    } else {
      throw new Broken('corrupt', archive, `what stands after byte ${reader.offset} is no zstd frame and was not read`);
    }
  }
}

/** Members of RFC 1952 in a row; zeros behind the last one are padding. */
async function* gunzip(reader: ByteReader, archive: string): AsyncGenerator<Uint8Array> {
  for (let first = true; ; first = false) {
    const [a, b, method] = await reader.peek(3);
    if (a === undefined || (!first && a === 0)) return;
    if (a !== 0x1f || b !== 0x8b || method !== 8) {
      throw new Broken('corrupt', archive, `what stands after byte ${reader.offset} is no gzip member and was not read`);
    }
    await skipGzipHeader(reader);
    let sum = 0;
    let size = 0;
    for await (const chunk of inflateFrame(createInflateRaw({ chunkSize: await chunkSize(reader) }), reader)) {
      sum = crc32(chunk, sum);
      size += chunk.length;
      yield chunk;
    }
    const trailer = Buffer.from(await reader.take(8));
    if (trailer.length < 8)
      throw new Broken('torn', archive, `the compressed data ends after ${reader.offset} bytes, inside its checksum`);
    if (trailer.readUInt32LE(0) === sum && trailer.readUInt32LE(4) === size % 2 ** 32) continue;
    throw new Broken('corrupt', archive, 'its checksum does not fit; what was read of it may be wrong');
  }
}

async function skipGzipHeader(reader: ByteReader): Promise<void> {
  const flags = (await reader.take(10))[3];
  if (flags & 4) {
    const [low = 0, high = 0] = await reader.take(2);
    await reader.skip(low + high * 256);
  }
  if (flags & 8) await skipString(reader);
  if (flags & 16) await skipString(reader);
  if (flags & 2) await reader.skip(2);
}

async function skipString(reader: ByteReader): Promise<void> {
  for (let byte = await reader.take(1); byte.length && byte[0] !== 0; ) byte = await reader.take(1);
}
