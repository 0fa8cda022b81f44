/** The sources: a log server that refuses a query says why in plain text: that is told to whoever wrote the query. */
import { Fault } from '../../base/fault.ts';
import type { CallSignal, Streamed } from './client.ts';
import type { Link } from './outside.ts';
import { type Reply, saidIn } from './reply.ts';
import type { Request } from './request.ts';

const REFUSALS: readonly number[] = [400, 422];
/** No refusal is longer. */
const SAID_BYTES = 1 << 16;

/** The answer to a query. Throws `bad_input` where the server does not understand it, and the source_ faults. */
export async function askQuery(link: Link, request: Request, life: CallSignal): Promise<Reply> {
  const reply = await link.ask(request, life);
  if (REFUSALS.includes(reply.status)) throw refused(link, saidIn(reply.type, reply.text()));
  return reply;
}

/** The same for an answer that is read as it comes. */
export async function streamQuery(link: Link, request: Request, life: CallSignal): Promise<Streamed> {
  const streamed = await link.stream(request, life);
  if (!REFUSALS.includes(streamed.status)) return streamed;
  const said: Uint8Array[] = [];
  let size = 0;
  for await (const part of streamed.bytes) {
    said.push(part);
    size += part.length;
    if (size > SAID_BYTES) break;
  }
  throw refused(link, saidIn(streamed.header('content-type') ?? '', Buffer.concat(said).toString('utf8')));
}

export function refused({ label }: Link, said: string): Fault {
  return new Fault('bad_input', { problem: `${label} does not take the query: ${said || 'it does not say why'}` });
}
