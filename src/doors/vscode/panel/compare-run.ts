/** The editor: lets a person choose what a run is compared with, and investigates it anew against that. */
import * as vscode from 'vscode';
import type { Run } from '../../../model/run.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { withProgress } from '../with-progress.ts';

interface Choice extends vscode.QuickPickItem {
  readonly run?: Run;
}

/** Whether a new report was made. */
export async function compareRun(door: Door, runId: string): Promise<boolean> {
  const { runs } = await door.engine.list_runs({ limit: 200 });
  const subject = runs.find(run => run.run_id === runId);
  const against = await chosen(runs, subject, runId);
  if (against.length === 0) return false;
  const title = t('Comparing {title}', { title: subject?.title ?? runId });
  await withProgress(title, life => door.engine.investigate_run({ inputs: [runId], against }, life));
  door.changed();
  return true;
}

/** Passing runs of the same job first; else files or a folder with the logs of one. */
async function chosen(runs: readonly Run[], subject: Run | undefined, runId: string): Promise<string[]> {
  const others = runs.filter(run => run.run_id !== runId && run.outcome !== 'failed');
  const near = (run: Run) => Number(run.job !== subject?.job);
  const choices: Choice[] = others
    .sort((a, b) => near(a) - near(b))
    .map(run => ({
      run,
      label: run.title,
      description: run.outcome === 'passed' ? t('passed') : t('outcome unknown'),
      detail: run.job === subject?.job ? t('the same job') : run.job,
      picked: run.outcome === 'passed' && run.job === subject?.job,
    }));
  const files: Choice = { label: t('Choose the logs of a passing run…'), iconPath: new vscode.ThemeIcon('folder-opened') };
  const picked = await vscode.window.showQuickPick([...choices, files], {
    canPickMany: true,
    title: t('Compare with passing runs'),
    placeHolder: t('Lines that passing runs have as well are not the cause'),
  });
  if (!picked) return [];
  const known = picked.flatMap(one => one.run?.run_id ?? []);
  return picked.includes(files) ? [...known, ...(await logsOfOne())] : known;
}

async function logsOfOne(): Promise<string[]> {
  const uris = await vscode.window.showOpenDialog({
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: false,
    openLabel: t('Compare'),
  });
  return (uris ?? []).map(uri => uri.fsPath);
}
