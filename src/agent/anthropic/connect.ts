/** The investigator, Anthropic: the provider's client, made for one request, so that a changed key counts at once and none is kept. */
import type { Anthropic } from '@anthropic-ai/sdk';
import { fetch, Headers } from 'undici';
import { type Blame, blameOn } from '../../engine/sources/blame.ts';
import { openWays, type Way } from '../../engine/sources/network.ts';
import { urlOf } from '../../engine/sources/request.ts';
import type { Connected } from '../../model/connection.ts';
import { keyOf } from './choice.ts';
import { type Circumstances, type Verdict, verdictOn } from './verdict.ts';

export interface Access {
  /** Address, key and network, asked for anew each time. Throws `not_connected`. */
  readonly connected: () => Promise<Connected>;
  /** Longest silence of the API before and within its answer. */
  readonly idleMs?: number;
  readonly now?: () => number;
}

/** It sends a ping now and then while a model thinks. */
const IDLE_MS = 120_000;
/** The longest answer. */
const WHOLE_MS = 15 * 60_000;

export interface Line {
  readonly client: Anthropic;
  readonly blame: Blame;
  /** What a failure means; `begun`: after the answer had begun. */
  judge(failure: unknown, begun: boolean): Verdict | null;
}

/** What asks opens one of it; connections are used again. */
export interface Exchange {
  /** `model` is told where one fails. Throws `key_missing`, `source_unreachable` where the address is none. */
  line(model: string): Promise<Line>;
}

export function openExchange({ connected, idleMs = IDLE_MS, now = Date.now }: Access): Exchange {
  const ways = openWays();
  return {
    line: async model => {
      const to = await connected();
      const url = urlOf(to.connection, { path: '' });
      const way = ways.to(url, to.network);
      const client = await clientOf(to, { url, way, idleMs });
      const circumstances: Omit<Circumstances, 'begun'> = { to, model, idleMs, now, proxied: way.proxied };
      return { client, blame: blameOn(to), judge: (failure, begun) => verdictOn(failure, { ...circumstances, begun }) };
    },
  };
}

async function clientOf(to: Connected, by: { url: URL; way: Way; idleMs: number }): Promise<Anthropic> {
  const key = keyOf(to);
  const { Anthropic } = await import('@anthropic-ai/sdk');
  return new Anthropic({
    baseURL: by.url.href.replace(/\/$/, ''),
    // The library would send it as a bearer, and is not told what the key is.
    apiKey: 'see fetch',
    defaultHeaders: to.connection.headers,
    fetch: fetcher(key, by),
    maxRetries: 0,
    timeout: WHOLE_MS,
    // It would write pieces of answers to the console.
    logLevel: 'off',
    openTelemetry: false,
  });
}

/** By the ways of all else, with the key as the API documents it and `test_connection` sends it. It follows no redirect, since the key would go along. */
function fetcher(key: string, { way, idleMs }: { way: Way; idleMs: number }): typeof globalThis.fetch {
  const patient = way.dispatcher.compose(
    dispatch => (options, handler) => dispatch({ ...options, headersTimeout: idleMs, bodyTimeout: idleMs }, handler),
  );
  const ask: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.delete('authorization');
    headers.set('x-api-key', key);
    return fetch(input, { ...init, headers, dispatcher: patient, redirect: 'manual' });
  };
  return ask as unknown as typeof globalThis.fetch;
}
