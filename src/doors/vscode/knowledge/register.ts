/** The editor: the view of knowledge; documents open as they read, their folders come from the settings. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { handle } from '../handle.ts';
import { t } from '../l10n.ts';
import { listView } from '../list-view.ts';
import type { KnowledgeNode } from './nodes.ts';

const KEY = 'knowledge.folders';

export function registerKnowledge(door: Door): vscode.Disposable {
  const id = { id: 'investigator.knowledge', emptyKey: 'investigator.noKnowledge' };
  let watching: vscode.Disposable | null = null;
  const view = listView(door, id, async () => {
    const { knowledge, watchDocuments } = await import('./listing.ts');
    const listing = knowledge(door);
    const roots = async () => {
      const all = await listing.roots();
      const own = all.flatMap(node => (node.kind === 'folder' && !node.folder.shipped ? [node.folder.path] : []));
      watching?.dispose();
      watching = watchDocuments(own, () => door.changed());
      return all;
    };
    return { ...listing, roots };
  });
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
      const chosen = node?.kind === 'document' ? node.document.place.path : await choose(door);
      if (chosen) await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(chosen));
    },
    addKnowledge: addFolder,
    downloadSentenceModel: async () => (await import('./sentence-model.ts')).downloadSentenceModel(door),
  });
  return vscode.Disposable.from(view, watch, commands, { dispose: () => watching?.dispose() });
}

/** Searched in titles, tags and symptoms. */
async function choose(door: Door): Promise<string | undefined> {
  const { hits } = await door.engine.search_knowledge({ limit: 1000 });
  const choices = hits.map(({ place, title, tags, symptoms }) => ({
    path: place.path,
    label: title,
    description: tags.join(', '),
    detail: symptoms.join(' · '),
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
