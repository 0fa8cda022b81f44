/** The store: removes the indexes of former layouts, which nothing reads any more. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { indexFolder, makingFolder } from './home.ts';
import { isStale } from './lock.ts';
import { INDEX_VERSION } from './schema.ts';

/** Once an index of today's layout is there; a former one that somebody is still writing stays, and so does one that cannot be removed. */
export function clearOutdated(home: string): void {
  if (!existsSync(indexFolder(home))) return;
  for (const name of readdirSync(join(home, 'index'))) {
    const version = /^v(\d+)$/.exec(name)?.[1];
    if (version === undefined || Number(version) >= INDEX_VERSION) continue;
    remove(join(home, 'index', name), home);
  }
}

function remove(folder: string, home: string): void {
  try {
    // The first layouts had their locks beside their indexes.
    const isWritten = [folder, makingFolder(home)].some(hasLock);
    if (!isWritten) rmSync(folder, { recursive: true, force: true });
  } catch (failure) {
    // Another process may be removing it too, or have a file of it open where that forbids it: the next start tries again.
    if (!(failure instanceof Error && 'code' in failure)) throw failure;
  }
}

function hasLock(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some(name => name.endsWith('.lock') && !isStale(join(folder, name)));
}
