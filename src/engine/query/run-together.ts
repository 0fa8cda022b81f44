/** The store: work that several questions wait for is done once: whoever asks for the same joins in, and it ends when nobody waits any more. */
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';

interface UnderWay<T> {
  readonly made: Promise<T>;
  readonly life: AbortController;
  waiting: number;
}

export class Together<T> {
  readonly #under = new Map<string, UnderWay<T>>();

  /** The result of the work under this key; the work hears a signal of its own. Throws cancelled, at once. */
  async make(key: string, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    stopIfCancelled(signal);
    const under = this.#under.get(key) ?? this.#begin(key, work);
    under.waiting++;
    try {
      return await heard(under.made, signal);
    } finally {
      if (--under.waiting === 0) {
        if (this.#under.get(key) === under) this.#under.delete(key);
        under.life.abort(new Fault('cancelled'));
      }
    }
  }

  #begin(key: string, work: (signal: AbortSignal) => Promise<T>): UnderWay<T> {
    const life = new AbortController();
    const under = { made: work(life.signal), life, waiting: 0 };
    this.#under.set(key, under);
    return under;
  }
}

/** The same promise, but a cancel rejects at once. */
function heard<T>(made: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Fault('cancelled'));
    signal.addEventListener('abort', stop, { once: true });
    made.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
