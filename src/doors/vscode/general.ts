/** The editor: commands about the extension itself: its state, its log, its settings. */
import * as vscode from 'vscode';
import { size } from '../../tools/render/words.ts';
import type { Door } from './door.ts';
import { handle } from './handle.ts';
import { t } from './l10n.ts';

export function registerGeneral(door: Door): vscode.Disposable {
  return handle(door, {
    refresh: () => door.changed(),
    showStatus: () => showStatus(door),
    showLog: () => door.log.show(),
    openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${door.extension.extension.id}`),
  });
}

async function showStatus(door: Door): Promise<void> {
  const status = await door.engine.check_ingestion_status({});
  const open = t('Open Home Folder');
  const under = status.ingestions.filter(one => one.state === 'running');
  const words = under.length ? under.map(one => `${one.title}: ${one.words}`).join('; ') : t('nothing is being read');
  const pressed = await vscode.window.showInformationMessage(
    t('Investigator {version}: {runs} runs, {size} of indexes; {words}.', {
      version: status.version,
      runs: status.runs,
      size: size(status.index_bytes),
      words,
    }),
    open,
  );
  if (pressed === open) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(status.home));
}
