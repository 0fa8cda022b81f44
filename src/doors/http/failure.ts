/** HTTP: a failure as its answer: the status of its fault, and the same words as at the other doors; of a bug no more than that it is one. */
import { Fault, type FaultCode, faults } from '../../base/fault.ts';

export interface Told {
  readonly status: number;
  readonly body: { readonly error: { readonly code: FaultCode | 'bug'; readonly message: string; readonly hint: string } };
}

/** Where the home folder lies is told to who sits at this machine, not to who asks over HTTP. */
export function toldFailure(failure: unknown, home?: string): Told {
  const fault = failure instanceof Fault ? failure : refusedByServer(failure);
  if (fault === null) {
    const hint = 'Please report it with engine.log of the home folder and the line of this request in the log of the server.';
    return { status: 500, body: { error: { code: 'bug', message: 'Something went wrong inside.', hint } } };
  }
  const { code, message, hint } = fault;
  const [told, next] = [message, hint].map(text => (home ? text.replaceAll(home, '(home folder)') : text));
  return { status: faults[code].http, body: { error: { code, message: told, hint: next } } };
}

/** What the server itself finds wrong with a request, before anybody of ours has seen it. */
function refusedByServer(failure: unknown): Fault | null {
  if (!(failure instanceof Error)) return null;
  const { statusCode, code } = failure as Error & { statusCode?: number; code?: string };
  if (statusCode === undefined || statusCode >= 500) return null;
  if (statusCode === 413) return new Fault('request_too_large');
  if (statusCode === 415)
    return new Fault('bad_input', { problem: 'The body must be JSON, with Content-Type: application/json.' });
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return new Fault('bad_input', { problem: 'The body is empty; send a JSON document.' });
  if (code?.startsWith('Z_')) return new Fault('bad_input', { problem: 'The gzip of the body is damaged or cut off.' });
  if (failure instanceof SyntaxError || code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return new Fault('bad_input', { problem: 'The body is no JSON that is taken here.' });
  return new Fault('bad_input', { problem: 'The request cannot be read as HTTP with a JSON body.' });
}
