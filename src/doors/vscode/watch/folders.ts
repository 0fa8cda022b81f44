/** The editor: the watched folders: hears of result files in them, waits until these are whole, and has the folder read. */
import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { Lifetime } from '../../../base/lifetime.ts';
import type { Door } from '../door.ts';
import { realClock } from '../runs/poll.ts';
import { bringResults, type Folder, isFolder, stateOf } from './bring-results.ts';
import { listen, looksAt } from './listen.ts';
import { settling } from './settling.ts';
import { sweeping } from './sweeping.ts';

export function watchFolders(door: Door, globs: readonly string[]): vscode.Disposable {
  const titles = new Map<string, string>();
  const settle = settling({ act, clock: realClock });

  async function act(path: string): Promise<'done' | 'again'> {
    try {
      if (!(await isFolder(path))) return 'done';
      const state = await stateOf(path);
      if (state !== 'results') return state === 'again' ? 'again' : 'done';
      const brought = await bringResults(door, { path, title: titles.get(path) ?? basename(path) });
      if (brought?.fresh) door.failed([{ key: brought.run.run_id, run_id: brought.run.run_id, title: brought.run.title }]);
    } catch (failure) {
      tell(failure);
    }
    return 'done';
  }

  /** Nobody asked for it: the log alone tells. */
  function tell(failure: unknown): void {
    door.log.warn(`A watched folder could not be read: ${failure instanceof Error ? failure.message : String(failure)}`);
  }

  function heard({ path, title }: Folder): void {
    titles.set(path, title);
    settle.touch(path);
  }

  const looks = looksAt(globs);
  const ears = listen(looks, heard);
  const sweep = sweeping({ looks, heard, tell, clock: realClock });
  const life = new Lifetime();
  for (const one of [ears, sweep, settle]) life.add(() => one.dispose());
  return { dispose: () => void life.end() };
}
