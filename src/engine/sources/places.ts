/** The sources: at most so many exchanges with one host at a time; who waits leaves the queue when the call is cancelled. */
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';

export interface Places {
  /** Runs the work once there is a place at the host. Throws `cancelled`, and what the work throws. */
  taking<T>(host: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

interface Queue {
  busy: number;
  readonly waiting: Set<() => void>;
}

export function openPlaces(perHost: number): Places {
  const queues = new Map<string, Queue>();

  async function taking<T>(host: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const queue = queues.get(host) ?? { busy: 0, waiting: new Set() };
    queues.set(host, queue);
    stopIfCancelled(signal);
    if (queue.busy < perHost) queue.busy++;
    else await turn(queue, signal);
    try {
      stopIfCancelled(signal);
      return await work();
    } finally {
      leave(host, queue);
    }
  }

  /** A place is handed on: it stays counted between two who have it. */
  function leave(host: string, queue: Queue): void {
    const [next] = queue.waiting;
    if (next) next();
    else if (--queue.busy === 0) queues.delete(host);
  }

  return { taking };
}

function turn(queue: Queue, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => {
      queue.waiting.delete(enter);
      signal.removeEventListener('abort', give);
      how();
    };
    const enter = () => settle(resolve);
    const give = () => settle(() => reject(new Fault('cancelled')));
    queue.waiting.add(enter);
    signal.addEventListener('abort', give, { once: true });
  });
}
