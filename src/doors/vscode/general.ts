/** The editor: commands about the extension itself: what it shows, its log, its settings. */
import * as vscode from 'vscode';
import { commandId } from './commands.ts';
import type { Door } from './door.ts';
import { handle } from './handle.ts';
import { WALKTHROUGH } from './views.ts';

export function registerGeneral(door: Door): vscode.Disposable {
  return handle(door, {
    refresh: async () => {
      door.changed();
      await vscode.commands.executeCommand(commandId('listRemoteRuns'));
    },
    getStarted: () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${door.extension.extension.id}#${WALKTHROUGH}`, false),
    showLog: () => door.log.show(),
    openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${door.extension.extension.id}`),
  });
}
