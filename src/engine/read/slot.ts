/** The reader: where the cache keeps the download of one URL, finished or broken off, and what it knows of it. */

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../base/failure-code.ts';

/** What is known of a file in the cache: how the server named its version. */
export interface Version {
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly name: string;
}

/** The files of one URL in the cache. */
export interface Slot {
  readonly url: URL;
  readonly folder: string;
  readonly part: string;
  readonly partVersion: string;
  readonly doneVersion: string;
  readonly lock: string;
}

/** `key` names what is downloaded where its URL changes from time to time. */
export function slotOf(url: URL, cache: string, key = url.href): Slot {
  // The hash keeps apart what differs in its query only, without writing the query (it may hold a key) to disk.
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const at = (ending: string): string => join(cache, `${hash}${ending}`);
  return { url, folder: at(''), part: at('.part'), partVersion: at('.part.json'), doneVersion: at('.json'), lock: at('.lock') };
}

/** The copy in the cache, when there is a whole one. */
export async function finished(slot: Slot): Promise<{ path: string; version: Version } | null> {
  const version = await readVersion(slot.doneVersion);
  if (!version) return null;
  const path = join(slot.folder, version.name);
  return (await sizeOf(path)) >= 0 ? { path, version } : null;
}

export async function finish(slot: Slot, version: Version): Promise<string> {
  const path = join(slot.folder, version.name);
  await rm(slot.doneVersion, { force: true });
  await rm(slot.folder, { recursive: true, force: true });
  await mkdir(slot.folder);
  await rename(slot.part, path);
  await writeVersion(slot.doneVersion, version);
  await rm(slot.partVersion, { force: true });
  return path;
}

export async function readVersion(path: string): Promise<Version | null> {
  try {
    const { etag, lastModified, name } = JSON.parse(await readFile(path, 'utf8')) as Partial<Version>;
    return name ? { etag: etag ?? null, lastModified: lastModified ?? null, name } : null;
  } catch (failure) {
    if (failure instanceof SyntaxError || codeOf(failure) === 'ENOENT') return null;
    throw failure;
  }
}

export async function writeVersion(path: string, version: Version): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(version));
  await rename(`${path}.new`, path);
}

/** -1 when there is no such file. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT') return -1;
    throw failure;
  }
}
