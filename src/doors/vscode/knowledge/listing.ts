/** The editor: the documents of knowledge by folder, with what each is about. */
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { codeOf } from '../../../base/failure-code.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import type { Listing } from '../list-view.ts';
import { documentsIn } from './documents.ts';
import { type KnowledgeNode, knowledgeWords } from './words.ts';

export function knowledge(door: Door): Listing<KnowledgeNode> {
  return {
    roots: async () => {
      const own = {
        path: join(door.extension.extensionPath, 'knowledge_base'),
        label: t('Comes with the extension'),
        shipped: true,
      };
      const { 'knowledge.folders': folders } = await door.settings();
      const named = folders.map(path => ({ path: resolved(path), label: path, shipped: false }));
      return Promise.all(
        [own, ...named].map(async folder => ({ kind: 'folder' as const, folder, ...(await contents(folder.path)) })),
      );
    },
    children: async node =>
      node.kind === 'folder' ? node.documents.map(document => ({ kind: 'document' as const, document })) : [],
    words: knowledgeWords,
  };
}

/** A folder that cannot be read is told, and the others are listed all the same. */
async function contents(path: string) {
  try {
    return { documents: await documentsIn(path), problem: null };
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure)) throw failure;
    return { documents: [], problem: codeOf(failure) };
  }
}

/** A relative folder lies in the first workspace folder. */
function resolved(path: string): string {
  const root = vscode.workspace.workspaceFolders?.find(one => one.uri.scheme === 'file');
  return isAbsolute(path) || !root ? path : join(root.uri.fsPath, path);
}
