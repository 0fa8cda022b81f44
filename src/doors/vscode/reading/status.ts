/** The editor: the list behind the status bar: what is being read, here and in other windows, with a way to cancel it; what is kept, and where. */
import * as vscode from 'vscode';
import { oneLine } from '../../../tools/render/safe.ts';
import { count, size } from '../../../tools/render/words.ts';
import { commandId } from '../commands.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import type { Reading, Readings } from './queue.ts';
import { stateOf } from './words.ts';

interface Row extends vscode.QuickPickItem {
  readonly reading?: Reading;
  readonly act?: () => unknown;
}

type Status = Awaited<ReturnType<Door['engine']['check_ingestion_status']>>;

/** Stays fresh while it is open. */
export async function showStatus(door: Door, readings: Readings): Promise<void> {
  const status = await door.engine.check_ingestion_status({});
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = t('Investigator {version}', { version: status.version });
  pick.placeholder = readings.list().length ? t('What is being read') : t('Nothing is being read');
  pick.items = rowsOf(status, readings.list());
  const deaf = readings.onChange(() => {
    pick.items = rowsOf(status, readings.list());
  });
  pick.onDidTriggerItemButton(({ item }) => item.reading && readings.cancel(item.reading.key));
  pick.onDidAccept(() => {
    const [row] = pick.selectedItems;
    if (row?.act) {
      pick.hide();
      void row.act();
    }
  });
  pick.onDidHide(() => {
    deaf();
    pick.dispose();
  });
  pick.show();
}

function rowsOf(status: Status, readings: readonly Reading[]): Row[] {
  const cancel = { iconPath: new vscode.ThemeIcon('close'), tooltip: t('Cancel') };
  const own = readings.map(reading => ({
    label: `$(sync) ${oneLine(reading.wish.title)}`,
    description: stateOf(reading),
    alwaysShow: true,
    buttons: [cancel],
    reading,
  }));
  const others = status.ingestions
    .filter(one => one.state === 'running' && one.title === one.run_id)
    .map(one => ({ label: `$(sync) ${one.run_id}`, description: oneLine(one.words) }));
  const kept = {
    label: `$(database) ${t('{n} runs', { n: count(status.runs) })}`,
    description: t('{size} of indexes', { size: size(status.index_bytes) }),
    detail: status.home,
    act: () => vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(status.home)),
  };
  return [
    ...own,
    ...others,
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    kept,
    { label: `$(output) ${t('Show Log')}`, act: () => vscode.commands.executeCommand(commandId('showLog')) },
    { label: `$(gear) ${t('Open Settings')}`, act: () => vscode.commands.executeCommand(commandId('openSettings')) },
  ];
}
