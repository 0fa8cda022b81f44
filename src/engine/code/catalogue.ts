/** The code room: the log statements of one root, kept up to date: only files that changed are read again. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pacer } from '../../base/pace.ts';
import { doing, type Progress } from '../../base/progress.ts';
import type { Gap } from '../../model/coverage.ts';
import { rest } from '../rest.ts';
import type { Searched } from './find.ts';
import { type KeptFile, readKept, writeKept } from './keep.ts';
import { languageOf } from './lex/language.ts';
import { statementsOf } from './lex/scan.ts';
import { Lookup } from './lookup.ts';
import { Modules } from './modules.ts';
import { packStatements, unpackStatements } from './pack.ts';
import type { Statement } from './statement.ts';
import { bytesOf } from './text.ts';
import type { Tree } from './tree.ts';

/** Larger files are no source that people write. */
const LARGEST = 1024 * 1024;
const NOTHING = Buffer.alloc(0);

export interface CatalogueLife {
  readonly home: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

interface Looking {
  readonly known: ReadonlyMap<string, KeptFile>;
  readonly files: Map<string, KeptFile>;
  readonly life: CatalogueLife;
}

export class Catalogue {
  readonly root: string;
  readonly #key: string;
  #files: Map<string, KeptFile> | null = null;
  #lookup: Lookup | null = null;
  #modules: Modules | null = null;
  #loggers = new Map<string, readonly string[]>();

  constructor(root: string, exclude: readonly string[]) {
    this.root = root;
    this.#key = JSON.stringify([root, exclude]);
  }

  get files(): number {
    return this.#files?.size ?? 0;
  }

  /** Looks at every source file of the tree, and reads those that changed. What was read before a cancel is kept. */
  async refresh(tree: Tree, life: CatalogueLife): Promise<{ fresh: boolean; gaps: Gap[] }> {
    const known = this.#files ?? new Map(readKept(life.home, this.#key).map(file => [file.path, file]));
    const files = new Map<string, KeptFile>();
    let read = 0;
    try {
      read = await this.#lookAt(tree, { known, files, life });
    } catch (failure) {
      this.#take(new Map([...known, ...files]));
      throw failure;
    }
    const fresh = read === 0 && files.size === known.size;
    if (fresh && this.#files === known) return { fresh, gaps: [] };
    this.#take(files);
    const trouble = fresh ? null : writeKept(life.home, this.#key, [...files.values()]);
    return { fresh, gaps: trouble ? [{ kind: 'unreadable', words: trouble }] : [] };
  }

  /** Returns how many files had to be read. */
  async #lookAt(tree: Tree, { known, files, life }: Looking): Promise<number> {
    const pause = pacer(life.signal, rest);
    const paths = tree.paths.filter(path => languageOf(path));
    let read = 0;
    for (const [at, path] of paths.entries()) {
      await pause();
      if (at % 256 === 0) life.onProgress({ ...reading(this.root, read), done: at, total: paths.length, unit: 'steps' });
      const stat = statSync(join(this.root, path), { throwIfNoEntry: false });
      if (!stat || stat.size > LARGEST) continue;
      const before = known.get(path);
      if (before && before.modified === stat.mtimeMs && before.size === stat.size) files.set(path, before);
      else {
        files.set(path, { path, modified: stat.mtimeMs, size: stat.size, packed: this.#read(path) });
        read++;
      }
    }
    return read;
  }

  #take(files: Map<string, KeptFile>): void {
    this.#files = files;
    this.#lookup = null;
    this.#modules = null;
    this.#loggers.clear();
  }

  #read(path: string): Buffer {
    const bytes = bytesOf(join(this.root, path), LARGEST);
    const language = languageOf(path);
    if (bytes === null || language === null || bytes.subarray(0, 8000).includes(0)) return NOTHING;
    return packStatements(statementsOf(bytes.toString('latin1'), language));
  }

  get lookup(): Lookup {
    this.#lookup ??= new Lookup([...(this.#files?.values() ?? [])]);
    return this.#lookup;
  }

  get modules(): Modules {
    this.#modules ??= new Modules(this.root, this.#files?.keys() ?? []);
    return this.#modules;
  }

  /** What a search for statements needs. */
  get searched(): Searched {
    return { root: this.root, lookup: this.lookup, modules: this.modules, loggers: path => this.loggers(path) };
  }

  statements(path: string): Statement[] {
    return unpackStatements(this.#files?.get(path)?.packed ?? NOTHING);
  }

  /** The names that loggers of the file bear. */
  loggers(path: string): readonly string[] {
    const kept = this.#loggers.get(path);
    if (kept) return kept;
    const names = this.statements(path).flatMap(one => (one.kind === 'logger' ? [one.pattern] : []));
    this.#loggers.set(path, names);
    return names;
  }
}

function reading(root: string, read: number) {
  return doing('Reading the source code in {folder}, {files} files read', { folder: root, files: read.toLocaleString('en-US') });
}

/** Catalogues that were asked last. */
const SHELF = 4;
const shelf = new Map<string, Catalogue>();

export function catalogueOf(home: string, root: string, exclude: readonly string[]): Catalogue {
  const key = JSON.stringify([home, root, exclude]);
  const catalogue = shelf.get(key) ?? new Catalogue(root, exclude);
  shelf.delete(key);
  shelf.set(key, catalogue);
  if (shelf.size > SHELF) shelf.delete(shelf.keys().next().value as string);
  return catalogue;
}
