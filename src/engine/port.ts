/** The engine: the two ends of the thread boundary as ports of the corridor, and the door behind one of them. */
import type { MessagePort, Worker } from 'node:worker_threads';
import { makeCaller } from '../rpc/caller.ts';
import type { Port } from '../rpc/wire.ts';
import type { DoorRemote } from '../tools/provide.ts';

export function portOf(end: MessagePort | Worker): Port {
  return {
    send: message => end.postMessage(message),
    listen: hear => void end.on('message', hear),
  };
}

/** The door as the engine asks it. */
export function doorAt(port: Port): DoorRemote {
  const { call } = makeCaller(port);
  const ask = (verb: keyof DoorRemote) => (input: unknown, life?: object) => call(verb, input, life);
  const door = {
    connections: ask('connections'),
    connection: ask('connection'),
    network: ask('network'),
    knowledge: ask('knowledge'),
    sentences: ask('sentences'),
  };
  return door as DoorRemote;
}
