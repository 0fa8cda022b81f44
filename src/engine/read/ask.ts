/** The reader: asks a web server once, following redirects, and tells passing trouble from a refusal. */
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import { codeOf } from './broken.ts';

const REDIRECTS = 5;
const CONNECT_MS = 10_000;
/** Longest silence of a server before and within its answer. */
const IDLE_MS = 30_000;

export interface Answer {
  readonly status: number;
  header(name: string): string | null;
  readonly body: Dispatcher.ResponseData['body'];
}

/** Trouble that may have passed at the next try. */
export class Interrupted extends Error {
  /** How long the server asks to be left alone; null when it does not say. */
  readonly pauseMs: number | null;

  constructor(problem: string, pauseMs: number | null = null) {
    super(problem);
    this.name = 'Interrupted';
    this.pauseMs = pauseMs;
  }
}

/** A client that heeds the proxy variables of the environment, except for this machine itself. */
export function openClient(): Dispatcher {
  const options: Agent.Options = { connect: { timeout: CONNECT_MS }, headersTimeout: IDLE_MS, bodyTimeout: IDLE_MS };
  const env = process.env;
  if (!(env.http_proxy || env.HTTP_PROXY || env.https_proxy || env.HTTPS_PROXY)) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    noProxy: [env.no_proxy ?? env.NO_PROXY, 'localhost', '127.0.0.1', '::1'].filter(Boolean).join(','),
  });
}

/** Scheme, host and path: what may be shown of a URL. */
export function redacted(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** The answer of the last server in the chain, below 500. Throws Interrupted, or the faults download_failed and cancelled. */
export async function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  by: { client: Dispatcher; signal: AbortSignal },
): Promise<Answer> {
  let target = url;
  for (let hops = 0; hops <= REDIRECTS; hops++) {
    if (target.protocol !== 'http:' && target.protocol !== 'https:')
      throw failed(url, `it leads to ${target.protocol} which is not followed`);
    const answer = await send(target, { ...headers, ...credentials(target, url) }, by);
    const location = answer.header('location');
    if (answer.status < 300 || answer.status > 399 || !location) return checked(answer);
    answer.body.destroy();
    if (!URL.canParse(location, target.href)) throw failed(url, 'it leads to what is not a URL');
    target = new URL(location, target.href);
  }
  throw failed(url, `it leads through more than ${REDIRECTS} redirects`);
}

async function send(url: URL, headers: Record<string, string>, by: { client: Dispatcher; signal: AbortSignal }): Promise<Answer> {
  const bare = new URL(url.href);
  bare.username = bare.password = '';
  try {
    const {
      statusCode,
      headers: fields,
      body,
    } = await request(bare.href, {
      dispatcher: by.client,
      headers: { 'accept-encoding': 'identity', ...headers },
      signal: by.signal,
    });
    // A body may fail before it is read; whoever reads it then sees the failure.
    body.on('error', () => undefined);
    const header = (name: string): string | null => [fields[name]].flat()[0] ?? null;
    return { status: statusCode, header, body };
  } catch (failure) {
    stopIfCancelled(by.signal);
    throw networkTrouble(failure) ?? failed(url, codeOf(failure));
  }
}

/** Interrupted for what a further try may cure, else null. */
export function networkTrouble(failure: unknown): Interrupted | null {
  const code = codeOf(failure);
  const passing = /^(UND_ERR_(?!INVALID)|E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN)|HPE_)/.test(code);
  return passing ? new Interrupted(`the connection failed (${code})`) : null;
}

function checked(answer: Answer): Answer {
  const { status } = answer;
  if (status < 500 && status !== 429 && status !== 408) return answer;
  answer.body.destroy();
  throw new Interrupted(`the server answered ${status}`, retryAfter(answer.header('retry-after')));
}

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now. */
function retryAfter(field: string | null): number | null {
  if (field === null) return null;
  const ms = /^\d+$/.test(field) ? Number(field) * 1000 : Date.parse(field) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : null;
}

/** User and password of the address go to its own origin only. */
function credentials(target: URL, url: URL): Record<string, string> {
  if (!url.username || target.origin !== url.origin) return {};
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function failed(url: URL, problem: string): Fault {
  return new Fault('download_failed', { input: redacted(url), problem });
}
