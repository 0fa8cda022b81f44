/** The editor: the documents of knowledge by folder, as the engine lists them, with those that are broken. */
import { isAbsolute, relative } from 'node:path';
import type { DocumentProblem, KnowledgeAnswer, KnowledgeHit } from '../../../model/knowledge.ts';

export interface KnowledgeFolder {
  readonly path: string;
  /** Comes with the extension. */
  readonly shipped: boolean;
}

export type KnowledgeNode =
  | {
      readonly kind: 'folder';
      readonly folder: KnowledgeFolder;
      readonly documents: readonly KnowledgeHit[];
      readonly broken: readonly DocumentProblem[];
      /** Why it could not be read. */
      readonly problem: string | null;
    }
  | { readonly kind: 'document'; readonly document: KnowledgeHit }
  | { readonly kind: 'broken'; readonly broken: DocumentProblem };

/** The engine names the folder that comes along first. One without documents that nobody named is not shown. */
export function foldersIn({ searched, hits, problems }: KnowledgeAnswer, named: ReadonlySet<string>): KnowledgeNode[] {
  const homeOf = (path: string) =>
    searched.folders.filter(folder => isBelow(folder, path)).sort((a, b) => b.length - a.length)[0];
  return searched.folders.flatMap((path, at) => {
    const documents = hits.filter(hit => homeOf(hit.place.path) === path);
    const broken = problems.filter(one => !searched.folders.includes(one.path) && homeOf(one.path) === path);
    const problem = problems.find(one => one.path === path)?.words ?? null;
    if (at > 0 && documents.length + broken.length === 0 && problem === null && !named.has(path)) return [];
    return [{ kind: 'folder' as const, folder: { path, shipped: at === 0 }, documents, broken, problem }];
  });
}

export function nodesIn(node: KnowledgeNode): KnowledgeNode[] {
  if (node.kind !== 'folder') return [];
  return [
    ...node.broken.map(broken => ({ kind: 'broken' as const, broken })),
    ...node.documents.map(document => ({ kind: 'document' as const, document })),
  ];
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
