/** The editor: what was dropped on the tree, as paths: names where the editor knows them, else copies of the files that a browser hands over. */
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { pathOf } from './choose-logs.ts';

const NAMES = 'text/uri-list';

export const droppable = [NAMES, 'files'];

/** Throws `bad_input` for what does not lie on this machine's disk. */
export async function droppedPaths(transfer: vscode.DataTransfer, copies: vscode.Uri): Promise<string[]> {
  const names = await transfer.get(NAMES)?.asString();
  const named = (names ?? '')
    .split(/\r?\n/)
    .filter(line => line && !line.startsWith('#'))
    .map(line => pathOf(vscode.Uri.parse(line, true)));
  if (named.length) return [...new Set(named)];
  const paths: string[] = [];
  for (const [, item] of transfer) {
    const file = item.asFile();
    if (file) paths.push(file.uri?.scheme === 'file' ? file.uri.fsPath : await copied(file, copies));
  }
  return paths;
}

/** Under a name made from its bytes, so that the same file dropped twice is the same input. */
async function copied(file: vscode.DataTransferFile, copies: vscode.Uri): Promise<string> {
  const bytes = await file.data();
  const folder = vscode.Uri.joinPath(copies, 'dropped', createHash('sha256').update(bytes).digest('hex').slice(0, 16));
  const target = vscode.Uri.joinPath(folder, file.name.replace(/[\\/:*?"<>|]/g, '_'));
  await vscode.workspace.fs.createDirectory(folder);
  const known = await vscode.workspace.fs.stat(target).then(
    stat => stat.size === bytes.length,
    () => false,
  );
  if (!known) await vscode.workspace.fs.writeFile(target, bytes);
  return target.fsPath;
}
