/** The store: who is at work in a home. An owner lives as long as a file of its own is locked, which ends with the process, however it ends. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, guarded, tryHold } from './open.ts';

/** The file of a dead owner is younger than this for a moment only: between its making and its lock. */
const SETTLED_MS = 3_600_000;

export class Owner {
  readonly id = randomUUID();
  readonly #home: string;
  /** Never read: the lock is held as long as it is open. */
  #hold: Database | null = null;

  constructor(home: string) {
    this.#home = home;
  }

  /** From now on it lives. Throws home_unwritable, disk_full. */
  begin(): void {
    if (this.#hold) return;
    guarded({ home: this.#home, source: '' }, () => mkdirSync(ownersFolder(this.#home), { recursive: true }));
    this.#hold = tryHold(ownerFile(this.#home, this.id));
    this.#clear();
  }

  /** Whether the owner with this id lives, in whatever process. */
  isAlive(id: string): boolean {
    if (id === this.id) return true;
    const path = ownerFile(this.#home, id);
    if (!existsSync(path)) return false;
    const hold = tryHold(path);
    hold?.close();
    return hold === null;
  }

  end(): void {
    this.#hold?.close();
    this.#hold = null;
    rmSync(ownerFile(this.#home, this.id), { force: true });
  }

  #clear(): void {
    for (const name of readdirSync(ownersFolder(this.#home))) {
      const path = join(ownersFolder(this.#home), name);
      const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      if (made === undefined || Date.now() - made < SETTLED_MS) continue;
      if (!this.isAlive(name.slice(0, -SUFFIX.length))) rmSync(path, { force: true });
    }
  }
}

const SUFFIX = '.lock';

function ownersFolder(home: string): string {
  return join(home, 'owners');
}

function ownerFile(home: string, id: string): string {
  return join(ownersFolder(home), `${id}${SUFFIX}`);
}
