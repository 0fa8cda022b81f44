/** The window table: what a host has pushed and no window has heard yet; a push is handed out again until a later question confirms it. */
import type { Ask } from './window.ts';

export interface AskQueue {
  push(ask: Ask): void;
  /** Handler of `await_asks`: answers once there is something beyond `seen`. An aborted question is answered with nothing new. */
  hear(question: { seen: number }, life: { signal: AbortSignal }): Promise<{ seen: number; asks: Ask[] }>;
}

export function askQueue(): AskQueue {
  let confirmed = 0;
  const unheard: Ask[] = [];
  const waiting = new Set<() => void>();

  /** A window that was just made has seen nothing: it gets what the one before it did not confirm. */
  async function hear({ seen }: { seen: number }, { signal }: { signal: AbortSignal }) {
    const fresh = Math.max(0, Math.min(seen - confirmed, unheard.length));
    unheard.splice(0, fresh);
    confirmed += fresh;
    if (unheard.length === 0) await news(signal);
    return { seen: confirmed + unheard.length, asks: [...unheard] };
  }

  function news(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      if (signal.aborted) return resolve();
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  return {
    push: ask => {
      unheard.push(ask);
      for (const wake of [...waiting]) wake();
    },
    hear,
  };
}
