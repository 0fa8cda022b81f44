/** The editor: where result files may appear, as VS Code's patterns, and its word of those that were written. */
import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Folder } from './bring-results.ts';
import { isAbsoluteGlob, resultsFolderOf, splitGlob, tidy } from './globs.ts';

/** Test tools write results as one of these. */
const FILES = '*.{xml,json}';

/** A pattern, and the folder of results that a file it fits lies in. */
export interface Look {
  readonly pattern: vscode.RelativePattern;
  folderOf(file: string): Folder | null;
}

export function looksAt(globs: readonly string[]): Look[] {
  const own = globs.filter(glob => !isAbsoluteGlob(glob)).map(glob => tidy(glob).replace(/^(?:\.\/)+/, ''));
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(one => one.uri.scheme === 'file');
  const inWorkspace = folders.flatMap(({ uri, name }) =>
    own.map(glob => ({
      pattern: new vscode.RelativePattern(uri, `${glob}/**/${FILES}`),
      folderOf: (file: string) => {
        const folder = resultsFolderOf(relative(uri.fsPath, file), own);
        return folder === null
          ? null
          : { path: join(uri.fsPath, folder), title: folders.length > 1 ? `${name}/${folder}` : folder };
      },
    })),
  );
  return [...inWorkspace, ...globs.filter(isAbsoluteGlob).map(elsewhere)];
}

function elsewhere(glob: string): Look {
  const { base, rest } = splitGlob(glob);
  return {
    pattern: new vscode.RelativePattern(vscode.Uri.file(base), [rest, '**', FILES].filter(Boolean).join('/')),
    folderOf: file => {
      const folder = resultsFolderOf(file, [glob]);
      return folder === null ? null : { path: resolve(folder), title: folder };
    },
  };
}

/** VS Code tells late: what it tells of may have been written before it was asked to watch. */
export function listen(looks: readonly Look[], heard: (folder: Folder) => void): vscode.Disposable {
  const began = Date.now();
  const watchers = looks.map(({ pattern, folderOf }) => {
    const hear = async ({ fsPath }: vscode.Uri) => {
      const folder = folderOf(fsPath);
      if (folder && (await changedAt(fsPath)) >= began) heard(folder);
    };
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
    watcher.onDidCreate(hear);
    watcher.onDidChange(hear);
    return watcher;
  });
  return vscode.Disposable.from(...watchers);
}

/** By the disk's clock, in ms; 0 for a file that is gone. Where that clock is late, sweeping finds the file. */
async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ ctimeMs }) => ctimeMs,
    () => 0,
  );
}
