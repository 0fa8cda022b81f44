/** The reader: turns what a person typed (path, glob, folder, URL) into inputs that can be walked. */

import { createHash, type Hash } from 'node:crypto';
import { glob, lstat, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve, sep } from 'node:path';
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import type { Network } from '../../model/connection.ts';
import type { Gap } from '../../model/coverage.ts';

import { download } from './download.ts';
import { filesUnder } from './folder.ts';
import type { Limits } from './limits.ts';

export interface Input {
  readonly kind: 'file' | 'folder';
  /** Absolute, with links resolved. */
  readonly path: string;
  /** What a person calls it: the name of the file or folder. */
  readonly title: string;
  /** Bytes on disk; null when they could not be counted. */
  readonly bytes: number | null;
  /** Cheap identity: a hash over real path, size and modification time of the file, or of every file below the folder. */
  readonly fingerprint: string;
  /** What is to be said of how it was come by. */
  readonly gap?: Gap;
}

export interface ResolveOptions {
  readonly cwd: string;
  readonly cacheFolder: string;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** How a download reaches its server; as the environment says unless given. */
  readonly network?: Network;
  /** Hears a download's progress in bytes. */
  readonly onBytes?: (done: number, total: number | null) => void;
}

/**
 * A path, glob, folder, or http(s) URL (downloaded into `cacheFolder`, resumable) as inputs, in the order of their names.
 * Faults: input_missing, input_unreadable, over_limit, download_failed, cancelled.
 */
export async function resolveInput(text: string, options: ResolveOptions): Promise<Input[]> {
  stopIfCancelled(options.signal);
  if (/^https?:\/\//i.test(text)) {
    const { path, gap } = await download(text, { ...options, folder: options.cacheFolder });
    return [{ ...(await describe(path, options.signal)), ...(gap && { gap }) }];
  }
  const path = resolve(options.cwd, text);
  if (await exists(path, text)) return [await describe(path, options.signal)];
  const inputs: Input[] = [];
  const refused: Fault[] = [];
  for (const match of await matches(text, options)) {
    const input = await described(match, options.signal);
    // `logs/**` names a folder and then everything in it once more.
    if (input instanceof Fault) refused.push(input);
    else if (!inputs.some(other => contains(other, input))) inputs.push(input);
  }
  if (!inputs.length) throw refused[0] ?? new Fault('input_missing', { input: text });
  return refused.length ? [{ ...inputs[0], gap: unreadable(refused) }, ...inputs.slice(1)] : inputs;
}

/** One of many that a glob names may be unreadable: the others are read all the same. */
async function described(path: string, signal: AbortSignal): Promise<Input | Fault> {
  try {
    return await describe(path, signal);
  } catch (failure) {
    if (failure instanceof Fault && failure.code === 'input_unreadable') return failure;
    throw failure;
  }
}

function unreadable(refused: readonly Fault[]): Gap {
  const more = refused.length > 1 ? ` And ${refused.length - 1} more of those that were named.` : '';
  return { kind: 'unreadable', words: `${refused[0].message}.${more}` };
}

async function exists(path: string, text: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (failure) {
    const code = codeOf(failure);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') return false;
    throw new Fault('input_unreadable', { input: text, problem: code });
  }
}

async function matches(text: string, options: ResolveOptions): Promise<string[]> {
  if (!/[*?[{]/.test(text)) return [];
  const found: string[] = [];
  for await (const match of glob(text, { cwd: options.cwd })) {
    stopIfCancelled(options.signal);
    found.push(isAbsolute(match) ? match : join(options.cwd, match));
  }
  return found.sort((one, other) => (one < other ? -1 : 1));
}

function contains(outer: Input, inner: Input): boolean {
  return inner.path === outer.path || (outer.kind === 'folder' && inner.path.startsWith(outer.path + sep));
}

async function describe(path: string, signal: AbortSignal): Promise<Input> {
  try {
    const real = await realpath(path);
    const own = await stat(real);
    if (!own.isFile() && !own.isDirectory())
      throw new Fault('input_unreadable', { input: path, problem: 'it is neither a file nor a folder' });
    const kind = own.isFile() ? 'file' : 'folder';
    const hash = createHash('sha256').update(real);
    const bytes = kind === 'file' ? await addFile(hash, real) : await addFolder(hash, real, signal);
    return { kind, path: real, title: basename(path), bytes, fingerprint: hash.digest('hex') };
  } catch (failure) {
    if (failure instanceof Fault) throw failure;
    throw new Fault('input_unreadable', { input: path, problem: codeOf(failure) });
  }
}

async function addFolder(hash: Hash, folder: string, signal: AbortSignal): Promise<number> {
  let bytes = 0;
  for await (const item of filesUnder(folder, signal)) {
    hash.update(`\0${item.name}`);
    if (item.kind === 'file') bytes += await addFileOfFolder(hash, item.path);
  }
  stopIfCancelled(signal);
  return bytes;
}

/** A file that vanished, or whose name is not UTF-8, must not keep the others from being read: the walk tells it as a gap. */
async function addFileOfFolder(hash: Hash, path: string): Promise<number> {
  try {
    return await addFile(hash, path);
  } catch (failure) {
    hash.update(`\0${codeOf(failure)}`);
    return 0;
  }
}

async function addFile(hash: Hash, path: string): Promise<number> {
  const { size, mtimeNs } = await lstat(path, { bigint: true });
  hash.update(`\0${size}\0${mtimeNs}`);
  return Number(size);
}
