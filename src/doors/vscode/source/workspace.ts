/** The editor: what of the workspace a search for source may look at: its folders on this machine, its mappings, what it excludes. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { type Folder, filledMappings } from './mapping.ts';

export function foldersHere(): Folder[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(one => one.uri.scheme === 'file').map(({ name, uri }) => ({ name, path: uri.fsPath }));
}

/** The parts of a question about source that are the same for every line. */
export async function searchSpace(door: Door) {
  const folders = foldersHere();
  const settings = await door.settings();
  const excluded = vscode.workspace.getConfiguration('files').get<Record<string, unknown>>('exclude', {});
  return {
    roots: folders.map(folder => folder.path),
    mappings: filledMappings(settings['code.pathMappings'], folders),
    exclude: Object.entries(excluded).flatMap(([glob, on]) => (on === true ? [glob] : [])),
  };
}
