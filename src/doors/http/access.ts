/** HTTP: who may ask: the host that is meant, the page that asks, the secret that is known; decided before anything else is read. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { Fault } from '../../base/fault.ts';

export interface Access {
  /** The address that is listened on. */
  readonly host: string;
  /** Further names by which the server is reached, without a port. */
  readonly hosts: readonly string[];
  /** Origins of pages that may ask, such as http://localhost:3000. */
  readonly origins: readonly string[];
  /** What each question has to bring; null: nothing, which is for loopback only. */
  readonly secret: string | null;
}

export interface Asked {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** X-Ingest-Secret. */
  readonly secret: string | undefined;
  /** Authorization, for senders that can set no header of their own (Alertmanager, Prometheus). */
  readonly authorization: string | undefined;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** A page of another site that made its own name point here still names itself in Host. Throws host_refused. */
export function checkHost({ host, hosts }: Access, asked: Asked): void {
  const name = hostName(asked.host);
  const own = isLoopback(host) ? isLoopback(name) : isIP(name) !== 0 || isLoopback(name);
  if (name !== '' && (own || name === host.toLowerCase() || hosts.some(one => one.toLowerCase() === name))) return;
  throw new Fault('host_refused', { host: shown(asked.host) });
}

/** The origin that the answer is for; null where no page asks or a page of our own. Throws origin_refused. */
export function originOf({ origins }: Access, { origin, host }: Asked): string | null {
  if (origin === undefined || origin === `http://${host}`) return null;
  if (origins.includes(origin)) return origin;
  throw new Fault('origin_refused', { origin: shown(origin) });
}

/** Throws secret_refused. */
export function checkSecret({ secret }: Access, asked: Asked): void {
  if (secret === null) return;
  const given = asked.secret ?? /^Bearer (.+)$/i.exec(asked.authorization ?? '')?.[1];
  if (given === undefined) throw new Fault('secret_refused', { problem: 'is missing' });
  if (!timingSafeEqual(digest(given), digest(secret))) throw new Fault('secret_refused', { problem: 'is another one' });
}

/** `[::1]:8000` is ::1. */
function hostName(host = ''): string {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([^:\s/@]+))(?::\d{1,5})?$/i.exec(host) ?? [];
  return (bracketed ?? plain ?? '').toLowerCase().replace(/\.$/, '');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function shown(text = 'nobody'): string {
  return text.replace(/[^\x21-\x7e]/g, '?').slice(0, 100);
}
