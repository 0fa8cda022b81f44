/** The reader: the entries of a tar, one after another, as the stream delivers them. */
import { Broken } from './broken.ts';
import type { ByteReader } from './bytes.ts';
import type { Entry } from './entry.ts';
import { decodePax, decodeTarHeader, isZeroBlock, TAR_BLOCK, type TarExtras, type TarHeader } from './tar-header.ts';

/** Longest name or attribute list that is believed. */
const EXTRAS_BYTES = 1 << 20;

/**
 * Yields the entries in order; an entry's bytes must be read before the next is asked for, what is left unread is skipped.
 * Ends that tear the archive and blocks that are no header throw Broken; after a damaged header the search goes on for the next good one,
 * and the damage is yielded as an entry of its own.
 */
export async function* tarEntries(reader: ByteReader, archive: string): AsyncGenerator<Entry> {
  let extras: TarExtras = {};
  for (;;) {
    const block = await reader.take(TAR_BLOCK);
    if (block.length < TAR_BLOCK || isZeroBlock(block)) {
      const damage = await readEnd(reader, archive, block);
      if (damage === 'over') return;
      continue;
    }
    const header = decodeTarHeader(block);
    if (!header) {
      yield await findHeader(reader, archive);
      continue;
    }
    const more = await readExtras(reader, archive, header);
    if (more) {
      extras = { ...extras, ...more };
      continue;
    }
    yield* readEntry(reader, archive, { ...header, ...named(header, extras) });
    extras = {};
  }
}

/** At a zero block or the end of the bytes: `over`, or `more` when another archive was appended behind the end mark. */
async function readEnd(reader: ByteReader, archive: string, block: Uint8Array): Promise<'over' | 'more'> {
  if (block.length < TAR_BLOCK)
    throw new Broken('torn', archive, `the archive ends after ${reader.offset} bytes, without its end mark`);
  for (;;) {
    const next = await reader.peek(TAR_BLOCK);
    if (!next.length) return 'over';
    if (!isZeroBlock(next)) return decodeTarHeader(next) ? 'more' : 'over';
    await reader.take(TAR_BLOCK);
  }
}

/** Looks for the next good header behind a bad one. */
async function findHeader(reader: ByteReader, archive: string): Promise<Entry> {
  const from = reader.offset - TAR_BLOCK;
  for (;;) {
    const block = await reader.peek(TAR_BLOCK);
    if (block.length < TAR_BLOCK)
      throw new Broken('corrupt', archive, `what stands after byte ${from} is no tar header, and no other follows`);
    if (decodeTarHeader(block)) break;
    await reader.take(TAR_BLOCK);
  }
  return {
    kind: 'damage',
    broken: new Broken('corrupt', archive, `bytes ${from} to ${reader.offset} are no tar header and were skipped`),
  };
}

/** Long names and attributes for the next entry; null when this header is an entry itself. */
async function readExtras(reader: ByteReader, archive: string, header: TarHeader): Promise<TarExtras | null> {
  if (!'xgLKVNDM'.includes(header.type)) return null;
  const wanted = 'xL'.includes(header.type) && header.size <= EXTRAS_BYTES;
  const bytes = wanted ? await reader.take(header.size) : new Uint8Array(0);
  const rest = paddedSize(header.size) - bytes.length;
  if ((await reader.skip(rest)) < rest)
    throw new Broken('torn', archive, `the archive ends after ${reader.offset} bytes, inside a header`);
  if (!wanted) return {};
  return header.type === 'x' ? decodePax(bytes) : { path: Buffer.from(bytes).toString('utf8').replace(/\0.*$/s, '') };
}

function named(header: TarHeader, extras: TarExtras): { name: string; size: number; modified: number | null; sparse: boolean } {
  const size = extras.size !== undefined && Number.isSafeInteger(extras.size) && extras.size >= 0 ? extras.size : header.size;
  const modified = extras.modified !== undefined && Number.isFinite(extras.modified) ? extras.modified : header.modified;
  return { name: extras.path ?? header.name, size, modified, sparse: extras.sparse === true || header.type === 'S' };
}

async function* readEntry(reader: ByteReader, archive: string, header: TarHeader & { sparse: boolean }): AsyncGenerator<Entry> {
  // Links, devices and folders have no content, whatever their size field says.
  const size = '123456'.includes(header.type) ? 0 : header.size;
  if (header.type === 'S') await skipSparseMap(reader, header.extended);
  const end = reader.offset + size;
  const torn = (): Broken =>
    new Broken(
      'torn',
      archive,
      `the archive ends after ${reader.offset} bytes, ${end - reader.offset} bytes before the end of ${header.name}`,
    );
  async function* content(): AsyncGenerator<Uint8Array> {
    while (reader.offset < end) {
      const bytes = await reader.some(end - reader.offset);
      if (!bytes) throw torn();
      yield bytes;
    }
  }
  const { name, modified } = header;
  if (header.sparse) yield { kind: 'unsupported', name, problem: 'it is stored as a sparse file' };
  else if (header.type === '5' || name.endsWith('/')) yield { kind: 'folder' };
  else if ('12346'.includes(header.type)) yield { kind: 'unsafe', name };
  else yield { kind: 'file', name, modified, bytes: content };
  const rest = end - reader.offset;
  if ((await reader.skip(rest)) < rest) throw torn();
  await reader.skip(paddedSize(size) - size);
}

async function skipSparseMap(reader: ByteReader, extended: boolean): Promise<void> {
  for (let more = extended; more; ) more = (await reader.take(TAR_BLOCK))[504] === 1;
}

function paddedSize(size: number): number {
  return Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
}
