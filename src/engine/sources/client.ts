/** The sources: the one client of outside systems: it shows the credential, is patient, bounds what comes, and tells every failure as a fault. */
import { WebSocket } from 'undici';
import type { Fault } from '../../base/fault.ts';
import type { Connected } from '../../model/connection.ts';
import { blameOn } from './blame.ts';
import type { Call } from './call.ts';
import { type Answer, bytesOf, ENCODINGS, exchange } from './exchange.ts';
import { judgeStatus } from './judge.ts';
import { openWays } from './network.ts';
import { Passing, type Patience, patience, patiently } from './patience.ts';
import { openPlaces } from './places.ts';
import { type Reply, replyOf } from './reply.ts';
import { mayRepeat, type Request, sentOf, urlOf } from './request.ts';
import { systems, trimmed } from './systems.ts';
import { Trouble, troubleOf } from './trouble.ts';

export interface CallSignal {
  readonly signal: AbortSignal;
}

export interface Client {
  /** The whole answer. Throws the source_ faults and `cancelled`. */
  ask(to: Connected, request: Request, life: CallSignal): Promise<Reply>;
  /** An answer as it comes, for what is large or does not end; it takes no place among those of the host once it has begun. Throws the same. */
  stream(to: Connected, request: Request, life: CallSignal): Promise<Streamed>;
  /** A WebSocket, still opening, with the credential and by the way of all else. */
  socket(to: Connected, request: Request): WebSocket;
  end(): Promise<void>;
}

export interface Streamed {
  readonly status: number;
  header(name: string): string | null;
  /** To be read to its end or broken off. Throws the same faults. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface ClientOptions extends Partial<Patience> {
  /** Exchanges with one host at a time. */
  readonly perHost?: number;
  readonly now?: () => number;
  /** Instead of what requests ask for; for tests. */
  readonly idleMs?: number;
  readonly maxBytes?: number;
  /** Hears each answer that came in whole, with the path and query that were asked; for recordings. */
  readonly record?: (asked: { system: string; path: string }, reply: Reply) => void;
}

const PER_HOST = 4;
const MAX_BYTES = 64 * 1024 ** 2;
const REDIRECTS = 5;

export function openClient(options: ClientOptions = {}): Client {
  const ways = openWays();
  const places = openPlaces(options.perHost ?? PER_HOST);
  const { tries, pause, random } = { ...patience, ...options };

  function called(to: Connected, asked: Request): Call {
    const request = { ...asked, idleMs: options.idleMs ?? asked.idleMs, maxBytes: options.maxBytes ?? asked.maxBytes };
    const url = urlOf(trimmed(to.connection), request);
    const headers = { 'accept-encoding': ENCODINGS, ...to.connection.headers, ...systems[to.connection.system].headers(to) };
    return { to, url, request, sent: sentOf(request, headers), blame: blameOn(to), now: options.now ?? Date.now };
  }

  function patient<T>(call: Call, { signal }: CallSignal, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const one = () => places.taking(call.url.host, signal, () => inTime(call, signal, attempt));
    return patiently(one, { tries: mayRepeat(call.request, call.sent) ? tries : 1, pause, random, signal });
  }

  /** The answer of the last server in a chain within one origin; one that leads elsewhere is itself the answer. */
  async function reach(call: Call, signal: AbortSignal): Promise<{ answer: Answer; leadsTo: URL | null }> {
    let at = call.url;
    for (let hops = 0; ; hops++) {
      const way = ways.to(at, call.to.network);
      const answer = await exchange(at, call.sent, { ...way, signal, idleMs: call.request.idleMs });
      const location = answer.header('location');
      if (answer.status < 300 || answer.status > 399 || !location) return { answer, leadsTo: null };
      if (!URL.canParse(location, at.href)) throw call.blame.failed('it leads to what is no address');
      const next = new URL(location, at.href);
      if (next.origin !== at.origin || !['GET', 'HEAD'].includes(call.sent.method)) return { answer, leadsTo: next };
      answer.body.destroy();
      if (hops === REDIRECTS) throw call.blame.failed(`it leads through more than ${REDIRECTS} redirects`);
      at = next;
    }
  }

  async function whole(call: Call, signal: AbortSignal): Promise<Reply> {
    const { answer, leadsTo } = await reach(call, signal);
    const bytes = await collected(answer, call, signal);
    const reply = replyOf({ status: answer.status, header: answer.header, bytes, leadsTo }, call.blame);
    options.record?.({ system: call.to.connection.system, path: call.url.pathname + call.url.search }, reply);
    judgeStatus(call, reply);
    return reply;
  }

  /** `life` is that of the call, `signal` of this try of it. */
  async function begun(call: Call, life: AbortSignal, signal: AbortSignal): Promise<Streamed> {
    const { answer, leadsTo } = await reach(call, signal);
    const { status, header } = answer;
    const whole = status < 200 || status > 299;
    const bytes = whole ? await collected(answer, call, signal) : new Uint8Array();
    try {
      judgeStatus(call, replyOf({ status, header, bytes, leadsTo }, call.blame));
    } catch (failure) {
      answer.body.destroy();
      throw failure;
    }
    return { status, header, bytes: whole ? only(bytes) : told(bytesOf(answer, signal), call, { signal, life }) };
  }

  return {
    ask: async (to, request, life) => {
      const call = called(to, request);
      return patient(call, life, signal => whole(call, signal));
    },
    stream: async (to, request, life) => {
      const call = called(to, request);
      return patient(call, life, signal => begun(call, life.signal, signal));
    },
    socket: (to, request) => {
      const { url, sent } = called(to, request);
      const { dispatcher } = ways.to(url, to.network);
      return new WebSocket(url.href.replace(/^http/, 'ws'), { headers: sent.headers, dispatcher });
    },
    end: ways.end,
  };
}

/** One try within its time; network trouble leaves as a fault, or as Passing where a further try may help. */
async function inTime<T>(call: Call, signal: AbortSignal, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { wholeMs } = call.request;
  const life = wholeMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(wholeMs)]);
  try {
    return await attempt(life);
  } catch (failure) {
    const trouble = life.aborted && !signal.aborted ? lateness(call) : troubleOf(failure);
    if (!trouble) throw failure;
    const fault = blamed(trouble, call);
    throw trouble.passing ? new Passing(fault) : fault;
  }
}

function blamed(trouble: Trouble, { blame }: Call): Fault {
  return trouble.begun ? blame.failed(trouble.message, trouble.code) : blame.unreachable(trouble);
}

async function collected(answer: Answer, call: Call, signal: AbortSignal): Promise<Uint8Array> {
  const most = call.request.maxBytes ?? MAX_BYTES;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytesOf(answer, signal)) {
    size += part.length;
    if (size > most) throw call.blame.failed(`its answer is larger than ${inUnits(most)}; ask for less`);
    parts.push(part);
  }
  return parts.length === 1 ? parts[0] : Buffer.concat(parts, size);
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The bytes of an answer that goes on; the try, which may end before the call, has a life of its own. */
async function* told(
  bytes: AsyncIterable<Uint8Array>,
  call: Call,
  lives: { signal: AbortSignal; life: AbortSignal },
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (failure) {
    const trouble = lives.signal.aborted && !lives.life.aborted ? lateness(call) : troubleOf(failure);
    throw trouble ? blamed(trouble, call) : failure;
  }
}

function lateness({ request: { wholeMs } }: Call): Trouble {
  return new Trouble({ layer: 'http', words: `it took longer than ${Number(wholeMs) / 1000} s`, passing: true }, 'TIMEOUT');
}

function inUnits(bytes: number): string {
  return bytes >= 1024 ** 2 ? `${Math.round(bytes / 1024 ** 2)} MiB` : `${Math.round(bytes / 1024)} KiB`;
}
