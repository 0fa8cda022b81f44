/** The editor: notices that another window, or the command line, has written into the notebook; looks at two files now and then, while somebody looks at a view. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

const LOOK_EVERY_MS = 3000;

export interface Watch {
  /** Looks only while somebody does: a view, a panel. */
  look(who: string, wanted: boolean): void;
  dispose(): void;
}

/** A poll, since home folders on network disks send no events. */
export function watchNotebook(home: () => Promise<string>, changed: () => void): Watch {
  let timer: NodeJS.Timeout | undefined;
  let last: string | null = null;
  const looking = new Set<string>();

  async function look(): Promise<void> {
    const now = await stampOf(await home());
    if (last !== null && now !== last) changed();
    last = now;
  }

  return {
    look: (who, wanted) => {
      if (wanted) looking.add(who);
      else looking.delete(who);
      if (looking.size === 0) {
        clearInterval(timer);
        timer = undefined;
      } else if (!timer) {
        timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
        // An editor that is closed does not wait for the next look.
        timer.unref();
        void look().catch(() => undefined);
      }
    },
    dispose: () => clearInterval(timer),
  };
}

/** The notebook's file and its log of recent writes; a file that is not there is part of the answer. */
async function stampOf(home: string): Promise<string> {
  const files = ['notebook.db', 'notebook.db-wal'].map(async name => {
    try {
      const { size, mtimeMs } = await stat(join(home, name));
      return `${size}@${mtimeMs}`;
    } catch (failure) {
      if (failure instanceof Error && 'code' in failure) return '-';
      throw failure;
    }
  });
  return (await Promise.all(files)).join(' ');
}
