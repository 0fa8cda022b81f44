/** The editor: looks over the watched folders from time to time, since editors miss what is written into folders that were made a moment ago (as after a clean build), and network disks tell nothing. */
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Clock } from '../runs/poll.ts';
import type { Folder } from './bring-results.ts';
import type { Look } from './listen.ts';

const EVERY_MS = 5000;
/** Of the time that passes looking may take no more than one part in so many. */
const SHARE = 50;
const FILES = 5000;
const NEVER = '**/{node_modules,.git}/**';

interface Sweeping {
  readonly looks: readonly Look[];
  readonly heard: (folder: Folder) => void;
  readonly tell: (failure: unknown) => void;
  readonly clock: Clock;
}

/** What is there at the first look is not told of. */
export function sweeping({ looks, heard, tell, clock }: Sweeping): { dispose(): void } {
  let before: Map<string, string> | null = null;
  let stop: () => void = () => undefined;
  let over = false;

  async function sweep(): Promise<void> {
    const began = clock.now();
    try {
      const seen = await stampsOf(looks);
      for (const [path, { folder, stamp }] of seen) if (before && before.get(path) !== stamp && !over) heard(folder);
      before = new Map([...seen].map(([path, { stamp }]) => [path, stamp]));
    } catch (failure) {
      tell(failure);
    }
    if (!over) stop = clock.later(() => void sweep(), Math.max(EVERY_MS, (clock.now() - began) * SHARE));
  }

  void sweep();
  return {
    dispose: () => {
      over = true;
      stop();
    },
  };
}

/** By folder, what its files look like from outside. */
async function stampsOf(looks: readonly Look[]): Promise<Map<string, { folder: Folder; stamp: string }>> {
  const seen = new Map<string, { folder: Folder; stamp: string }>();
  for (const { pattern, folderOf } of looks) {
    const files = await vscode.workspace.findFiles(pattern, NEVER, FILES);
    for (const { fsPath } of files.sort((a, b) => (a.fsPath < b.fsPath ? -1 : 1))) {
      const folder = folderOf(fsPath);
      if (!folder) continue;
      const stamp = `${seen.get(folder.path)?.stamp ?? ''}\n${fsPath} ${await stampOf(fsPath)}`;
      seen.set(folder.path, { folder, stamp });
    }
  }
  return seen;
}

async function stampOf(file: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(file);
    return `${size}@${mtimeMs}`;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure) return '-';
    throw failure;
  }
}
