/** The reader: the entries of a zip whose directory is lost, found by the header that stands before each. */
import { Broken } from './broken.ts';
import { ByteReader } from './bytes.ts';
import type { Entry } from './entry.ts';
import { inflateDeflate } from './inflate.ts';
import { fileBytes, type Hearer, type OpenFile } from './open-file.ts';
import { isKnownMethod, unpacked } from './zip-content.ts';

const HEADER_BYTES = 30;
const ENTRY_MAGIC = Buffer.from('PK\x03\x04');
const DEFLATED = 8;
/** Bytes searched at a time for the next header. */
const LOOK_BYTES = 64 * 1024;

interface Header {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly sum: number;
  readonly size: number;
  /** Null when sum and sizes stand behind the content (a data descriptor). */
  readonly packed: number | null;
}

/** Yields the entries that can be found, and at the end throws Broken `torn` for the archive. */
export async function* zipPieces(file: OpenFile, archive: string, hearer: Hearer): AsyncGenerator<Entry> {
  const reader = new ByteReader(fileBytes(file, { start: 0, end: file.size, archive }, hearer));
  while (await findHeader(reader)) {
    const header = await readHeader(reader);
    if (!header) break;
    if (/[/\\]$/.test(header.name)) continue;
    yield* readEntry(reader, header);
  }
  throw new Broken('torn', archive, `the archive has no directory at its end (${reader.offset} bytes were searched for entries)`);
}

async function findHeader(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const bytes = Buffer.from(await reader.peek(LOOK_BYTES));
    const at = bytes.indexOf(ENTRY_MAGIC);
    if (at >= 0) return (await reader.skip(at)) === at;
    // The magic may straddle the end of what was looked at.
    await reader.skip(bytes.length < LOOK_BYTES ? bytes.length : LOOK_BYTES - ENTRY_MAGIC.length);
    if (bytes.length < LOOK_BYTES) return false;
  }
}

async function readHeader(reader: ByteReader): Promise<Header | null> {
  const fixed = Buffer.from(await reader.take(HEADER_BYTES));
  if (fixed.length < HEADER_BYTES) return null;
  const name = await reader.take(fixed.readUInt16LE(26));
  await reader.skip(fixed.readUInt16LE(28));
  const flags = fixed.readUInt16LE(6);
  return {
    name: Buffer.from(name).toString('utf8'),
    method: fixed.readUInt16LE(8),
    encrypted: (flags & 1) !== 0,
    sum: fixed.readUInt32LE(14),
    size: fixed.readUInt32LE(22),
    packed: flags & 8 ? null : fixed.readUInt32LE(18),
  };
}

async function* readEntry(reader: ByteReader, header: Header): AsyncGenerator<Entry> {
  const { name, method, packed } = header;
  if (header.encrypted) return yield { kind: 'unsupported', name, problem: 'it is protected by a password' };
  if (!isKnownMethod(method))
    return yield { kind: 'unsupported', name, problem: `its compression method ${method} is not known` };
  if (packed === null && method !== DEFLATED)
    return yield { kind: 'unsupported', name, problem: 'its length is not known without the directory' };
  const end = packed === null ? null : reader.offset + packed;
  yield {
    kind: 'file',
    name,
    modified: null,
    bytes: path => (end === null ? inflateDeflate(reader, path) : unpacked(new ByteReader(upTo(reader, end)), path, header)),
  };
  if (end !== null) await reader.skip(end - reader.offset);
}

async function* upTo(reader: ByteReader, end: number): AsyncGenerator<Uint8Array> {
  while (reader.offset < end) {
    const bytes = await reader.some(end - reader.offset);
    if (!bytes) return;
    yield bytes;
  }
}
