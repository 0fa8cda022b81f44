/** The reader: the plain files under a folder, in the order of their names; links, pipes and devices are told but not followed. */

import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../base/failure-code.ts';

export type FolderItem =
  | {
      readonly kind: 'file' /** Absolute. */;
      readonly path: string /** Below the folder, with slashes. */;
      readonly name: string;
    }
  | { readonly kind: 'unsafe'; readonly name: string }
  | { readonly kind: 'unreadable'; readonly name: string; readonly problem: string };

/** Since no link is followed there are no cycles, and nothing outside the folder is reached. */
export async function* filesUnder(folder: string, signal: AbortSignal, prefix = ''): AsyncGenerator<FolderItem> {
  for (const item of await list(folder, prefix)) {
    if ('kind' in item) {
      yield item;
      continue;
    }
    const path = join(folder, item.name);
    const name = prefix + item.name;
    if (signal.aborted) return;
    if (item.isDirectory()) yield* filesUnder(path, signal, `${name}/`);
    else if (item.isFile()) yield { kind: 'file', path, name };
    else yield { kind: 'unsafe', name };
  }
}

async function list(folder: string, prefix: string): Promise<(Dirent | FolderItem)[]> {
  try {
    const items = await readdir(folder, { withFileTypes: true });
    return items.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (failure) {
    return [{ kind: 'unreadable', name: prefix || '.', problem: codeOf(failure) }];
  }
}
