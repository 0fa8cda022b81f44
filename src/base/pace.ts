/** The ground: long work is sliced, so that a cancel is heard and other calls are answered within a few milliseconds. */
import { Fault } from './fault.ts';

const SLICE_MS = 12;

/** Makes a pause function: it costs nothing inside a slice, and at its end lets other work in and hears the cancel. */
export function pacer(signal: AbortSignal | undefined, rest: () => Promise<void> = restByTimer): () => Promise<void> | undefined {
  let sliceEnd = performance.now() + SLICE_MS;
  return () => {
    if (performance.now() < sliceEnd) return undefined;
    return pause();
  };
  async function pause(): Promise<void> {
    await rest();
    stopIfCancelled(signal);
    sliceEnd = performance.now() + SLICE_MS;
  }
}

/** Throws the fault `cancelled` when the signal was aborted. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Fault('cancelled');
}

function restByTimer(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 0));
}
