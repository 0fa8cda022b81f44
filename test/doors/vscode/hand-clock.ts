/** Test: a clock that goes on when the test says so. */
import type { Clock } from '../../../src/doors/vscode/runs/poll.ts';

export function handClock(): { clock: Clock; pass: (ms: number) => Promise<void> } {
  let now = 0;
  const timers = new Map<object, { at: number; act: () => void }>();
  const clock: Clock = {
    now: () => now,
    later: (act, ms) => {
      const key = {};
      timers.set(key, { at: now + ms, act });
      return () => void timers.delete(key);
    },
  };
  return {
    clock,
    pass: async ms => {
      now += ms;
      for (const [key, { at, act }] of [...timers]) {
        if (at > now || !timers.delete(key)) continue;
        act();
      }
      // What was begun by it runs as far as it can.
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
  };
}
