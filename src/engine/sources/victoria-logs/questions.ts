/** The sources: what VictoriaLogs is asked, as requests (https://docs.victoriametrics.com/victorialogs/querying/). */
import { type LogRange, nanoseconds } from '../log-address.ts';
import type { Query, Request } from '../request.ts';

export interface Asked extends LogRange {
  readonly query: string;
}

/** Its own end is inclusive at the precision given, ours is exclusive: to the nanosecond before. */
function asked({ query, from, to }: Asked): Query {
  return { query, start: String(nanoseconds(from)), end: String(nanoseconds(to) - 1n) };
}

function select(name: string, form: Query): Request {
  // As a form, since queries may be longer than an address; asking changes nothing. 400 and 422 say what is wrong with the query.
  return { path: `/select/logsql/${name}`, form, idempotent: true, answers: [400, 422] };
}

/** One JSON object a line. A limit gives the newest ones, in order of time; without one all come, in no order. */
export function queryRequest(question: Asked, limit?: number): Request {
  return select('query', { ...asked(question), limit });
}

/** Rows per slice of `step` seconds, and per value of the fields; pipes of the query are left out there. */
export function hitsRequest(question: Asked, { step, fields }: { step: number; fields?: readonly string[] }): Request {
  return select('hits', { ...asked(question), step: `${step}s`, field: fields });
}

export function fieldNamesRequest(question: Asked): Request {
  return select('field_names', asked(question));
}

export function fieldValuesRequest(question: Asked, field: string, limit: number): Request {
  return select('field_values', { ...asked(question), field, limit });
}

export function streamFieldNamesRequest(question: Asked): Request {
  return select('stream_field_names', asked(question));
}

export function streamFieldValuesRequest(question: Asked, field: string, limit: number): Request {
  return select('stream_field_values', { ...asked(question), field, limit });
}

export function streamsRequest(question: Asked, limit: number): Request {
  return select('streams', { ...asked(question), limit });
}

/** The query ends in `| stats`. */
export function statsRequest({ query, to }: Pick<Asked, 'query' | 'to'>): Request {
  return select('stats_query', { query, time: String(nanoseconds(to)) });
}

/** `step` in seconds. */
export function statsRangeRequest(question: Asked, step: number): Request {
  return select('stats_query_range', { ...asked(question), step: `${step}s` });
}

/** Lines as they come in, for ever; the query neither sorts nor limits nor counts. */
export function tailRequest(query: string): Request {
  // It is silent for as long as nothing comes in.
  return { ...select('tail', { query }), idleMs: 0 };
}
