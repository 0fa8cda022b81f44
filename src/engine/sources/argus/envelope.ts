/** The sources, Argus: takes the payload out of its envelope, and tells errors apart that come with status 200. */
import { z } from 'zod';
import type { Fault } from '../../../base/fault.ts';
import { SIGN_IN } from '../judge.ts';
import type { Reply } from '../reply.ts';

const Envelope = z.looseObject({
  status: z.string().nullish(),
  response: z.unknown().optional(),
  message: z.unknown().optional(),
});
const Failure = z.looseObject({ exception: z.string().nullish().catch(null), message: z.unknown().optional() });

/**
 * The payload as the schema reads it. `what` was asked for: told where Argus has no such thing, which it says with `null` or a ClientException.
 * Throws source_refused, source_missing and source_failed.
 */
export function payloadOf<T extends z.ZodType>(reply: Reply, schema: T, what: string): z.output<T> {
  const { blame } = reply;
  // Whatever stands before Argus answers with pages of its own; the official command line reads them as "not signed in" too.
  if (reply.bytes.length > 0 && !/json$/.test(reply.type)) throw blame.refused(SIGN_IN);
  const envelope = reply.json(Envelope);
  if (envelope.status === 'error') throw failureOf(reply, envelope, what);
  const { response } = envelope;
  if (response === null) throw blame.missing(what, reply.status);
  // A database that is down is told in words, under either status.
  if (typeof response === 'string' && !schema.safeParse(response).success) throw blame.failed(`it says “${inLine(response)}”`);
  return (reply.json(z.object({ response: schema })) as { response: z.output<T> }).response;
}

function failureOf({ blame, status }: Reply, { response, message }: z.output<typeof Envelope>, what: string): Fault {
  if (typeof response === 'string') return blame.failed(`it says “${inLine(response)}”`);
  const told = Failure.safeParse(response).data;
  const words = typeof told?.message === 'string' ? told.message : typeof message === 'string' ? message : '';
  if (told?.exception && MISSING.test(told.exception) && !BROKEN.test(words)) return blame.missing(what, status);
  if (REFUSED.test(words)) return blame.refused(`it says “${inLine(words)}”`);
  return blame.failed(`it says “${inLine([told?.exception, words].filter(Boolean).join(': ') || 'error')}”`);
}

/** Exceptions of Argus that are raised for what is not there. */
const MISSING = /^(ClientException|TestRunServiceException|DoesNotExist|.*NotFound)$/;
const BROKEN = /^(?!.*(not found|no such|does(?:n't| not) exist|unable to (?:find|resolve))).+$/is;
const REFUSED = /^(Authorization required|Forbidden)$/;

function inLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
