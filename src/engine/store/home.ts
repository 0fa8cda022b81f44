/** The store: where indexes lie in the home folder, and who is at work on them. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { guarded } from './open.ts';
import { INDEX_VERSION } from './schema.ts';

export function indexFolder(home: string): string {
  return join(home, 'index', `v${INDEX_VERSION}`);
}

/** Locks, and indexes that are being written: apart from those that are whole, so that what died there is found among few. */
export function makingFolder(home: string): string {
  return join(home, 'index', 'making');
}

export function indexFile(home: string, sourceId: string): string {
  return join(indexFolder(home), `${sourceId}.db`);
}

export function lockFile(home: string, sourceId: string): string {
  return join(makingFolder(home), `${sourceId}.lock`);
}

/** Makes the folders of indexes. Throws home_unwritable, disk_full. */
export function makeIndexFolder(home: string): void {
  guarded({ home, source: '' }, () => {
    for (const folder of [indexFolder(home), makingFolder(home)]) mkdirSync(folder, { recursive: true });
  });
}

/** Removes an index, for good or to build it anew. */
export function removeIndex(home: string, sourceId: string): void {
  guarded({ home, source: sourceId }, () => rmSync(indexFile(home, sourceId), { force: true }));
}

/** This machine since its last start, as a short word; process ids mean nothing elsewhere. */
export const machine = createHash('sha256').update(`${hostname()} ${bootId()}`).digest('hex').slice(0, 8);

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch (failure) {
    // Only Linux tells; elsewhere a process id of before the restart is taken for its successor's at worst.
    if (failure instanceof Error && 'code' in failure) return '';
    throw failure;
  }
}

/** Whether a process with this id runs on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    // EPERM: it runs, under another user.
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A name of our own for an index in the making. */
export function temporaryFile(home: string, sourceId: string): string {
  return join(makingFolder(home), `${sourceId}.${machine}.${process.pid}.${randomUUID()}.part`);
}
