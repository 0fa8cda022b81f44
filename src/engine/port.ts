/** The engine: the two ends of the thread boundary as ports of the corridor. */
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Port } from '../rpc/wire.ts';

export function portOf(end: MessagePort | Worker): Port {
  return {
    send: message => end.postMessage(message),
    listen: hear => void end.on('message', hear),
  };
}
