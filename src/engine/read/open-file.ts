/** The reader: opens plain files only, never waits on a pipe or a device, and reads no further than the file was long when it was opened. */

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { codeOf } from '../../base/failure-code.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import { Broken } from './broken.ts';

const CHUNK_BYTES = 512 * 1024;

export interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
  /** Milliseconds UTC. */
  readonly modified: number;
}

export interface Hearer {
  readonly signal: AbortSignal;
  /** Hears how many bytes each read brought. */
  readonly onRead?: (bytes: number) => void;
}

/** Throws Broken `unreadable` for the archive. */
export async function openFile(path: string, archive: string): Promise<OpenFile> {
  let handle: FileHandle | null = null;
  try {
    // Without O_NONBLOCK (unknown on Windows) opening a pipe would wait for a writer.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const { size, mtimeMs, isPlain } = await describe(handle);
    if (isPlain) return { handle, size, modified: Math.round(mtimeMs) };
  } catch (failure) {
    await handle?.close();
    throw new Broken('unreadable', archive, codeOf(failure));
  }
  await handle.close();
  throw new Broken('unreadable', archive, 'it is not a plain file');
}

/** The bytes from `start` to `end`; shorter when the file was cut meanwhile. */
export async function* fileBytes(
  file: OpenFile,
  range: { start: number; end: number; archive: string },
  hearer: Hearer,
): AsyncGenerator<Uint8Array> {
  const from = (at: number) => readAt(file, { at, size: Math.min(CHUNK_BYTES, range.end - at) }, range.archive);
  let at = range.start;
  // The next chunk is read while this one is worked on.
  let coming = from(at);
  try {
    for (;;) {
      stopIfCancelled(hearer.signal);
      const bytes = await coming;
      if (!bytes.length) return;
      at += bytes.length;
      coming = from(at);
      hearer.onRead?.(bytes.length);
      yield bytes;
    }
  } finally {
    // Whoever stops early closes the file next; the failure of a read that nobody wanted is nobody's.
    await Promise.allSettled([coming]);
  }
}

async function readAt(file: OpenFile, { at, size }: { at: number; size: number }, archive: string): Promise<Uint8Array> {
  if (size <= 0) return new Uint8Array(0);
  try {
    const { buffer, bytesRead } = await file.handle.read(Buffer.allocUnsafeSlow(size), 0, size, at);
    return buffer.subarray(0, bytesRead);
  } catch (failure) {
    throw new Broken('unreadable', archive, `it cannot be read after ${at} bytes (${codeOf(failure)})`);
  }
}

async function describe(handle: FileHandle): Promise<{ size: number; mtimeMs: number; isPlain: boolean }> {
  const stat = await handle.stat();
  return { size: stat.size, mtimeMs: stat.mtimeMs, isPlain: stat.isFile() };
}
