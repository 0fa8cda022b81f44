/** The editor: the one item in the status bar: what is being read, with a spinner; gone when nothing is. */
import * as vscode from 'vscode';
import { commandId } from '../commands.ts';
import { t } from '../l10n.ts';
import type { Readings } from './queue.ts';
import { barWords } from './words.ts';

/** Often enough for a rate, seldom enough to be read. */
const DRAW_EVERY_MS = 500;

export function readingBar(readings: Readings): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('investigator.reading', vscode.StatusBarAlignment.Left, 10);
  item.name = t('Investigator');
  item.command = commandId('showStatus');
  let timer: NodeJS.Timeout | undefined;

  function draw(): void {
    timer = undefined;
    const words = barWords(readings.list());
    if (!words) {
      item.hide();
      return;
    }
    item.text = words.text;
    item.tooltip = words.tooltip;
    item.accessibilityInformation = { label: words.text.replace(/\$\([^)]*\) ?/g, ''), role: 'button' };
    item.show();
  }

  const deaf = readings.onChange(() => {
    if (readings.list().length === 0) draw();
    else timer ??= setTimeout(draw, DRAW_EVERY_MS);
  });
  return vscode.Disposable.from(item, { dispose: deaf }, { dispose: () => clearTimeout(timer) });
}
