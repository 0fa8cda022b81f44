/** The knowledge: the folders whose documents are in force: those that come along, those that a person names, and the runbooks of the folder at hand. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface KnowledgeFolder {
  /** Absolute. */
  readonly path: string;
  /** False: nobody named it, so that it may be missing. */
  readonly named: boolean;
}

/** Each once; a relative one starts from the current folder. */
export function foldersOf(
  { cwd, knowledge = shippedFolder() }: { cwd: string; knowledge?: string },
  named: readonly string[],
): KnowledgeFolder[] {
  const all = [
    { path: resolve(cwd, knowledge), named: true },
    ...named.map(path => ({ path: resolve(cwd, path), named: true })),
    { path: resolve(cwd, 'runbooks'), named: false },
  ];
  return all.filter(({ path }, at) => all.findIndex(one => one.path === path) === at);
}

/** Beside src when run from source, beside dist when bundled. */
function shippedFolder(): string {
  return fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? '../../../knowledge_base' : '../knowledge_base', import.meta.url),
  );
}
