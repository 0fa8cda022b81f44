/** The editor: a view that lists things and what is in them; loaded when it is first shown, told anew when something changes. */
import * as vscode from 'vscode';
import type { Door } from './door.ts';
import { failureWords } from './failure-words.ts';
import type { ItemWords } from './item.ts';
import { treeItem, withTooltip } from './tree-item.ts';

export interface Listing<Node> {
  roots(): Promise<Node[]>;
  children(node: Node): Promise<Node[]>;
  words(node: Node): ItemWords;
}

export interface ListView {
  readonly id: string;
  /** Context key that says that the list is empty. */
  readonly emptyKey: string;
}

/** `load` brings the code and the lists; failures are told where the list would stand. */
export function listView<Node extends object>(door: Door, of: ListView, load: () => Promise<Listing<Node>>): vscode.Disposable {
  const moved = new vscode.EventEmitter<undefined>();
  let listing: Listing<Node> | null = null;

  const words = (node: Node) => (listing as Listing<Node>).words(node);
  const view = vscode.window.createTreeView<Node>(of.id, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: moved.event,
      getChildren: node => (node ? below(node) : roots()),
      getTreeItem: node => treeItem(words(node)),
      resolveTreeItem: (item, node) => withTooltip(item, words(node)),
    },
  });

  async function roots(): Promise<Node[]> {
    return told(async () => {
      listing ??= await load();
      const all = await vscode.window.withProgress({ location: { viewId: of.id } }, (listing as Listing<Node>).roots);
      view.message = undefined;
      await vscode.commands.executeCommand('setContext', of.emptyKey, all.length === 0);
      return all;
    });
  }

  function below(node: Node): Promise<Node[]> {
    return told(async () => (listing as Listing<Node>).children(node));
  }

  async function told(ask: () => Promise<Node[]>): Promise<Node[]> {
    try {
      return await ask();
    } catch (failure) {
      door.log.error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
      view.message = failureWords(failure);
      return [];
    }
  }

  const changed = door.onChanged(() => listing && moved.fire(undefined));
  return vscode.Disposable.from(view, moved, changed);
}
