/** The reader: the content of one zip entry, inflated and checked against what the archive says of it. */
import { crc32 } from 'node:zlib';
import { Broken } from './broken.ts';
import type { ByteReader } from './bytes.ts';
import { inflate, inflateDeflate } from './inflate.ts';

/** Compression methods of the .ZIP specification (APPNOTE, 4.4.5). */
const STORED = 0;
const methods: ReadonlyMap<number, (reader: ByteReader, path: string) => AsyncGenerator<Uint8Array>> = new Map([
  [STORED, stored],
  [8, inflateDeflate],
  [12, (reader: ByteReader, path: string) => inflate('bzip2', reader, path)],
  [93, (reader: ByteReader, path: string) => inflate('zstd', reader, path)],
  [95, (reader: ByteReader, path: string) => inflate('xz', reader, path)],
]);

export interface Promised {
  readonly method: number;
  /** CRC-32 and bytes of the inflated content. */
  readonly sum: number;
  readonly size: number;
}

export function isKnownMethod(method: number): boolean {
  return methods.has(method);
}

/** Throws Broken for `path` when the content is torn, damaged, or not what was promised. */
export async function* unpacked(reader: ByteReader, path: string, promised: Promised): AsyncGenerator<Uint8Array> {
  const unpack = methods.get(promised.method) ?? stored;
  let sum = 0;
  let size = 0;
  for await (const chunk of unpack(reader, path)) {
    size += chunk.length;
    // A size that lies is the mark of a bomb: nothing beyond it is read.
    if (size > promised.size) throw new Broken('corrupt', path, `it is longer than the ${promised.size} bytes the archive says`);
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (size < promised.size) throw new Broken('torn', path, `it ends after ${size} of ${promised.size} bytes`);
  if (sum !== promised.sum) throw new Broken('corrupt', path, 'its checksum does not fit; what was read of it may be wrong');
}

async function* stored(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let chunk = await reader.some(Number.MAX_SAFE_INTEGER); chunk; chunk = await reader.some(Number.MAX_SAFE_INTEGER))
    yield chunk;
}
