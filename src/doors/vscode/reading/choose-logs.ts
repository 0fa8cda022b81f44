/** The editor: asks a person for logs: files, a folder, or an address; several of them are one run or many, as they say. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import { t } from '../l10n.ts';

/** The inputs of each run; empty when nothing was chosen. */
export async function chooseLogs(title: string): Promise<string[][]> {
  const files = { label: t('Files or archives…'), iconPath: new vscode.ThemeIcon('file-zip') };
  const folder = { label: t('A folder…'), iconPath: new vscode.ThemeIcon('folder-opened') };
  const address = { label: t('An address (http or https)…'), iconPath: new vscode.ThemeIcon('globe') };
  const how = await vscode.window.showQuickPick([files, folder, address], { title, placeHolder: t('Where are the logs?') });
  if (!how) return [];
  if (how === address) return chooseAddress(title);
  const uris = await vscode.window.showOpenDialog({
    title,
    canSelectFiles: how === files,
    canSelectFolders: how === folder,
    canSelectMany: true,
    openLabel: t('Investigate'),
  });
  return uris ? splitUp(uris.map(pathOf)) : [];
}

async function chooseAddress(title: string): Promise<string[][]> {
  const address = await vscode.window.showInputBox({
    title,
    prompt: t('Address of a log or an archive'),
    placeHolder: 'https://…',
    ignoreFocusOut: true,
    validateInput: text => (isAddress(text.trim()) ? undefined : t('An address begins with http:// or https://.')),
  });
  return address ? [[address.trim()]] : [];
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** Several inputs may be the parts of one run, or a run each: only a person knows. Empty when they changed their mind. */
export async function splitUp(inputs: readonly string[]): Promise<string[][]> {
  if (inputs.length < 2) return inputs.map(input => [input]);
  const one = { label: t('One run'), detail: t('The {n} inputs are parts of the same run.', { n: inputs.length }) };
  const many = { label: t('A run each'), detail: inputs.map(input => basename(input)).join(', ') };
  const chosen = await vscode.window.showQuickPick([one, many], { title: t('Are these one run?') });
  if (!chosen) return [];
  return chosen === one ? [[...inputs]] : inputs.map(input => [input]);
}

/** Throws `bad_input` for what does not lie on this machine's disk. */
export function pathOf(uri: vscode.Uri): string {
  if (uri.scheme === 'file') return uri.fsPath;
  throw new Fault('bad_input', {
    problem: t('Only logs on the disk of the machine that the extension runs on can be read; {uri} is not.', {
      uri: uri.toString(true),
    }),
  });
}
