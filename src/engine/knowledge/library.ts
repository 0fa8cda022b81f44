/** The knowledge: the documents of all folders as they are now: what changed on disk is read again when it is asked for. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import { pacer, stopIfCancelled } from '../../base/pace.ts';
import type { DocumentProblem, ModelChoice } from '../../model/knowledge.ts';
import { rest } from '../rest.ts';
import { type KnownDocument, readDocument } from './document.ts';
import type { KnowledgeFolder } from './folders.ts';
import { hasModel } from './model.ts';
import { KnowledgeIndex } from './search.ts';
import { SentenceShelf, type Sentences } from './sentences.ts';

/** Documents of one folder, and bytes of one document. */
const MOST = 5000;
const MOST_BYTES = 1 << 20;
/** Files that are looked at at the same time. */
const AT_ONCE = 64;
const PASSED_OVER = /(?:^|[\\/])(?:node_modules|\.[^\\/.][^\\/]*)(?:[\\/]|$)/;

export interface Shelf {
  /** Each question's likeness to every section by a sentence model; null where none is in use. */
  alike(question: string): Promise<Float32Array | null>;
  /** The sentence model, or why the one that is here cannot be used; null where there is none. */
  readonly sentences: Sentences | Fault | null;
  /** What the search goes by. */
  readonly by: readonly string[];
  readonly index: KnowledgeIndex;
  readonly folders: readonly string[];
  readonly problems: readonly DocumentProblem[];
}

interface Kept {
  /** Changes with the file. */
  readonly mark: string;
  readonly document: KnownDocument | null;
  readonly problem: DocumentProblem | null;
}

interface File {
  readonly folder: string;
  readonly path: string;
}

/** What the library asks for each question. */
export interface LibraryAsks {
  /** Keeps the vectors of sections. */
  readonly home: string;
  folders(): Promise<readonly KnowledgeFolder[]>;
  model(): Promise<ModelChoice>;
}

export class Library {
  readonly #asks: LibraryAsks;
  readonly #sentences: SentenceShelf;
  #kept = new Map<string, Kept>();
  #before: KnowledgeIndex | null = null;
  #shelf: { key: string; index: Promise<KnowledgeIndex> } | null = null;

  constructor(asks: LibraryAsks) {
    this.#asks = asks;
    this.#sentences = new SentenceShelf(asks.home);
  }

  /** Looks at every file's state, so that an edit counts at the next question; throws `cancelled` only. */
  async open(signal: AbortSignal): Promise<Shelf> {
    const problems: DocumentProblem[] = [];
    const folders = await this.#asks.folders();
    const files: File[] = [];
    for (const folder of folders) files.push(...(await filesIn(folder, problems)));
    const kept = new Map<string, Kept>();
    for (let at = 0; at < files.length; at += AT_ONCE) {
      stopIfCancelled(signal);
      const some = files.slice(at, at + AT_ONCE);
      for (const [number, one] of (await Promise.all(some.map(file => this.#read(file)))).entries())
        kept.set(some[number].path, one);
    }
    this.#kept = kept;
    const all = [...kept.values()];
    problems.push(...all.flatMap(({ problem, document }) => problem ?? document?.problem ?? []));
    const documents = all.flatMap(one => one.document ?? []);
    const key = [...kept].map(([path, { mark }]) => `${path}\0${mark}`).join('\n');
    const index = await this.#indexed(key, documents, signal);
    const sentences = await this.#model(index);
    const usable = sentences instanceof Fault ? null : sentences;
    if (sentences instanceof Fault) problems.push(await this.#problemOf(sentences));
    return {
      index,
      folders: folders.map(one => one.path),
      problems,
      by: [...index.by, ...(usable ? [modelWords(usable)] : [])],
      alike: async question => (await usable?.alike(question)) ?? null,
      sentences,
    };
  }

  /** Where the sentence model lies or would lie. */
  async choice(): Promise<ModelChoice> {
    const choice = await this.#asks.model();
    return { ...choice, folder: choice.folder || join(this.#asks.home, 'models') };
  }

  /** Tries a model again that could not be used. */
  renewModel(): void {
    this.#sentences.renew();
  }

  /** A model that cannot be used is a problem that is told; the search goes on without it. */
  async #model(index: KnowledgeIndex): Promise<Sentences | Fault | null> {
    const { folder: named } = await this.#asks.model();
    const choice = await this.choice();
    if ((!named && !hasModel(choice)) || index.sections === 0) return null;
    try {
      return await this.#sentences.of(choice, index.texts);
    } catch (failure) {
      if (!(failure instanceof Fault && failure.code === 'model_unusable')) throw failure;
      return failure;
    }
  }

  async #problemOf({ message, hint }: Fault): Promise<DocumentProblem> {
    const { folder, model } = await this.choice();
    return { path: join(folder, model), line: 1, words: `${message} ${hint}` };
  }

  async #read(file: File): Promise<Kept> {
    const { path } = file;
    const before = this.#kept.get(path);
    try {
      const { size, mtimeNs, ino } = await stat(path, { bigint: true });
      const mark = `${size} ${mtimeNs} ${ino}`;
      if (before?.mark === mark) return before;
      if (size > MOST_BYTES) return refused(path, mark, 'it is larger than 1 MiB');
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
      return { mark, document: readDocument(path, relative(file.folder, path), text), problem: null };
    } catch (failure) {
      const code = codeOf(failure);
      if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refused(path, code, 'it is not UTF-8 text');
      if (!(failure instanceof Error && 'code' in failure)) throw failure;
      return refused(path, code, `it cannot be read (${code})`);
    }
  }

  /** One index for equal documents, even while it is being made; one that was cancelled is made anew. */
  async #indexed(key: string, documents: readonly KnownDocument[], signal: AbortSignal): Promise<KnowledgeIndex> {
    if (this.#shelf?.key !== key) {
      const made = { key, index: KnowledgeIndex.of(documents, pacer(undefined, rest), this.#before) };
      this.#shelf = made;
      made.index.then(
        index => {
          this.#before = index;
        },
        () => this.#shelf === made && (this.#shelf = null),
      );
    }
    const index = await this.#shelf.index;
    stopIfCancelled(signal);
    return index;
  }
}

function modelWords({ name, unread }: Sentences): string {
  return unread ? `the model ${name} as soon as it has read ${unread} more sections` : `the model ${name}`;
}

function refused(path: string, mark: string, words: string): Kept {
  return { mark, document: null, problem: { path, line: 1, words } };
}

/** In the order of their names. A folder that cannot be read is a problem if somebody named it. */
async function filesIn({ path: folder, named }: KnowledgeFolder, problems: DocumentProblem[]): Promise<File[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    const paths = entries
      .filter(entry => entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
      .filter(path => !PASSED_OVER.test(relative(folder, path)))
      .sort();
    if (paths.length > MOST)
      problems.push({ path: folder, line: 1, words: `only ${MOST} of its ${paths.length} documents are read` });
    return paths.slice(0, MOST).map(path => ({ folder, path }));
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure)) throw failure;
    if (named) problems.push({ path: folder, line: 1, words: `the folder cannot be read (${codeOf(failure)})` });
    return [];
  }
}
