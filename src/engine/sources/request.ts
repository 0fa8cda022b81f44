/** The sources: a question to an outside system, as a source states it: pure data, below the connection's address. */
import { Fault } from '../../base/fault.ts';
import type { Connection } from '../../model/connection.ts';
import { connectionLabel } from '../../model/connection.ts';

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface Request {
  /** Below the connection's address, without a query: `/api/v1/query`. Parts that come from people are encoded by whoever makes it. */
  readonly path: string;
  readonly query?: Query;
  /** GET unless there is something to send, then POST. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `application/x-www-form-urlencoded`, for queries too long for an address. */
  readonly form?: Query;
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
  /** What is asked for, as a person calls it ("test run 1234"): told when it is not there. */
  readonly what?: string;
  /** Asked again after passing trouble though it is no GET, since asking twice does no harm. */
  readonly idempotent?: boolean;
  /** Statuses beyond 2xx that are an answer for the reader rather than a fault. */
  readonly answers?: readonly number[];
  /** A redirect to another host is given to the caller instead of failing; credentials never follow it. */
  readonly leads?: boolean;
  /** Bytes of the inflated body at most; 64 MiB unless given. */
  readonly maxBytes?: number;
  /** Longest silence before and within the answer; 30 s unless given. */
  readonly idleMs?: number;
  /** Longest time for one try in all; unbounded unless given. */
  readonly wholeMs?: number;
}

/** Scheme, host and path: what may be shown of a URL. */
export function redacted(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** What is wrong with an address, or null. */
export function addressProblem(address: string): string | null {
  if (address === '') return 'no address is set';
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return 'the address does not begin with http:// or https://';
  const url = new URL(address);
  if (url.username || url.password) return 'the address holds a user or password; set them as a credential instead';
  return null;
}

/** The same host, but encrypted: whoever set the address is to set the other one, so that no credential goes in the clear. */
export function wantsEncryption(asked: URL, leadsTo: URL): boolean {
  return asked.protocol === 'http:' && leadsTo.protocol === 'https:' && asked.hostname === leadsTo.hostname;
}

/** Throws `source_unreachable` where the address is none. */
export function urlOf(connection: Connection, request: Pick<Request, 'path' | 'query'>): URL {
  const problem = addressProblem(connection.url);
  if (problem)
    throw new Fault('source_unreachable', {
      system: connectionLabel(connection),
      host: connection.url.replace(/^.*@/s, '') || '(none)',
      layer: 'address',
      problem,
      name: connection.system,
    });
  const url = new URL(connection.url);
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '') + request.path;
  for (const [key, value] of pairsOf(request.query)) url.searchParams.append(key, value);
  return url;
}

export function pairsOf(query: Query | undefined): [string, string][] {
  return Object.entries(query ?? {}).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return [value].flat().map((one): [string, string] => [key, String(one)]);
  });
}

export interface Sent {
  readonly method: NonNullable<Request['method']>;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array | null;
}

export function sentOf(request: Request, headers: Readonly<Record<string, string>>): Sent {
  const [type, body] = bodyOf(request);
  return {
    method: request.method ?? (body === null ? 'GET' : 'POST'),
    headers: { ...(type && { 'content-type': type }), ...headers, ...request.headers },
    body,
  };
}

function bodyOf({ form, json, body }: Request): [type: string, body: Sent['body']] {
  if (form) return ['application/x-www-form-urlencoded', new URLSearchParams(pairsOf(form)).toString()];
  if (json !== undefined) return ['application/json', JSON.stringify(json)];
  return ['', body ?? null];
}

export function mayRepeat(request: Request, { method }: Sent): boolean {
  return request.idempotent ?? (method === 'GET' || method === 'HEAD');
}
