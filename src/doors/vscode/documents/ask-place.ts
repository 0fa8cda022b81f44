/** The editor: asks for a place; what was copied is offered where it is one. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import { type Place, parsePlace } from '../../../model/place.ts';
import { t } from '../l10n.ts';

export async function askPlace(): Promise<Place | null> {
  const copied = (await vscode.env.clipboard.readText()).slice(0, 2_000).trim();
  const typed = await vscode.window.showInputBox({
    title: t('Open a place'),
    prompt: t('A line of a log as reports and searches name it: source:member:line'),
    placeHolder: '7c19e5d2:db-node-3/system.log:4030',
    value: readPlace(copied) ? copied : '',
    validateInput: text => (text.trim() === '' || readPlace(text) ? null : t('A place reads source:member:line.')),
  });
  return typed ? readPlace(typed) : null;
}

function readPlace(text: string): Place | null {
  try {
    return parsePlace(text.trim());
  } catch (failure) {
    if (failure instanceof Fault) return null;
    throw failure;
  }
}
