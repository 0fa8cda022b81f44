/** The reader: the entries of a zip file, in the order of its central directory. */
import yauzl from 'yauzl';
import { Broken } from './broken.ts';
import { ByteReader } from './bytes.ts';
import type { Entry } from './entry.ts';
import { fileBytes, type Hearer, type OpenFile } from './open-file.ts';
import { isKnownMethod, unpacked } from './zip-content.ts';
import { zipPieces } from './zip-pieces.ts';
import { ZipSource } from './zip-source.ts';

/**
 * Yields the entries; a file's bytes throw Broken for `archive!/name` when they are damaged, and the next entry can still be read.
 * Throws Broken for the archive when its directory is damaged; a zip without one (torn) is read by the headers before its pieces.
 */
export async function* zipEntries(file: OpenFile, archive: string, hearer: Hearer): AsyncGenerator<Entry> {
  const zip = await openZip(file);
  if (!zip) return yield* zipPieces(file, archive, hearer);
  try {
    const entries = zip.eachEntry()[Symbol.asyncIterator]();
    for (;;) {
      const entry = await next(entries, archive);
      if (!entry) return;
      yield describe(entry, { zip, file, archive, hearer });
    }
  } finally {
    zip.close();
  }
}

interface Open {
  readonly zip: yauzl.ZipFile;
  readonly file: OpenFile;
  readonly archive: string;
  readonly hearer: Hearer;
}

/** Null when the file has no directory at its end. */
async function openZip(file: OpenFile): Promise<yauzl.ZipFile | null> {
  try {
    // Names are judged by the walk, so that one hostile name does not end the whole archive.
    return await yauzl.fromRandomAccessReaderPromise(new ZipSource(file), file.size, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    });
  } catch (failure) {
    if (failure instanceof TypeError) throw failure;
    return null;
  }
}

async function next(entries: AsyncIterator<yauzl.Entry>, archive: string): Promise<yauzl.Entry | null> {
  try {
    const { done, value } = await entries.next();
    return done ? null : value;
  } catch (failure) {
    throw new Broken('corrupt', archive, `its directory is damaged (${(failure as Error).message})`);
  }
}

function describe(entry: yauzl.Entry, open: Open): Entry {
  const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  // The upper half holds the mode of the file where the archive was made on Unix: 0o120000 is a link.
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (/[/\\]$/.test(name)) return { kind: 'folder' };
  if (type !== 0 && type !== 0o100000) return { kind: 'unsafe', name };
  if (entry.isEncrypted()) return { kind: 'unsupported', name, problem: 'it is protected by a password' };
  if (!isKnownMethod(entry.compressionMethod)) {
    return { kind: 'unsupported', name, problem: `its compression method ${entry.compressionMethod} is not known` };
  }
  const modified = entry.getLastModDate({ timezone: 'UTC' }).getTime();
  return { kind: 'file', name, modified: Number.isFinite(modified) ? modified : null, bytes: path => content(entry, open, path) };
}

async function* content(entry: yauzl.Entry, open: Open, path: string): AsyncGenerator<Uint8Array> {
  const start = await dataStart(entry, open, path);
  const range = { start, end: start + entry.compressedSize, archive: path };
  const packed = new ByteReader(fileBytes(open.file, range, open.hearer));
  yield* unpacked(packed, path, { method: entry.compressionMethod, sum: entry.crc32, size: entry.uncompressedSize });
}

async function dataStart(entry: yauzl.Entry, open: Open, path: string): Promise<number> {
  try {
    return (await open.zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
  } catch (failure) {
    throw new Broken('corrupt', path, `it does not stand where the directory says (${(failure as Error).message})`);
  }
}
