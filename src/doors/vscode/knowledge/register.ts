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
    openDocument: async (path?: string, line?: number) => {
      const chosen = path ?? (await choose(door));
      if (chosen && line !== undefined) return openAt(chosen, line);
      if (chosen) await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(chosen));
    },
    editDocument: async (node?: KnowledgeNode) => {
      const chosen = node?.kind === 'document' ? node.document.path : await choose(door);
      if (chosen) await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(chosen));
    },
    addKnowledge: addFolder,
  });
  return vscode.Disposable.from(view, watch, commands);
}

/** Searched in titles, tags and symptoms. */
async function choose(door: Door): Promise<string | undefined> {
  const listing = (await import('./listing.ts')).knowledge(door);
  const documents = (await listing.roots()).flatMap(node => (node.kind === 'folder' ? node.documents : []));
  const choices = documents.map(({ path, title, head }) => ({
    path,
    label: title,
    description: head.tags?.join(', '),
    detail: head.symptoms?.join(' · '),
  }));
  const options = { title: t('Open knowledge'), matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(choices, options))?.path;
}

/** As text, since a preview knows no line. */
async function openAt(path: string, line: number): Promise<void> {
  const heading = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(heading, heading) });
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
