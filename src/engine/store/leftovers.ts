/** The store: removes what processes that died have left in the folder of indexes in the making. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, machine, makingFolder } from './home.ts';
import { isStale } from './lock.ts';

const FOREIGN_LEFTOVER_MS = 24 * 3600 * 1000;

/** Removes unfinished indexes and locks whose process is dead; indexes of other machines (a shared home) once they are a day old. */
export function clearLeftovers(home: string): void {
  for (const name of readdirSync(makingFolder(home))) {
    const path = join(makingFolder(home), name);
    if (name.endsWith('.lock') ? isStale(path) : isAbandoned(path, name)) rmSync(path, { force: true });
  }
}

function isAbandoned(path: string, name: string): boolean {
  const owner = /^[^.]+\.([0-9a-f]{8})\.(\d+)\.[0-9a-f-]+\.part$/.exec(name);
  if (!owner) return false;
  return owner[1] === machine ? !isAlive(Number(owner[2])) : isOld(path);
}

function isOld(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > FOREIGN_LEFTOVER_MS;
}
