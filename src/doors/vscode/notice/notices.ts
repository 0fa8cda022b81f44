/** The editor: tells a person of runs that have failed: in one notification, none while the view shows them, none when the person wants none. */
import * as vscode from 'vscode';
import { commandId } from '../commands.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import type { Failed } from './newly-failed.ts';
import { noticeWords } from './words.ts';

export async function askPerson(door: Door, failed: readonly Failed[], inSight: () => boolean): Promise<void> {
  if (inSight() || !(await door.settings()).notices) return;
  const [show, never] = [t('Show'), t("Don't show again")];
  const pressed = await vscode.window.showInformationMessage(noticeWords(failed), show, never);
  if (pressed === never)
    await vscode.workspace.getConfiguration('investigator').update('notices', false, vscode.ConfigurationTarget.Global);
  if (pressed !== show) return;
  const [only, ...more] = failed;
  if (more.length === 0 && only.run_id) await vscode.commands.executeCommand(commandId('openRun'), only.run_id);
  else await vscode.commands.executeCommand('investigator.runs.focus');
}
