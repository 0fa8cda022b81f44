/** The sources: what Loki is asked, as requests (https://grafana.com/docs/loki/latest/reference/loki-http-api/). */
import { type LogRange, nanoseconds } from '../log-address.ts';
import type { Query, Request } from '../request.ts';

const API = '/loki/api/v1';
/** Else what is known of a single line stands among the labels of its stream, and each line becomes a stream of its own. */
const APART = { 'x-loki-response-encoding-flags': 'categorize-labels' };

export interface Asked extends LogRange {
  readonly query: string;
}

/** Nanoseconds, since whole numbers of ten digits and less are seconds and longer ones nanoseconds; the end is exclusive. */
function span({ from, to }: LogRange): Query {
  return { start: String(nanoseconds(from)), end: String(nanoseconds(to)) };
}

function asks(path: string, form: Query): Request {
  // As a form, since queries may be longer than an address; asking changes nothing. 400 says what is wrong with the query.
  return { path: API + path, form, headers: APART, idempotent: true, answers: [400] };
}

export interface Page {
  readonly query: string;
  /** Nanoseconds, the end exclusive. */
  readonly start: bigint;
  readonly end: bigint;
  readonly limit: number;
  readonly direction: 'forward' | 'backward';
}

/** Lines, or numbers over time when the query is a metric one. */
export function rangeRequest({ query, start, end, limit, direction }: Page): Request {
  return asks('/query_range', { query, start: String(start), end: String(end), limit, direction });
}

/** Numbers at one moment, nanoseconds; for metric queries only. */
export function instantRequest({ query, at }: { readonly query: string; readonly at: bigint }): Request {
  return asks('/query', { query, time: String(at) });
}

/** Deletes lines some hours from now, where the server was told to allow it; times are seconds there. */
export function deleteRequest({ query, from, to }: Asked): Request {
  const span = { start: Math.floor(from / 1000), end: Math.ceil(to / 1000) };
  const refusals = [400, 401, 403, 404, 405, 500, 501];
  return { path: `${API}/delete`, method: 'POST', query: { query, ...span }, idempotent: true, answers: refusals };
}

export function labelsRequest(range: LogRange): Request {
  return { path: `${API}/labels`, query: span(range) };
}

export function labelValuesRequest(range: LogRange, label: string): Request {
  return { path: `${API}/label/${encodeURIComponent(label)}/values`, query: span(range), what: `label ${label}` };
}

/** The label sets of streams that fit one of the selectors. */
export function seriesRequest(range: LogRange, selectors: readonly string[]): Request {
  return asks('/series', { 'match[]': selectors, ...span(range) });
}

export function statsRequest({ query, ...range }: Asked): Request {
  return asks('/index/stats', { query, ...span(range) });
}

/** Over a WebSocket; lines from `start` on, nanoseconds. */
export function tailRequest(query: string, start: bigint): Request {
  return { path: `${API}/tail`, query: { query, start: String(start) } };
}
