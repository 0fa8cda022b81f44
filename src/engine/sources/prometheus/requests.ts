/** The sources, Prometheus: questions as requests, the same for all that speak its API. Times in seconds since 1970. */
import type { Query, Request } from '../request.ts';

/** Where below its address a server has its API: empty, or `/prometheus`. */
export type Base = string;

/** What a server answers with words of its own: a query that it cannot read, or that asks for too much. */
const SAYS_WHY = [400, 422];
/** Longer addresses are cut by some that stand between. */
const LONGEST_QUERY = 1500;

export interface RangeQuestion {
  readonly query: string;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

export function rangeRequest(base: Base, { query, start, end, step }: RangeQuestion): Request {
  return asked(`${base}/api/v1/query_range`, { query, start, end, step });
}

export function instantRequest(base: Base, { query, time }: { query: string; time?: number }): Request {
  return asked(`${base}/api/v1/query`, { query, time });
}

export interface Among {
  /** Selectors of series. */
  readonly match: readonly string[];
  readonly start?: number;
  readonly end?: number;
  readonly limit?: number;
}

export function seriesRequest(base: Base, among: Among): Request {
  return asked(`${base}/api/v1/series`, pairs(among));
}

export function labelsRequest(base: Base, among: Among): Request {
  return asked(`${base}/api/v1/labels`, pairs(among));
}

export function labelValuesRequest(base: Base, label: string, among: Among): Request {
  const path = `${base}/api/v1/label/${encodeURIComponent(label)}/values`;
  return { path, query: pairs(among), answers: SAYS_WHY };
}

export function metadataRequest(base: Base, metric: string): Request {
  return { path: `${base}/api/v1/metadata`, query: { metric, limit: 1 } };
}

export function buildRequest(base: Base): Request {
  return { path: `${base}/api/v1/status/buildinfo`, answers: [404] };
}

function pairs({ match, ...others }: Among): Query {
  return { 'match[]': match, ...others };
}

/** As a form where it is long; asking twice does no harm. */
function asked(path: string, query: Query): Request {
  const long = JSON.stringify(query).length > LONGEST_QUERY;
  return { path, answers: SAYS_WHY, idempotent: true, ...(long ? { form: query } : { query }) };
}
