/** The window: hears what its host pushes: a question that waits until there is news, asked again after each answer. */
import { Fault } from '../src/base/fault.ts';
import type { Ask, WindowEngine } from '../src/tools/window.ts';

/** Ends when the signal is aborted or the host is gone for good. */
export async function hearAsks(engine: WindowEngine, signal: AbortSignal, hear: (ask: Ask) => void): Promise<void> {
  let seen = 0;
  while (!signal.aborted) {
    try {
      const news = await engine.await_asks({ seen }, { signal });
      seen = news.seen;
      for (const ask of news.asks) hear(ask);
    } catch (failure) {
      if (failure instanceof Fault) return;
      throw failure;
    }
  }
}
