/** The editor: the view of knowledge; documents open as they read, their folders come from the settings. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { handle } from '../handle.ts';
import { t } from '../l10n.ts';
import { listView } from '../list-view.ts';
import type { KnowledgeNode } from './words.ts';

const KEY = 'knowledge.folders';

export function registerKnowledge(door: Door): vscode.Disposable {
  const id = { id: 'investigator.knowledge', emptyKey: 'investigator.noKnowledge' };
  const view = listView(door, id, async () => (await import('./listing.ts')).knowledge(door));
  const watch = vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration(`investigator.${KEY}`)) door.changed();
  });
  const commands = handle(door, {
    openDocument: (path: string) => vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(path)),
    editDocument: (node: KnowledgeNode) =>
      node.kind === 'document' ? vscode.commands.executeCommand('vscode.open', vscode.Uri.file(node.document.path)) : undefined,
    addKnowledge: addFolder,
  });
  return vscode.Disposable.from(view, watch, commands);
}

async function addFolder(): Promise<void> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: t('Add Folder'),
      title: t('Add a folder of knowledge'),
    })) ?? [];
  if (!chosen) return;
  const configuration = vscode.workspace.getConfiguration('investigator');
  const { workspaceValue, globalValue = [] } = configuration.inspect<string[]>(KEY) ?? {};
  const target = workspaceValue ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(KEY, [...new Set([...(workspaceValue ?? globalValue), chosen.fsPath])], target);
}
