/** The investigator, Anthropic: what a failed request means: wait and ask again, ask otherwise, or tell the person why not. */
import { Fault } from '../../base/fault.ts';
import { blameOn, scrubbed } from '../../engine/sources/blame.ts';
import { retryAfter, type Trouble, troubleOf } from '../../engine/sources/trouble.ts';
import { type Connected, connectionLabel } from '../../model/connection.ts';
import { oneLine } from '../../tools/render/safe.ts';

export interface Verdict {
  /** `busy`: it asks to be left alone, or stumbles. `broken`: no whole answer came. `silent`: nothing came for long. `form`: it does not take the request as it is. */
  readonly kind: 'busy' | 'broken' | 'silent' | 'form' | 'final';
  readonly fault: Fault;
  /** Milliseconds that the server asks for. */
  readonly pauseMs: number | null;
}

export interface Circumstances {
  readonly to: Connected;
  readonly model: string;
  readonly proxied: boolean;
  /** The answer had begun. */
  readonly begun: boolean;
  readonly idleMs: number;
  readonly now: () => number;
}

/** Thrown where a stream ended before its last event. */
export class BrokenOff extends Error {}

/** Null for what is no failure of the exchange but a bug. */
export function verdictOn(failure: unknown, at: Circumstances): Verdict | null {
  if (failure instanceof Fault) return final(failure);
  const said = saidBy(failure);
  if (said) return onStatus(said, at);
  const blame = blameOn(at.to);
  if (failure instanceof BrokenOff || failure instanceof SyntaxError)
    return { kind: 'broken', fault: blame.failed('its answer broke off'), pauseMs: null };
  if (failure instanceof Error && failure.name === 'APIConnectionTimeoutError') return silent(at);
  const trouble = troubleOf(failure, at);
  if (!trouble)
    return isOfFetch(failure) ? final(blame.failed(`the request cannot be sent: ${innermost(failure).message}`)) : null;
  if (/^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(trouble.code)) return silent(at);
  const fault = told(trouble, at);
  return trouble.passing ? { kind: 'broken', fault, pauseMs: null } : final(fault);
}

/** What fetch itself does not send has no code: a port that it blocks, a header that is none. */
function isOfFetch(failure: unknown): failure is Error {
  return failure instanceof Error && failure.name === 'APIConnectionError';
}

function innermost(failure: Error): Error {
  return failure.cause instanceof Error ? innermost(failure.cause) : failure;
}

function told(trouble: Trouble, { to }: Circumstances): Fault {
  const blame = blameOn(to);
  return trouble.begun ? blame.failed(trouble.message, trouble.code) : blame.unreachable(trouble);
}

function silent({ to, model, idleMs }: Circumstances): Verdict {
  const fault = new Fault('model_silent', { system: connectionLabel(to.connection), model, seconds: Math.ceil(idleMs / 1000) });
  return { kind: 'silent', fault, pauseMs: null };
}

function final(fault: Fault): Verdict {
  return { kind: 'final', fault, pauseMs: null };
}

interface Said {
  readonly status: number;
  readonly words: string;
  readonly retryAfter: string | null;
  readonly location: string | null;
}

/** Kinds of error events, which come after the status: https://platform.claude.com/docs/en/api/errors */
const statuses: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

function saidBy(failure: unknown): Said | null {
  if (!(failure instanceof Error)) return null;
  const { status, type, apiMessage, headers } = failure as Error & Record<string, unknown>;
  const known = typeof status === 'number' ? status : typeof type === 'string' ? (statuses[type] ?? 500) : null;
  if (known === null) return null;
  const header = (name: string) => (headers as Headers | undefined)?.get(name) ?? null;
  return {
    status: known,
    words: typeof apiMessage === 'string' ? oneLine(apiMessage.replace(/\s+/g, ' ').trim()).slice(0, 300) : '',
    retryAfter: header('retry-after'),
    location: header('location'),
  };
}

/** The API has no code of its own for a conversation that is too long: it is a 400 with one of these sentences. */
const TOO_LONG = /prompt is too long|exceeds? (the )?(maximum )?context|context (window|limit)/i;

function onStatus(said: Said, { to, model, now }: Circumstances): Verdict {
  const { status, words } = said;
  const blame = blameOn(to);
  const pauseMs = retryAfter(said.retryAfter, now());
  const problem = words ? `status ${status}, “${words}”` : `status ${status}`;
  if (status === 429 || status === 529) return { kind: 'busy', fault: blame.busy(pauseMs ?? 0), pauseMs };
  if (status === 408 || status >= 500) return { kind: 'busy', fault: blame.failed(`it answers with ${problem}`), pauseMs };
  if (status === 401 || status === 403) return final(blame.refused(scrubbed(problem, to)));
  if (status === 404) return final(blame.missing(`model ${model}`, status));
  if (status === 413 || (status === 400 && TOO_LONG.test(words)))
    return final(new Fault('conversation_too_long', { model, problem: scrubbed(problem, to) }));
  if (status < 400) return final(blame.failed(`it leads elsewhere (status ${status}${leading(said)}); set that address`));
  if (status === 400) return { kind: 'form', fault: blame.failed(`it does not take the request: ${problem}`), pauseMs: null };
  return final(blame.failed(`it answers with ${problem}`));
}

function leading({ location }: Said): string {
  return location && URL.canParse(location) ? `, to ${new URL(location).origin}` : '';
}
