/** The reader: copies what must be read out of order into a temporary file that vanishes with its user. */

import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../base/failure-code.ts';
import { Lifetime } from '../../base/lifetime.ts';
import { Broken } from './broken.ts';
import type { ByteReader } from './bytes.ts';
import type { OpenFile } from './open-file.ts';

const WRITE_BYTES = 1 << 20;

export interface Spool {
  readonly file: OpenFile;
  end(): Promise<void>;
}

/** Throws Broken for the archive when it is longer than `limit` bytes or the temporary folder cannot take it. */
export async function spool(reader: ByteReader, archive: string, limit: number): Promise<Spool> {
  const life = new Lifetime();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'investigator-'));
    life.add(() => rm(folder, { recursive: true, force: true }));
    const handle = await open(join(folder, 'archive'), 'wx+', 0o600);
    life.add(() => handle.close());
    // Where the platform lets an open file go, nothing is left behind even when the process is killed.
    if (process.platform !== 'win32') await rm(folder, { recursive: true, force: true });
    let size = 0;
    for (let bytes = await reader.some(WRITE_BYTES); bytes; bytes = await reader.some(WRITE_BYTES)) {
      size += bytes.length;
      if (size > limit)
        throw new Broken('over_limit', archive, `is longer than ${limit} bytes (limit downloadBytes) and was not opened`);
      await handle.write(bytes, 0, bytes.length, size - bytes.length);
    }
    return { file: { handle, size, modified: 0 }, end: () => life.end() };
  } catch (failure) {
    await life.end();
    if (!isOfSystem(failure)) throw failure;
    throw new Broken('unreadable', archive, `it cannot be copied to the temporary folder (${codeOf(failure)})`);
  }
}

function isOfSystem(failure: unknown): boolean {
  return failure instanceof Error && typeof (failure as NodeJS.ErrnoException).syscall === 'string';
}
