/** The investigator, Anthropic: asks again what may pass: 1, 2, 4 s apart where it is busy, 5 s where the connection breaks, once more where nothing comes. */
import { stopIfCancelled } from '../../base/pace.ts';
import type { Verdict } from './verdict.ts';

export interface Patience {
  /** Ends as soon as the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1: spreads those who were sent away together. */
  readonly random: () => number;
}

export const patience: Patience = { pause: rest, random: Math.random };

/** A server that asks for a longer pause is not waited for. */
const LONGEST_PAUSE_MS = 60_000;

/** Before each further try, in milliseconds. */
const waits = { busy: [1000, 2000, 4000], broken: [5000, 5000], silent: [0] } as const;

type Passing = keyof typeof waits;

export interface Trying extends Patience {
  readonly signal: AbortSignal;
  onWait?(words: string): void;
  /** Null for what is a bug. */
  judge(failure: unknown): Verdict | null;
}

/** Throws the fault of the last try, and `cancelled`. */
export async function patiently<T>(attempt: () => Promise<T>, trying: Trying): Promise<T> {
  const failed = { busy: 0, broken: 0, silent: 0 };
  for (;;) {
    try {
      return await attempt();
    } catch (failure) {
      stopIfCancelled(trying.signal);
      const verdict = trying.judge(failure);
      if (!verdict) throw failure;
      const wait = waitAfter(verdict, failed, trying.random);
      if (wait === null) throw verdict.fault;
      trying.onWait?.(`${verdict.fault.message} Asking again ${wait < 500 ? 'now' : `in ${Math.round(wait / 1000)} s`}.`);
      await trying.pause(wait, trying.signal);
      stopIfCancelled(trying.signal);
    }
  }
}

/** Null: no further try. */
function waitAfter({ kind, pauseMs }: Verdict, failed: Record<Passing, number>, random: () => number): number | null {
  if (kind === 'form' || kind === 'final') return null;
  const own: number | undefined = waits[kind][failed[kind]++];
  if (own === undefined) return null;
  if (pauseMs !== null) return pauseMs > LONGEST_PAUSE_MS ? null : pauseMs;
  return kind === 'busy' ? own * (1 + random() / 2) : own;
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
