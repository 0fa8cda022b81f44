/** The editor: the runs in which a log statement was seen; the chosen one opens at the first line that it wrote there. */
import * as vscode from 'vscode';
import type { SeenStatement, SeenStatements } from '../../../model/code.ts';
import { formatPlace } from '../../../model/place.ts';
import { elided, oneLine } from '../../../tools/render/safe.ts';
import { counted } from '../../../tools/render/words.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { slowly } from '../source/slowly.ts';
import { foldersHere } from '../source/workspace.ts';
import { statementQuery } from './words.ts';

export async function showRuns(door: Door, { file, line }: { file: string; line: number }): Promise<void> {
  const roots = foldersHere().map(folder => folder.path);
  const found = await slowly(t('Looking for the lines of this statement'), life =>
    door.engine.find_runs_by_source({ file, line, roots }, life),
  );
  const [statement] = found.statements;
  if (!statement) return tell(t('There is no log statement at this line. Put the cursor on one.'));
  if (statement.runs.length === 0) return tell(unseen(statement, found));
  const picked = await vscode.window.showQuickPick(itemsOf(statement), {
    title: elided(oneLine(statement.text), 100),
    placeHolder: t('Open a run at the first line of this statement'),
    matchOnDescription: true,
  });
  if (!picked) return;
  const show = { tab: 'logs', query: statementQuery(statement.text), place: formatPlace(picked.run.first) };
  await vscode.commands.executeCommand('investigator.openRun', picked.run.run_id, show);
}

type SeenRun = SeenStatement['runs'][number];

function itemsOf(statement: SeenStatement): (vscode.QuickPickItem & { run: SeenRun })[] {
  const outcomes = { failed: t('failed'), passed: t('passed'), unknown: t('outcome unknown') };
  return statement.runs.map(run => ({
    label: oneLine(run.title),
    description: `${outcomes[run.outcome]} · ${counted(run.lines, 'line')}`,
    run,
  }));
}

function unseen({ text }: SeenStatement, { runs_looked_at: looked }: SeenStatements): string {
  return t('“{text}” was not seen in the newest {runs}.', { text: elided(oneLine(text), 80), runs: counted(looked, 'run') });
}

async function tell(words: string): Promise<void> {
  await vscode.window.showInformationMessage(words);
}
