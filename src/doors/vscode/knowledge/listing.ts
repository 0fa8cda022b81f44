/** The editor: the documents of knowledge in force, and word of their changes on disk. */
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import type { Listing } from '../list-view.ts';
import { foldersIn, type KnowledgeNode, nodesIn } from './nodes.ts';
import { knowledgeWords } from './words.ts';

/** Documents that are listed. */
const MOST = 1000;

export function knowledge(door: Door): Listing<KnowledgeNode> {
  return {
    roots: async () => {
      const [answer, settings] = await Promise.all([door.engine.search_knowledge({ limit: MOST }), door.settings()]);
      return foldersIn(answer, new Set(settings['knowledge.folders'].map(resolved)));
    },
    children: async node => nodesIn(node),
    words: knowledgeWords,
  };
}

/** Tells of every change to documents of the folders that a person keeps; those that come along do not change. */
export function watchDocuments(folders: readonly string[], changed: () => void): vscode.Disposable {
  const watchers = folders.map(folder => {
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder), '**/*.{md,markdown}'),
    );
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) event(changed);
    return watcher;
  });
  return vscode.Disposable.from(...watchers);
}

/** A relative folder lies in the first workspace folder. */
function resolved(path: string): string {
  const root = vscode.workspace.workspaceFolders?.find(one => one.uri.scheme === 'file');
  return isAbsolute(path) || !root ? path : join(root.uri.fsPath, path);
}
