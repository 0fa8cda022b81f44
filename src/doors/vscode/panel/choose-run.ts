/** The editor: lets a person choose one of the known runs. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';

/** The id of the chosen run; null when none was chosen, or none is known. */
export async function chooseRun(door: Door, title = t('Open a run')): Promise<string | null> {
  const { runs } = await door.engine.list_runs({ limit: 200 });
  if (runs.length === 0) {
    await vscode.commands.executeCommand('investigator.investigateLogs');
    return null;
  }
  const choices = runs.map(run => ({
    label: run.title,
    description: { failed: t('failed'), passed: t('passed'), unknown: t('outcome unknown') }[run.outcome],
    detail: run.summary ?? undefined,
    run,
  }));
  const picked = await vscode.window.showQuickPick(choices, { title, matchOnDetail: true });
  return picked?.run.run_id ?? null;
}
