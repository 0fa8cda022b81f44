/** The reader: asks a web server once, following redirects, and tells passing trouble from a refusal. */
import { Fault } from '../../base/fault.ts';
import type { Network } from '../../model/connection.ts';
import { type Answer, exchange } from '../sources/exchange.ts';
import type { Ways } from '../sources/network.ts';
import { redacted } from '../sources/request.ts';
import { type Circumstances, retryAfter, troubleOf } from '../sources/trouble.ts';

const REDIRECTS = 5;

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

/** How a server is reached, and what is shown to it. */
export interface Reach {
  readonly ways: Ways;
  readonly network: Network;
  readonly signal: AbortSignal;
  /** Shown to the origin of the address and to no other that it leads to. */
  readonly credential?: Readonly<Record<string, string>>;
}

/** The answer of the last server in the chain, below 500. Throws Interrupted, or the faults download_failed and cancelled. */
export async function ask(url: URL, headers: Readonly<Record<string, string>>, by: Reach): Promise<Answer> {
  let target = url;
  for (let hops = 0; hops <= REDIRECTS; hops++) {
    if (target.protocol !== 'http:' && target.protocol !== 'https:')
      throw failed(url, `it leads to ${target.protocol} which is not followed`);
    const own = target.origin === url.origin ? { ...by.credential, ...typed(url) } : {};
    const answer = await send(target, { ...headers, ...own }, by);
    const location = answer.header('location');
    if (answer.status < 300 || answer.status > 399 || !location) return checked(answer);
    answer.body.destroy();
    if (!URL.canParse(location, target.href)) throw failed(url, 'it leads to what is not a URL');
    target = new URL(location, target.href);
  }
  throw failed(url, `it leads through more than ${REDIRECTS} redirects`);
}

async function send(url: URL, headers: Record<string, string>, { ways, network, signal }: Reach): Promise<Answer> {
  const bare = new URL(url.href);
  bare.username = bare.password = '';
  const sent = { method: 'GET', headers: { 'accept-encoding': 'identity', ...headers }, body: null } as const;
  try {
    return await exchange(bare, sent, { ...ways.to(bare, network), signal });
  } catch (failure) {
    throw networkTrouble(failure) ?? (troubleOf(failure) ? failed(url, (failure as Error).message) : failure);
  }
}

/** Interrupted for what a further try may cure, else null. */
export function networkTrouble(failure: unknown, circumstances?: Circumstances): Interrupted | null {
  const trouble = troubleOf(failure, circumstances);
  return trouble?.passing ? new Interrupted(trouble.message) : null;
}

function checked(answer: Answer): Answer {
  const { status } = answer;
  if (status < 500 && status !== 429 && status !== 408) return answer;
  answer.body.destroy();
  throw new Interrupted(`the server answered ${status}`, retryAfter(answer.header('retry-after'), Date.now()));
}

/** User and password as they stand in the address. */
function typed(url: URL): Record<string, string> {
  if (!url.username) return {};
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function failed(url: URL, problem: string): Fault {
  return new Fault('download_failed', { input: redacted(url), problem });
}
