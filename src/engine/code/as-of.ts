/** The code room: a root as it was at a commit: its files, their lines, and where those lines stand today. */
import { join, relative, sep } from 'node:path';
import type { SourceCandidate } from '../../model/code.ts';
import { driftOf } from './drift.ts';
import { type Asking, changesSince, commitNamed, fileAt, movedSince, pathsAt, repositoryOf } from './git.ts';
import { linesOf, snippetOf } from './text.ts';
import type { Tree } from './tree.ts';

export interface AsOf {
  /** The root's files as of the commit. */
  readonly tree: Tree;
  readonly commit: string;
  /** Lines of a file of the tree, by its absolute path; null when it was not there. */
  read(file: string): Promise<string[] | null>;
  /** The candidate with today's line, and where it stood then. */
  today(candidate: SourceCandidate): Promise<SourceCandidate>;
}

/** Null when the root is no repository, or has no such commit. */
export async function asOf(root: string, commit: string, signal: AbortSignal): Promise<AsOf | null> {
  const top = await repositoryOf(root, signal);
  if (top === null) return null;
  const asking: Asking = { folder: top, signal };
  const name = await commitNamed(asking, commit);
  const paths = name === null ? null : await pathsAt(asking, name);
  if (name === null || paths === null) return null;
  const below = slashed(relative(top, root));
  const inside =
    below === '' ? paths : paths.filter(path => path.startsWith(`${below}/`)).map(path => path.slice(below.length + 1));
  const inRepository = (file: string) => slashed(relative(top, file));
  const then: Then = { asking, top, name, moved: null, changes: new Map() };
  return {
    tree: { root, paths: inside, gaps: [] },
    commit: name,
    read: async file => (await fileAt(asking, name, inRepository(file)))?.split(/\r?\n/) ?? null,
    today: candidate => todays(then, inRepository(candidate.file), candidate),
  };
}

interface Then {
  readonly asking: Asking;
  readonly top: string;
  readonly name: string;
  /** Asked once each. */
  moved: Promise<Map<string, string | null>> | null;
  readonly changes: Map<string, Promise<string | null>>;
}

async function todays(past: Then, path: string, then: SourceCandidate): Promise<SourceCandidate> {
  const { asking, top, name } = past;
  const { line } = then;
  if (line === null) return then;
  const at_commit = { commit: name, line };
  past.moved ??= movedSince(asking, name);
  const moved = await past.moved;
  const now = moved.has(path) ? (moved.get(path) ?? null) : path;
  if (now === null) return { ...then, line: null, at_commit, reason: `${then.reason}; the file was removed since` };
  const file = join(top, now);
  const lines = linesOf(file);
  const changes = past.changes.get(path) ?? changesSince(asking, name, [path, now]);
  past.changes.set(path, changes);
  const drift = driftOf((await changes) ?? '', line);
  if (drift.line === null || lines === null)
    return { ...then, file, line: null, at_commit, reason: `${then.reason}; the line was removed since` };
  const renamed = now !== path ? [`the file was ${path}`] : [];
  const words = drift.changed ? ['the line was changed since'] : drift.line === line ? [] : [`the line was ${line}`];
  return {
    ...then,
    file,
    line: drift.line,
    column: drift.changed ? null : then.column,
    snippet: snippetOf(lines, drift.line),
    at_commit,
    reason: [then.reason, ...renamed, ...words].join('; '),
  };
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
