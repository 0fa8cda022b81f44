/** The engine: what its answers share: the home folder, the notebook, the open sources, the ingestions under way. */
import { join, resolve, sep } from 'node:path';
import { Fault } from '../base/fault.ts';
import type { Progress } from '../base/progress.ts';
import { environmentModel } from '../model/environment.ts';
import type { LogStore } from '../model/kept.ts';
import type { Ingestion, ReportHead, Run } from '../model/run.ts';
import type { DoorRemote } from '../tools/provide.ts';
import { makeFolder } from './folder.ts';
import { foldersOf } from './knowledge/folders.ts';
import { Library } from './knowledge/library.ts';
import { PastFailures } from './knowledge/similar/past-failures.ts';
import { defaultLimits, type Limits } from './read/limits.ts';
import { slotOf } from './read/slot.ts';
import type { AddressKind } from './sources/addresses.ts';
import { textReader } from './sources/kept-read.ts';
import { type Door, type Outside, openOutside } from './sources/outside.ts';
import { redacted } from './sources/request.ts';
import { addressKinds } from './sources/table.ts';
import { Notebook } from './store/notebook.ts';
import { clearOutdated } from './store/outdated.ts';
import { Source } from './store/source.ts';

export interface EngineOptions {
  /** Folder that holds indexes, notebook and downloads; made when missing. */
  readonly home: string;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly version: string;
  readonly limits?: Partial<Limits>;
  /** Where the text of ingested lines is kept; here unless given. */
  readonly store?: LogStore;
  /** Folder of the documents that come along; unless given, the one beside the program. */
  readonly knowledge?: string;
}

/** Open sources kept; the least recently used one goes first. */
const SHELF = 12;

export interface CallLife {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface Workshop {
  readonly home: string;
  readonly cwd: string;
  readonly version: string;
  readonly limits: Limits;
  /** Whether a person has set limits of their own. */
  readonly limitsGiven: boolean;
  /** Where the text of lines goes that are ingested from now on. */
  readonly store: LogStore;
  readonly downloads: string;
  readonly notebookFile: string;
  /** Opened at the first need, so that a home that cannot be written fails the call and not the engine. */
  notebook(): Notebook;
  /** The open index of a source. Throws `index_damaged` when it is gone. */
  source(id: string): Source;
  close(id: string): void;
  readonly ingestions: Map<string, Ingestion>;
  /** What names a run of an outside system. */
  readonly addressKinds: readonly AddressKind[];
  /** The outside systems. */
  readonly outside: Outside;
  /** The documents of knowledge in force. */
  readonly library: Library;
  /** Reports as they were last compared, by their number in the notebook. */
  readonly past: { readonly failures: PastFailures<number>; readonly told: Map<number, PastFailure> };
}

/** What is told of a report that was compared. */
export interface PastFailure {
  readonly head: ReportHead;
  readonly actions: readonly string[];
}

export type WorkshopDoor = Door & Partial<Pick<DoorRemote, 'knowledge' | 'sentences'>>;

export function openWorkshop(options: EngineOptions, door: WorkshopDoor, kinds = addressKinds): Workshop {
  const notes = () => (notebook ??= openNotebook(options.home));
  const outside = openOutside(door, notes);
  const read = textReader(outside);
  const shelf = new Map<string, Source>();
  let notebook: Notebook | null = null;

  function source(id: string): Source {
    const kept = shelf.get(id);
    const open = kept ?? Source.open(options.home, id, read);
    if (!open) throw new Fault('index_damaged', { source: id, problem: 'its file is missing' });
    shelf.delete(id);
    shelf.set(id, open);
    // Not closed: a question may still be reading it; its file is closed when nothing refers to it any more.
    if (shelf.size > SHELF) shelf.delete(shelf.keys().next().value as string);
    return open;
  }

  function close(id: string): void {
    shelf.get(id)?.close();
    shelf.delete(id);
  }

  return {
    home: options.home,
    cwd: options.cwd,
    version: options.version,
    limits: { ...defaultLimits, ...options.limits },
    limitsGiven: Object.keys(options.limits ?? {}).length > 0,
    downloads: join(options.home, 'downloads'),
    notebookFile: join(options.home, 'notebook.db'),
    notebook: notes,
    source,
    close,
    ingestions: new Map(),
    store: options.store ?? 'embedded',
    outside,
    addressKinds: kinds,
    past: { failures: new PastFailures(), told: new Map() },
    library: new Library({
      home: options.home,
      folders: async () => foldersOf(options, (await door.knowledge?.({})) ?? []),
      model: async () => (await door.sentences?.({})) ?? environmentModel({}),
    }),
  };
}

function openNotebook(home: string): Notebook {
  try {
    makeFolder(home);
  } catch (failure) {
    throw new Fault('home_unwritable', { home, problem: (failure as Error).message });
  }
  clearOutdated(home);
  return new Notebook(home);
}

/** The run that a person means: by id, beginning of an id, title, path or URL. Throws `run_unknown`. */
export function findRun(shop: Workshop, name: string): Run {
  const run = shop.notebook().find(name) ?? shop.notebook().find(resolve(shop.cwd, name)) ?? downloaded(shop, name);
  if (!run) throw new Fault('run_unknown', { run: withoutSecrets(name) });
  return run;
}

/** What may be shown of a name: of a URL neither the query nor the user, for they may hold keys. */
export function withoutSecrets(name: string): string {
  return isAddress(name) ? redacted(new URL(name)) : name;
}

export function isAddress(name: string): boolean {
  return /^https?:/i.test(name) && URL.canParse(name);
}

function downloaded(shop: Workshop, address: string): Run | null {
  if (!isAddress(address)) return null;
  const folder = slotOf(new URL(address), shop.downloads).folder + sep;
  return (
    shop
      .notebook()
      .list()
      .find(run => run.inputs.some(input => input.startsWith(folder))) ?? null
  );
}

export function sourcesOf(shop: Workshop, run: Run): Source[] {
  return run.sources.map(id => shop.source(id));
}
