/** The editor: from a line to its source: its commands; what searches and asks is loaded with the first of them. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { handle } from '../handle.ts';
import { t } from '../l10n.ts';
import { openChoices } from './choices.ts';
import { COMMIT_SCHEME } from './commit-address.ts';
import type { AskedFrame } from './decide.ts';
import type { Past } from './past.ts';

export function registerSource(door: Door): vscode.Disposable {
  const choices = openChoices(door.extension.workspaceState);
  let begun: Promise<Past> | null = null;
  const past = () => (begun ??= import('./past.ts').then(({ openPast }) => openPast(door)));
  const commands = handle(door, {
    openSource: async (place?: unknown, frame?: AskedFrame, show?: vscode.TextDocumentShowOptions) => {
      const { openSource } = await import('./open-source.ts');
      const asked = typeof place === 'string' ? place : await selectedPlace();
      return asked ? openSource({ door, choices, past: await past() }, { place: asked, frame: frame ?? null, show }) : null;
    },
    openToolDefinition: async (tool?: unknown) => {
      const { askTool, openTool } = await import('./open-tool.ts');
      const asked = typeof tool === 'string' ? tool : await askTool();
      return asked ? openTool(door, asked) : undefined;
    },
    editPathMappings: () => vscode.commands.executeCommand('workbench.action.openSettings', 'investigator.code.pathMappings'),
    forgetChoices: async () => {
      const forgotten = await choices.forget();
      await vscode.window.showInformationMessage(
        t('{choices} remembered choices of source are forgotten.', { choices: forgotten }),
      );
    },
  });
  return vscode.Disposable.from(
    commands,
    vscode.workspace.registerTextDocumentContentProvider(COMMIT_SCHEME, {
      provideTextDocumentContent: async uri => (await past()).text(uri),
    }),
    { dispose: () => void begun?.then(one => one.dispose()) },
  );
}

/** Of the line under the cursor of the log in front; the editor's menus pass its address instead of a place. */
function selectedPlace(): Thenable<string | undefined> {
  return vscode.commands.executeCommand<string | undefined>('investigator.selectedPlace');
}
