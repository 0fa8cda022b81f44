/** The editor: the way back from a log statement to the runs that logged it: a command, and lenses where the setting asks for them. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { handle } from '../handle.ts';
import { languages } from './commands.ts';

const SETTING = 'investigator.code.lens';

export function registerLens(door: Door): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  let shown: vscode.Disposable | null = null;

  /** Nothing of it is loaded while the setting is off. */
  async function follow(): Promise<void> {
    const wanted = vscode.workspace.getConfiguration().get<boolean>(SETTING, false);
    if (wanted === (shown !== null)) return;
    shown?.dispose();
    shown = null;
    if (!wanted) return;
    const { statementLenses } = await import('./lenses.ts');
    const provider = statementLenses(door, changes.event);
    const selector = languages.map(language => ({ language, scheme: 'file' }));
    shown = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider(selector, provider),
      door.onChanged(() => {
        provider.forget();
        changes.fire();
      }),
      vscode.workspace.onDidSaveTextDocument(() => changes.fire()),
    );
  }

  void follow();
  return vscode.Disposable.from(
    changes,
    { dispose: () => shown?.dispose() },
    vscode.workspace.onDidChangeConfiguration(change => change.affectsConfiguration(SETTING) && void follow()),
    handle(door, {
      showRunsOfStatement: async (given?: unknown) => {
        const editor = vscode.window.activeTextEditor;
        if (editor?.document.uri.scheme !== 'file') return;
        const { showRuns } = await import('./show-runs.ts');
        // A lens names its line; from a menu or the palette it is the cursor's.
        const line = (given as { line?: number } | undefined)?.line ?? editor.selection.active.line + 1;
        await showRuns(door, { file: editor.document.uri.fsPath, line });
      },
    }),
  );
}
