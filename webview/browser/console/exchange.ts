/** The console: one request to the server that a person named, and all that came back of it. */
import { secretHeader } from '../secret.ts';
import { hintFor } from './hints.ts';

export interface Request {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  /** JSON; empty where none is sent. */
  readonly body: string;
}

export interface Exchange extends Request {
  readonly number: number;
  readonly server: string;
  /** Null: no answer came. */
  readonly status: number | null;
  readonly took_ms: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  /** What to do where it did not go well; empty where it did. */
  readonly hint: string;
}

/** Characters of an answer that are kept: a page that shows megabytes stands still. */
const MOST = 200_000;
let sent = 0;

/** Never throws: what goes wrong is in the exchange. */
export async function exchanged(server: string, request: Request): Promise<Exchange> {
  const began = performance.now();
  const told = await answerOf(server, request);
  const text = told.text.length > MOST ? `${told.text.slice(0, MOST)}\n… ${told.text.length - MOST} more characters` : told.text;
  const exchange = { ...request, number: ++sent, server, ...told, text, took_ms: performance.now() - began };
  return { ...exchange, hint: hintFor(exchange) };
}

async function answerOf(server: string, request: Request): Promise<Pick<Exchange, 'status' | 'headers' | 'text'>> {
  try {
    const reply = await ask(server, request);
    return { status: reply.status, headers: [...reply.headers], text: await reply.text() };
  } catch (failure) {
    return { status: null, headers: [], text: failure instanceof Error ? failure.message : String(failure) };
  }
}

/** Throws what fetch throws. */
export function ask(server: string, { method, path, body }: Request, signal?: AbortSignal): Promise<Response> {
  const sends = method === 'POST' && body.trim() !== '';
  const headers = { ...secretHeader(server), ...(sends && { 'Content-Type': 'application/json' }) };
  return fetch(`${server}${path}`, { method, headers, signal, ...(sends && { body }) });
}

/** To be pasted into a terminal; the secret stays a variable. */
export function asCurl({ server, method, path, body }: Exchange, hasSecret: boolean): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const parts = [`curl -sS -X ${method} ${quoted(`${server}${path}`)}`];
  if (hasSecret) parts.push('-H "X-Ingest-Secret: $INVESTIGATOR_INGEST_SECRET"');
  if (method === 'POST' && body.trim()) parts.push("-H 'Content-Type: application/json'", `-d ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

/** JSON as a person reads it; anything else as it came. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (failure) {
    if (failure instanceof SyntaxError) return text;
    throw failure;
  }
}
