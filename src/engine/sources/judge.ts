/** The sources: what a status means for who asked: an answer, a fault, or trouble that may pass. */
import type { Fault } from '../../base/fault.ts';
import { connectionLabel } from '../../model/connection.ts';
import type { Call } from './call.ts';
import { LONGEST_PAUSE_MS, Passing } from './patience.ts';
import { isPage, type Reply, saidIn } from './reply.ts';
import { wantsEncryption } from './request.ts';
import { systems } from './systems.ts';
import { retryAfter } from './trouble.ts';

/** Throws the source_ faults, and Passing. */
export function judgeStatus(call: Call, reply: Reply): void {
  const { request, to, blame } = call;
  const kind = systems[to.connection.system];
  const { status } = reply;
  const text = reply.bytes.length < SAID_WITHIN ? reply.text() : '';
  const refusal = kind.refuses?.({ status, text });
  if (refusal) throw blame.refused(refusal);
  if (reply.leadsTo && !request.leads) throw ledAway(call, reply);
  if (reply.leadsTo) return;
  if (kind.signsIn && status < 300 && isPage(reply.type, '')) throw blame.refused(SIGN_IN);
  if ((status >= 200 && status < 300) || request.answers?.includes(status)) return;
  judgeLimit(call, reply);
  if (status === 401 || status === 403) throw blame.refused(withSaid(`status ${status}`, reply));
  if (status === 404 || status === 410) throw blame.missing(request.what ?? request.path, status);
  const failed = blame.failed(withSaid(`it answers with status ${status}`, reply));
  throw [408, 502, 503, 504].includes(status) ? new Passing(failed) : failed;
}

/** A server says why in few bytes; what is larger is data. */
const SAID_WITHIN = 1 << 16;
export const SIGN_IN = 'it asks to sign in; behind Cloudflare Access a service token is needed too';

/** A credential is for its own host: what leads elsewhere is for the caller to follow, who knows what it may be. */
function ledAway({ to, url, blame }: Call, { status, leadsTo }: Reply): Fault {
  if (leadsTo && wantsEncryption(url, leadsTo))
    return blame.failed(`it wants to be asked at ${leadsTo.origin}; set that address`);
  if (systems[to.connection.system].signsIn) return blame.refused(SIGN_IN);
  return blame.failed(
    `it leads on to ${leadsTo?.host} (status ${status}), away from the address of ${connectionLabel(to.connection)}`,
  );
}

/** Too many questions: patience as long as the server asks for, unless it is too long. */
function judgeLimit({ to, blame, now }: Call, { status, header }: Reply): void {
  const limited = status === 403 || status === 429 ? (systems[to.connection.system].limited?.(header, now()) ?? null) : null;
  const asked = retryAfter(header('retry-after'), now()) ?? limited;
  if (status !== 429 && limited === null && !(status === 503 && asked !== null)) return;
  const busy = blame.busy(asked ?? 0);
  throw asked !== null && asked > LONGEST_PAUSE_MS ? busy : new Passing(busy, asked);
}

function withSaid(words: string, reply: Reply): string {
  const said = reply.bytes.length < SAID_WITHIN ? saidIn(reply.type, reply.text()) : '';
  return said ? `${words}, “${said}”` : words;
}
