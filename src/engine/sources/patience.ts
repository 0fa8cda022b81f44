/** The sources: tries again what may pass, after pauses that grow and are not the same for everybody, or as long as the server asks. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';

/** What may pass; the fault is told when it has not. */
export class Passing extends Error {
  readonly fault: Fault;
  /** As the server asks; null when it does not say. */
  readonly pauseMs: number | null;

  constructor(fault: Fault, pauseMs: number | null = null) {
    super(fault.message);
    this.name = 'Passing';
    this.fault = fault;
    this.pauseMs = pauseMs;
  }
}

export interface Patience {
  readonly tries: number;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1: spreads those who were sent away together. */
  readonly random: () => number;
}

/** A server that asks for a longer pause is not waited for. */
export const LONGEST_PAUSE_MS = 60_000;
const FIRST_PAUSE_MS = 500;

export const patience: Patience = {
  tries: 4,
  pause: (ms, signal) => sleep(ms, undefined, { signal }),
  random: Math.random,
};

/** Throws the last Passing's fault, whatever else the attempt throws, and `cancelled`. */
export async function patiently<T>(attempt: () => Promise<T>, how: Patience & { readonly signal: AbortSignal }): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (failure) {
      stopIfCancelled(how.signal);
      if (!(failure instanceof Passing)) throw failure;
      const wait = failure.pauseMs ?? FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + how.random());
      if (tries >= how.tries || wait > LONGEST_PAUSE_MS) throw failure.fault;
      await how.pause(wait, how.signal).catch(reason => {
        stopIfCancelled(how.signal);
        throw reason;
      });
    }
  }
}
