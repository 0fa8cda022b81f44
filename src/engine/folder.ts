/** The engine: makes a folder with those above it, one by one: where none can be made (below /proc) Node's own way of doing so never ends. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Throws the system's error. */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (failure) {
    // Somebody else has made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw failure;
  }
}
