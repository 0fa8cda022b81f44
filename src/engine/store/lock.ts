/** The store: one process at a time ingests a source; the others wait for it and see how far it has come. */

import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { objectIn } from '../../base/lenient.ts';
import { isAlive, lockFile, machine, makeIndexFolder } from './home.ts';
import { guarded } from './open.ts';

/** A lock of this process that was not touched for so long belongs to a thread that died. */
const ABANDONED_MS = 10_000;
const FOREIGN_ABANDONED_MS = 120_000;

/** The thread that owns a lock: threads share their process's id. */
const self = randomUUID();

export interface Lock {
  /** Notes how far the owner has come; to be called at least every few seconds, as a sign of life. */
  note(progress: string): void;
  release(): void;
}

interface Owner {
  readonly machine: string;
  readonly pid: number;
  readonly thread: string;
}

/**
 * The lock on a source, or null while somebody else has it. A lock whose owner died is taken over; should two processes take it over
 * at once, both ingest, and the second result replaces the first with the same lines.
 */
export function tryLock(home: string, sourceId: string): Lock | null {
  makeIndexFolder(home);
  const path = lockFile(home, sourceId);
  for (;;) {
    const lock = guarded({ home, source: sourceId }, () => create(path));
    if (lock) return lock;
    if (!isStale(path)) return null;
    rmSync(path, { force: true });
  }
}

function create(path: string): Lock | null {
  let fd: number;
  try {
    fd = openSync(path, 'wx');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw failure;
  }
  const owner: Owner = { machine, pid: process.pid, thread: self };
  const head = Buffer.from(`${JSON.stringify(owner)}\n`);
  writeSync(fd, head, 0, head.length, 0);
  return {
    note(progress) {
      const text = Buffer.from(`${progress.padEnd(200).slice(0, 200)}\n`);
      writeSync(fd, text, 0, text.length, head.length);
    },
    release() {
      closeSync(fd);
      if (ownerOf(read(path))?.thread === self) rmSync(path, { force: true });
    },
  };
}

/** What the owner of the lock noted last; null when there is no lock or no note yet. */
export function lockNote(home: string, sourceId: string): string | null {
  return read(lockFile(home, sourceId))?.split('\n')[1]?.trim() || null;
}

/** Whether the lock's owner is dead, so that anybody may take it over or away. */
export function isStale(path: string): boolean {
  const text = read(path);
  const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (text === null || touched === undefined) return false;
  const idle = Date.now() - touched;
  const owner = ownerOf(text);
  // Between the making of the file and its first line.
  if (!owner) return idle > ABANDONED_MS;
  if (owner.machine !== machine) return idle > FOREIGN_ABANDONED_MS;
  if (owner.pid !== process.pid) return !isAlive(owner.pid);
  return owner.thread !== self && idle > ABANDONED_MS;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failure;
  }
}

function ownerOf(text: string | null): Owner | null {
  return text === null ? null : (objectIn(text.split('\n')[0]) as unknown as Owner | null);
}
