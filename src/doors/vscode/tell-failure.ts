/** The editor: the outermost place where failures are caught: a fault in its words with a next step, a bug in one sentence with its stack in the log. */
import * as vscode from 'vscode';
import { Fault } from '../../base/fault.ts';
import { faultWords } from './failure-words.ts';
import { t } from './l10n.ts';

export const OUTPUT = 'Investigator';

/** Tells a person that something failed; a cancel needs no telling. Never throws. */
export async function tellFailure(log: vscode.LogOutputChannel, failure: unknown): Promise<void> {
  if (failure instanceof Fault && failure.code === 'cancelled') return;
  if (!(failure instanceof Fault)) return tellBug(log, failure);
  log.warn(`${failure.code}: ${failure.message}`);
  const { nextSteps } = await import('./next-steps.ts');
  const { hint, button, command } = nextSteps[failure.code];
  const buttons = button && command ? [t(button)] : [];
  const pressed = await vscode.window.showErrorMessage(`${faultWords(failure)} ${t(hint)}`, ...buttons);
  if (pressed && command) await vscode.commands.executeCommand(...(command as [string, ...string[]]));
}

async function tellBug(log: vscode.LogOutputChannel, failure: unknown): Promise<void> {
  log.error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
  const show = t('Show Log');
  const pressed = await vscode.window.showErrorMessage(
    t('Investigator: something went wrong inside. The log has the details.'),
    show,
  );
  if (pressed === show) log.show();
}
