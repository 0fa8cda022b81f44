/** The command line: work that Ctrl+C cancels, as does being told to end. */
import { Fault } from '../../base/fault.ts';

/** Settles as the work does. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const life = new AbortController();
  const cancel = () => life.abort(new Fault('cancelled'));
  process.once('SIGINT', cancel).once('SIGTERM', cancel);
  try {
    return await work(life.signal);
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
  }
}
