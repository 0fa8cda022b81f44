/** The stand-ins: a request as such a server sees it: its arguments, of address and form as one, and its body unpacked. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly args: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Null where it is packed wrongly. */
  readonly body: Buffer | null;
  readonly isForm: boolean;
}

export async function questionOf(request: IncomingMessage): Promise<Question> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part as Uint8Array);
  const body = unpacked(Buffer.concat(parts), request.headers['content-encoding']);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  if (isForm && body) for (const [key, value] of new URLSearchParams(body.toString())) searchParams.append(key, value);
  return { method: request.method ?? 'GET', path: pathname, args: searchParams, headers: request.headers, body, isForm };
}

function unpacked(body: Buffer, coding: string | undefined): Buffer | null {
  if (coding !== 'gzip') return body;
  try {
    return gunzipSync(body);
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure) return null;
    throw failure;
  }
}

export function say(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type }).end(text);
}

/** What a server is told to do wrong, once each, in the order given. */
export type Mishap = 'lose the answer' | 'lose the request' | 'busy' | 'fail';

/** Whether the request is still to be handled; what is to come of its answer. */
export function suffer(mishap: Mishap | undefined, response: ServerResponse): 'handle' | 'over' {
  if (mishap === 'busy')
    response.writeHead(429, { 'retry-after': '1', 'content-type': 'text/plain' }).end('ingestion rate limit exceeded\n');
  else if (mishap === 'fail') say(response, 500, 'boom\n');
  else if (mishap === 'lose the request') response.destroy();
  else return 'handle';
  return 'over';
}
