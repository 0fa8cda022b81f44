/** The store: packed texts on this machine of lines that a log server keeps: those that were wanted last, up to a bound; all of it can be brought again. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guarded } from './open.ts';

const MOST_BYTES = 1 << 30;
/** Written before it is looked how much there is. */
const LOOK_BYTES = 64 * 1024 ** 2;

/** Passes under way over texts: what they have brought stays until they end, even beyond the bound. */
let pinned = 0;
let written = 0;

export class Spool {
  readonly #home: string;
  readonly #folder: string;

  constructor(home: string, ingestion: string) {
    this.#home = home;
    this.#folder = join(textsFolder(home), ingestion);
  }

  /** The packed text of a block; null when it is not here. */
  get(block: number): Buffer | null {
    try {
      return readFileSync(this.#file(block));
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw failure;
    }
  }

  has(block: number): boolean {
    return statSync(this.#file(block), { throwIfNoEntry: false }) !== undefined;
  }

  /** Throws disk_full, home_unwritable. */
  put(block: number, packed: Uint8Array): void {
    guarded({ home: this.#home, source: '' }, () => {
      // It may have been taken away since: all of it can be brought again.
      mkdirSync(this.#folder, { recursive: true });
      const part = `${this.#file(block)}.${randomUUID()}.part`;
      writeFileSync(part, packed);
      renameSync(part, this.#file(block));
    });
    written += packed.length;
    if (written > LOOK_BYTES && pinned === 0) trim(this.#home);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #file(block: number): string {
    return join(this.#folder, String(block));
  }
}

/** Keeps all texts where they are until the function that is given back is called. */
export function pinTexts(home: string): () => void {
  pinned++;
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    if (--pinned === 0 && written > LOOK_BYTES) trim(home);
  };
}

function textsFolder(home: string): string {
  return join(home, 'texts');
}

/** The texts that were brought first go first. Another process may be at it too. */
export function trim(home: string, most = MOST_BYTES): void {
  written = 0;
  const files = filesIn(textsFolder(home)).sort((a, b) => b.at - a.at);
  let bytes = 0;
  for (const { path, size } of files) {
    bytes += size;
    if (bytes > most) rmSync(path, { force: true });
  }
}

function filesIn(folder: string): { path: string; size: number; at: number }[] {
  if (!statSync(folder, { throwIfNoEntry: false })) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(entry => {
    const path = join(entry.parentPath, entry.name);
    const found = entry.isFile() ? statSync(path, { throwIfNoEntry: false }) : undefined;
    return found ? [{ path, size: found.size, at: found.mtimeMs }] : [];
  });
}
