/** The editor: waits until a folder that is being written has come to rest, then acts on it; one folder at a time. */
import type { Clock } from '../runs/poll.ts';

/** A folder is at rest when nothing was heard of it for so long. */
const QUIET_MS = 1500;
/** One that never rests, or whose files are never whole, is let go. */
const TRIES = 40;

export interface Settling {
  /** Something in the folder was written. */
  touch(folder: string): void;
  dispose(): void;
}

/** `act` says `again` where files are still torn; it tells its own failures. */
export function settling(parts: { act: (folder: string) => Promise<'done' | 'again'>; clock: Clock }): Settling {
  const waiting = new Map<string, { stop: () => void; tries: number }>();
  let last: Promise<unknown> = Promise.resolve();
  let over = false;

  function wait(folder: string, tries: number): void {
    waiting.get(folder)?.stop();
    if (tries < TRIES && !over) waiting.set(folder, { tries, stop: parts.clock.later(() => rested(folder), QUIET_MS) });
  }

  function rested(folder: string): void {
    const tries = waiting.get(folder)?.tries ?? 0;
    waiting.delete(folder);
    last = last.then(async () => {
      // What was written meanwhile is waited for already.
      if (over || waiting.has(folder)) return;
      if ((await parts.act(folder)) === 'again' && !waiting.has(folder)) wait(folder, tries + 1);
    });
  }

  return {
    touch: folder => wait(folder, 0),
    dispose: () => {
      over = true;
      for (const { stop } of waiting.values()) stop();
      waiting.clear();
    },
  };
}
