/** HTTP: the life of a question: it is cancelled when who asked has gone. */
import type { FastifyReply } from 'fastify';
import { Fault } from '../../base/fault.ts';

export function lifeOf({ raw }: FastifyReply): { readonly signal: AbortSignal } {
  const life = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) life.abort(new Fault('cancelled'));
  });
  return { signal: life.signal };
}
