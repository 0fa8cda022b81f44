/** The editor: begins to watch the folders that the settings name, and begins anew when they or the workspace change; without any, nothing is loaded. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';

const SETTING = 'investigator.watch.folders';

export function registerWatch(door: Door): vscode.Disposable {
  let watching: vscode.Disposable | null = null;
  let turn = 0;

  async function begin(): Promise<void> {
    const mine = ++turn;
    watching?.dispose();
    watching = null;
    const named = vscode.workspace.getConfiguration().get<unknown>(SETTING);
    if (!Array.isArray(named) || named.length === 0) return;
    const [{ watchFolders }, settings] = await Promise.all([import('./folders.ts'), door.settings()]);
    if (mine === turn) watching = watchFolders(door, settings['watch.folders']);
  }

  const start = () => void begin().catch(failure => door.log.error(String(failure)));
  start();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration(change => change.affectsConfiguration(SETTING) && start()),
    vscode.workspace.onDidChangeWorkspaceFolders(start),
    {
      dispose: () => {
        turn++;
        watching?.dispose();
      },
    },
  );
}
