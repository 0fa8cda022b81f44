/** The investigator: how long something may take: it ends with who asked for it, or when its time is over, whatever the other side does. */
import { Fault } from '../base/fault.ts';

/** Timers of platforms know no more. */
const LONGEST = 2 ** 31 - 1;

export interface Life {
  readonly signal: AbortSignal;
  /** Its time is over. */
  late(): boolean;
  end(): void;
}

export function lifeOf(signal: AbortSignal, ms: number): Life {
  const life = new AbortController();
  let late = false;
  const cancel = () => life.abort(signal.reason);
  const timer = setTimeout(
    () => {
      late = true;
      life.abort(new Fault('cancelled'));
    },
    Math.min(ms, LONGEST),
  );
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  return {
    signal: life.signal,
    late: () => late,
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    },
  };
}

/** A cancel is heard at once. */
export function raced<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(signal.reason instanceof Fault ? signal.reason : new Fault('cancelled'));
    if (signal.aborted) return cancel();
    signal.addEventListener('abort', cancel, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
