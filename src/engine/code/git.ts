/** The code room: asks git, and nothing else, about a repository: no shell, no configured helpers, bounded in time and bytes. */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '../../base/fault.ts';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** A repository may not make git run programs, ask for passwords, or fetch what it has not. */
const SAFE = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-c', 'diff.external='];
const ENVIRONMENT = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_PAGER: 'cat', LC_ALL: 'C' };

export interface Asking {
  readonly folder: string;
  readonly signal?: AbortSignal;
}

/** What git prints; null when it refuses, is not there, takes too long or says too much. Throws `cancelled`. */
export function git({ folder, signal }: Asking, words: readonly string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env: { ...process.env, ...ENVIRONMENT }, timeout: TIMEOUT_MS, maxBuffer: MOST_BYTES, signal };
    execFile('git', [...SAFE, ...words], { ...options, encoding: 'utf8', windowsHide: true }, (failure, output) => {
      if (signal?.aborted) reject(new Fault('cancelled'));
      else resolve(failure ? null : output);
    });
  });
}

/** The top folder of the repository that holds the path, which itself may be gone; null outside of one. */
export async function repositoryOf(path: string, signal?: AbortSignal): Promise<string | null> {
  const top = await git({ folder: existingAbove(path), signal }, ['rev-parse', '--show-toplevel']);
  return top?.trim() || null;
}

/** The full name of a commit that the repository has; null when it has none such. */
export async function commitNamed(asking: Asking, commit: string): Promise<string | null> {
  const name = await git(asking, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`]);
  return name?.trim() || null;
}

/** The text of a file as of a commit; `path` from the top of the repository, with slashes. */
export function fileAt(asking: Asking, commit: string, path: string): Promise<string | null> {
  return git(asking, ['cat-file', 'blob', `${commit}:${path}`]);
}

/** All files as of a commit, from the top of the repository. */
export async function pathsAt(asking: Asking, commit: string): Promise<string[] | null> {
  const listed = await git(asking, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]);
  return listed?.split('\0').filter(Boolean) ?? null;
}

/**
 * Compares with the working tree. A repository may name programs that git runs over each file it compares (`filter.NAME.clean`), which
 * no option forbids: each is set to nothing, which git takes for none. Null also where not all of them can be named.
 */
async function compare(asking: Asking, words: readonly string[]): Promise<string | null> {
  const keys = await git(asking, ['config', '--list', '--name-only', '-z']);
  const filters = new Set(keys?.split('\0').flatMap(key => /^filter\.(.+)\.[^.]+$/is.exec(key)?.[1] ?? []));
  // An option's name ends at the first such sign.
  if (keys === null || [...filters].some(name => name.includes('='))) return null;
  const parts = ['clean=', 'smudge=', 'process=', 'required=false'];
  const off = [...filters].flatMap(name => parts.flatMap(part => ['-c', `filter.${name}.${part}`]));
  return git(asking, [...off, 'diff', '--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules', ...words]);
}

/** Files of a commit that lie elsewhere today: their new path, or null when they are gone. */
export async function movedSince(asking: Asking, commit: string): Promise<Map<string, string | null>> {
  const told = await compare(asking, ['-z', '-M', '--name-status', '--diff-filter=DR', commit, '--']);
  const fields = told?.split('\0') ?? [];
  const moved = new Map<string, string | null>();
  for (let at = 0; at + 1 < fields.length; ) {
    const renamed = fields[at].startsWith('R');
    moved.set(fields[at + 1], renamed ? fields[at + 2] : null);
    at += renamed ? 3 : 2;
  }
  return moved;
}

/** How a file changed from a commit to the working tree, without context. */
export function changesSince(asking: Asking, commit: string, paths: readonly string[]): Promise<string | null> {
  return compare(asking, ['-U0', '-M', commit, '--', ...paths.map(path => `:(top,literal)${path}`)]);
}

function existingAbove(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return path;
  const above = dirname(path);
  return above === path ? path : existingAbove(above);
}
