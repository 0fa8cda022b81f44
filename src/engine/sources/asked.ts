/** The sources: answers that were had: one request for equal questions at the same time, live ones kept for moments, those about what is over for good. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import { stopIfCancelled } from '../../base/pace.ts';
import type { Connection } from '../../model/connection.ts';
import type { CallSignal } from './client.ts';

/** How long an answer about something that goes on is good. */
export const LIVE_MS = 30_000;
/** Live answers kept; the least recently had one goes first. */
const MOST = 200;

/** Where answers about what is over are kept; it may let go of any of them. */
export interface ReplyStore {
  reply(key: string): Uint8Array | null;
  putReply(key: string, packed: Uint8Array): void;
}

export interface Freshness {
  /** Milliseconds that the answer is good; `forever` for what cannot change any more, which must be JSON. */
  readonly ttl: number | 'forever';
  readonly signal: AbortSignal;
}

export interface Answers {
  /** The answer to the question of this key: kept, under way, or fetched. Failures are never kept. Throws what `fetch` throws, and `cancelled`. */
  asked<T>(key: string, how: Freshness, fetch: (life: CallSignal) => Promise<T>): Promise<T>;
}

interface Flight {
  readonly answer: Promise<unknown>;
  readonly life: AbortController;
  callers: number;
}

/** A key for a question to a system: where it is asked counts, with which credential does not. */
export function keyOf({ system, name, url, tenant }: Connection, question: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([system, name, url, tenant, question]))
    .digest('hex');
}

export function openAnswers(store: () => ReplyStore, now: () => number = Date.now): Answers {
  const live = new Map<string, { readonly value: unknown; readonly until: number }>();
  const flights = new Map<string, Flight>();

  async function asked<T>(key: string, { ttl, signal }: Freshness, fetch: (life: CallSignal) => Promise<T>): Promise<T> {
    stopIfCancelled(signal);
    const flight =
      flights.get(key) ??
      begin(key, life => (ttl === 'forever' ? settled(key, life, fetch) : passing(key, ttl, () => fetch(life))));
    return (await joined(key, flight, signal)) as T;
  }

  function begin(key: string, work: (life: CallSignal) => Promise<unknown>): Flight {
    const life = new AbortController();
    const flight: Flight = { answer: work(life), life, callers: 0 };
    flights.set(key, flight);
    const over = () => void (flights.get(key) === flight && flights.delete(key));
    flight.answer.then(over, over);
    return flight;
  }

  /** Whoever cancels leaves; when all have left, the request ends too. */
  function joined(key: string, flight: Flight, signal: AbortSignal): Promise<unknown> {
    flight.callers++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(new Fault('cancelled'));
        if (--flight.callers > 0) return;
        flights.delete(key);
        flight.life.abort(new Fault('cancelled'));
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  async function passing<T>(key: string, ttl: number, fetch: () => Promise<T>): Promise<T> {
    const kept = live.get(key);
    live.delete(key);
    if (kept && kept.until > now()) {
      live.set(key, kept);
      return kept.value as T;
    }
    const value = await fetch();
    live.set(key, { value, until: now() + ttl });
    if (live.size > MOST) live.delete(live.keys().next().value as string);
    return value;
  }

  async function settled<T>(key: string, life: CallSignal, fetch: (life: CallSignal) => Promise<T>): Promise<T> {
    const packed = store().reply(key);
    if (packed) return JSON.parse((await promisify(gunzip)(packed)).toString('utf8')) as T;
    const value = await fetch(life);
    keep(store(), key, await promisify(gzip)(JSON.stringify(value)));
    return value;
  }

  return { asked };
}

/** An answer is one all the same where the notebook is locked for long, or its disk full. */
function keep(store: ReplyStore, key: string, packed: Uint8Array): void {
  try {
    store.putReply(key, packed);
  } catch (failure) {
    if (!/^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR)/.test(codeOf(failure))) throw failure;
  }
}
