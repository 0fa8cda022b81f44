/** The editor: asks again from time to time while somebody looks, and at once where the last answer is old when they begin to. */

export interface Clock {
  readonly now: () => number;
  /** Returns how to stop it. */
  readonly later: (act: () => void, ms: number) => () => void;
}

export interface Poll {
  /** Whether somebody looks. */
  look(visible: boolean): void;
  /** Asks now, whatever the setting says. */
  ask(): Promise<void>;
  dispose(): void;
}

export const realClock: Clock = {
  now: Date.now,
  later: (act, ms) => {
    const timer = setTimeout(act, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** `minutes` is read anew each time; 0 asks only when a person does. `ask` tells its own failures. */
export function openPoll(parts: { ask: () => Promise<void>; minutes: () => Promise<number> }, clock: Clock = realClock): Poll {
  let visible = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let stop: () => void = () => undefined;
  let turn = 0;

  async function ask(): Promise<void> {
    askedAt = clock.now();
    await parts.ask();
    await plan();
  }

  /** The next time; of several plans made at once the last one counts. */
  async function plan(): Promise<void> {
    stop();
    const mine = ++turn;
    const minutes = await parts.minutes();
    if (!visible || minutes === 0 || mine !== turn) return;
    stop = clock.later(() => void ask(), Math.max(0, askedAt + minutes * 60_000 - clock.now()));
  }

  return {
    look: now => {
      if (now === visible) return;
      visible = now;
      void plan();
    },
    ask,
    dispose: () => {
      visible = false;
      turn++;
      stop();
    },
  };
}
