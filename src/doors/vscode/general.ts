/** The editor: commands about the extension itself: what it shows, its log, its settings. */
import * as vscode from 'vscode';
import type { Door } from './door.ts';
import { handle } from './handle.ts';

export function registerGeneral(door: Door): vscode.Disposable {
  return handle(door, {
    refresh: () => door.changed(),
    showLog: () => door.log.show(),
    openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${door.extension.extension.id}`),
  });
}
