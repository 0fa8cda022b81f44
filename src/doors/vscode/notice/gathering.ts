/** The editor: gathers runs that failed at about the same time, so that they are told together. */
import type { Clock } from '../runs/poll.ts';
import type { Failed } from './newly-failed.ts';

const TOGETHER_MS = 2000;

export interface Notices {
  tell(failed: readonly Failed[]): void;
  dispose(): void;
}

/** `ask` shows the words and settles when a person has answered. */
export function gathering(parts: { ask: (failed: readonly Failed[]) => Promise<void>; clock: Clock }): Notices {
  const together = new Map<string, Failed>();
  let stop: (() => void) | null = null;

  function tellAll(): void {
    stop = null;
    const failed = [...together.values()];
    together.clear();
    void parts.ask(failed);
  }

  return {
    tell: failed => {
      for (const run of failed) together.set(run.key, run);
      if (together.size > 0) stop ??= parts.clock.later(tellAll, TOGETHER_MS);
    },
    dispose: () => stop?.(),
  };
}
