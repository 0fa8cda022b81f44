/** The code room: walks a workspace folder: the paths of all files that may be source code, ignored ones left out. */
import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pacer } from '../../base/pace.ts';
import type { Gap } from '../../model/coverage.ts';
import { rest } from '../rest.ts';
import { folderRules, isIgnored, isNeverSource, type Rules, rootRules } from './ignored.ts';

/** A tree with more files than these is looked at no further. */
export const MOST_FILES = 200_000;
const DEEPEST = 60;

export interface Tree {
  readonly root: string;
  /** Below the root, with slashes, in the order of the walk. */
  readonly paths: readonly string[];
  readonly gaps: readonly Gap[];
}

interface Walk {
  readonly root: string;
  readonly paths: string[];
  readonly gaps: Gap[];
  readonly most: number;
  /** Real paths of the folders that were walked: a link back into them is not followed. */
  readonly met: Set<string>;
  readonly links: Folder[];
}

interface Folder {
  readonly path: string;
  /** Below the root, with slashes; empty for the root. */
  readonly inside: string;
  readonly rules: Rules | null;
  readonly depth: number;
}

export interface TreeQuestion {
  readonly root: string;
  readonly exclude: readonly string[];
  readonly most?: number;
}

/** Links to folders come last, so that a file is known by its real path where it has one in the tree. */
export async function walkTree({ root, exclude, most = MOST_FILES }: TreeQuestion, signal?: AbortSignal): Promise<Tree> {
  const pause = pacer(signal, rest);
  const walk: Walk = { root, paths: [], gaps: [], most, met: new Set(), links: [] };
  const open: Folder[] = [{ path: root, inside: '', rules: rootRules(root, exclude), depth: 0 }];
  for (;;) {
    await pause();
    const folder = open.pop() ?? walk.links.shift();
    if (!folder) break;
    if (walk.paths.length >= most) {
      walk.gaps.push({
        kind: 'over_limit',
        words: `${root} holds more than ${most.toLocaleString('en-US')} files; the rest was not looked at.`,
      });
      break;
    }
    if (isNew(walk, folder)) open.push(...look(walk, folder).reverse());
  }
  return { root, paths: walk.paths, gaps: walk.gaps };
}

function isNew(walk: Walk, folder: Folder): boolean {
  const real = tried(walk, folder.path, () => realpathSync.native(folder.path));
  if (real === null || walk.met.has(real)) return false;
  walk.met.add(real);
  return true;
}

/** Notes the folder's files; returns its folders. */
function look(walk: Walk, folder: Folder): Folder[] {
  const entries = tried(walk, folder.path, () => readdirSync(folder.path, { withFileTypes: true }));
  if (!entries) return [];
  const names = entries.map(entry => entry.name);
  const rules = folderRules(folder.path, folder.rules, names);
  const folders: Folder[] = [];
  for (const entry of entries) {
    const kind = kindOf(folder, entry);
    if (kind === null || isNeverSource(entry.name, names)) continue;
    const path = join(folder.path, entry.name);
    if (isIgnored(rules, path, kind !== 'file')) continue;
    const inside = folder.inside === '' ? entry.name : `${folder.inside}/${entry.name}`;
    if (kind === 'file') walk.paths.push(inside);
    else if (folder.depth < DEEPEST)
      (kind === 'link' ? walk.links : folders).push({ path, inside, rules, depth: folder.depth + 1 });
    else walk.gaps.push({ kind: 'over_limit', member: inside, words: 'The folder lies too deep and was not looked into.' });
  }
  return folders;
}

function kindOf(folder: Folder, entry: Dirent): 'file' | 'folder' | 'link' | null {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return null;
  // A link that leads nowhere is nothing.
  const target = statSync(join(folder.path, entry.name), { throwIfNoEntry: false });
  return target?.isFile() ? 'file' : target?.isDirectory() ? 'link' : null;
}

/** What the file system refuses is a gap. */
function tried<T>(walk: Walk, path: string, ask: () => T): T | null {
  try {
    return ask();
  } catch (failure) {
    const code = (failure as NodeJS.ErrnoException).code;
    if (code === undefined) throw failure;
    if (path === walk.root && code === 'ENOENT') walk.gaps.push({ kind: 'unreadable', words: `There is no folder ${path}.` });
    else if (code !== 'ENOENT')
      walk.gaps.push({ kind: 'unreadable', member: path, words: `The folder cannot be read (${code}).` });
    return null;
  }
}
