/** The reader: a lock file that one process holds at a time; the lock of a process that died is taken over. */

import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../../base/failure-code.ts';
import { stopIfCancelled } from '../../base/pace.ts';

const LOOK_AGAIN_MS = 50;
/** A holder that has not written its number for so long died before it could. */
const UNSIGNED_MS = 10_000;

/** Waits until the lock is free, takes it, and returns how to give it back. Throws the fault `cancelled`. */
export async function lockFile(path: string, signal: AbortSignal): Promise<() => Promise<void>> {
  for (;;) {
    stopIfCancelled(signal);
    if (await take(path)) return () => rm(path, { force: true });
    const holder = await holderOf(path);
    if (holder && isStale(holder)) await removeStale(path, holder);
    else await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => stopIfCancelled(signal));
  }
}

interface Holder {
  /** 0 while it is not written. */
  readonly pid: number;
  /** When the lock was taken; milliseconds UTC. */
  readonly since: number;
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (failure) {
    if (codeOf(failure) === 'EEXIST') return false;
    throw failure;
  }
}

/** Null when the lock was given back meanwhile. */
async function holderOf(path: string): Promise<Holder | null> {
  try {
    const { mtimeMs } = await stat(path);
    return { pid: Number(await readFile(path, 'utf8')) || 0, since: mtimeMs };
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT') return null;
    throw failure;
  }
}

function isStale({ pid, since }: Holder): boolean {
  if (pid === 0) return Date.now() - since > UNSIGNED_MS;
  // In a container a new process often has the number of the one that died before it.
  if (pid === process.pid) return since < Date.now() - process.uptime() * 1000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (failure) {
    // EPERM: it lives, and belongs to somebody else.
    return codeOf(failure) !== 'EPERM';
  }
}

/** Moved aside first: of two that find the same stale lock only one moves it, and a fresh one that was moved by mistake is put back. */
async function removeStale(path: string, holder: Holder): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    if ((await holderOf(aside))?.since === holder.since) await rm(aside, { force: true });
    else await rename(aside, path);
  } catch (failure) {
    if (codeOf(failure) !== 'ENOENT') throw failure;
  }
}
