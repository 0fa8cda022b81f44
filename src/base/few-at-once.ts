/** The ground: no more than a few pieces of work at once; the others wait in line, and who is cancelled leaves it. */

export type FewAtOnce = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** In the order of asking. Throws the signal's reason. */
export function fewAtOnce(most: number): FewAtOnce {
  const line = new Set<() => void>();
  let under = 0;

  function next(): void {
    const [first] = line;
    if (under >= most || !first) return;
    line.delete(first);
    under++;
    first();
  }

  return async (work, signal) => {
    await turn(signal);
    try {
      return await work();
    } finally {
      under--;
      next();
    }
  };

  function turn(signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (signal?.aborted) return Promise.reject(signal.reason);
    const leave = () => {
      if (line.delete(begin)) reject(signal?.reason);
    };
    const begin = () => {
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    signal?.addEventListener('abort', leave, { once: true });
    line.add(begin);
    next();
    return promise;
  }
}
