/** The corridor: the asking side; a call settles exactly once: with its answer, its fault, its cancel or the other side's death. */
import { Fault } from '../base/fault.ts';
import type { Life } from '../base/progress.ts';
import { Message, type Port } from './wire.ts';

interface Pending {
  settle(settled: { output: unknown } | { failure: unknown }): void;
  readonly onProgress?: Life['onProgress'];
}

export interface Caller {
  call(verb: string, input: unknown, life?: Life): Promise<unknown>;
  /** Fails every pending call and all later ones. */
  close(failure: unknown): void;
  /** Settles when the other side has ended all that was cancelled, which is a little later than here; null when there is nothing of the kind. */
  quiet(): Promise<void> | null;
}

/** Ids count up from `firstId`; a caller that follows another one on the same port begins where that one cannot have been. */
export function makeCaller(port: Port, firstId = 1): Caller {
  const pending = new Map<number, Pending>();
  const ending = new Set<number>();
  const whenQuiet: (() => void)[] = [];
  let nextId = firstId;
  let closed: { failure: unknown } | null = null;

  port.listen(raw => {
    const message = Message.parse(raw);
    const call = pending.get(message.id);
    if (!call) return void (message.type !== 'progress' && over(message.id)); // answered late, after a cancel
    if (message.type === 'progress') call.onProgress?.(message.progress);
    if (message.type === 'answer') call.settle({ output: message.output });
    if (message.type === 'fail') call.settle({ failure: failureOf(message) });
  });

  function call(verb: string, input: unknown, life: Life = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(closed.failure);
      if (life.signal?.aborted) return reject(cancelReason(life.signal));
      const id = nextId++;
      const cancel = () => {
        port.send({ type: 'cancel', id });
        ending.add(id);
        pending.get(id)?.settle({ failure: cancelReason(life.signal) });
      };
      pending.set(id, {
        onProgress: life.onProgress,
        settle: settled => {
          pending.delete(id);
          life.signal?.removeEventListener('abort', cancel);
          if ('output' in settled) resolve(settled.output);
          else reject(settled.failure);
        },
      });
      life.signal?.addEventListener('abort', cancel, { once: true });
      port.send({ type: 'call', id, verb, input });
    });
  }

  function close(failure: unknown): void {
    closed = { failure };
    for (const call of [...pending.values()]) call.settle({ failure });
    for (const id of [...ending]) over(id);
  }

  function over(id: number): void {
    ending.delete(id);
    if (ending.size === 0) for (const tell of whenQuiet.splice(0)) tell();
  }

  function quiet(): Promise<void> | null {
    return ending.size === 0 ? null : new Promise(resolve => void whenQuiet.push(resolve));
  }

  return { call, close, quiet };
}

function cancelReason(signal: AbortSignal | undefined): unknown {
  return signal?.reason instanceof Fault ? signal.reason : new Fault('cancelled');
}

function failureOf(message: Message & { type: 'fail' }): unknown {
  return message.fault ? new Fault(message.fault.code, message.fault.details) : new Error(message.words);
}
