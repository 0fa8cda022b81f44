/** The sources: the way out of this machine: direct or through a proxy, with the certificates that this machine trusts. */
import * as tls from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import type { Network } from '../../model/connection.ts';

const CONNECT_MS = 10_000;
/** Longest silence of a server before and within its answer. */
export const IDLE_MS = 30_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that stands between here and the URL; null: none. This machine itself is always reached directly. */
export function proxyOf(network: Network, url: URL, env: Environment = process.env): URL | null {
  const address = network.proxy || proxyVariable(url, env);
  if (!address) return null;
  const exempt = [...(network.noProxy ?? (env.no_proxy ?? env.NO_PROXY ?? '').split(/[\s,]+/)), 'localhost', '127.0.0.1', '::1'];
  if (exempt.some(entry => covers(entry.trim(), url))) return null;
  const proxy = /^[a-z]+:\/\//i.test(address) ? address : `http://${address}`;
  return URL.canParse(proxy) ? new URL(proxy) : null;
}

function proxyVariable(url: URL, env: Environment): string | undefined {
  const http = env.http_proxy || env.HTTP_PROXY;
  return url.protocol === 'https:' ? env.https_proxy || env.HTTPS_PROXY || http : http;
}

/** `*`, `host`, `.domain`, `*.domain`, each perhaps with a port; a name covers what lies below it. */
function covers(entry: string, url: URL): boolean {
  if (entry === '') return false;
  const [, name, port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(/^[^[]*:.*:/.test(entry) ? `[${entry}]` : entry) ?? [];
  if (port && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  if (name === '*') return true;
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const domain = name.replace(/^\*?\.?/, '').toLowerCase();
  return host === domain || host.endsWith(`.${domain}`);
}

export interface Way {
  readonly dispatcher: Dispatcher;
  readonly proxied: boolean;
}

export interface Ways {
  /** The way to this URL's host; kept, so that connections are used again. */
  to(url: URL, network: Network): Way;
  end(): Promise<void>;
}

export function openWays(): Ways {
  const kept = new Map<string, Dispatcher>();
  return {
    to: (url, network) => {
      const proxy = proxyOf(network, url);
      const encrypted = url.protocol === 'https:' || proxy?.protocol === 'https:';
      const key = [proxy?.href, network.strictTls, encrypted].join(' ');
      const way = kept.get(key) ?? open(proxy, { strict: network.strictTls, encrypted });
      kept.set(key, way);
      return { dispatcher: way, proxied: proxy !== null };
    },
    end: async () => {
      await Promise.all([...kept.values()].map(way => way.destroy()));
      kept.clear();
    },
  };
}

function open(proxy: URL | null, { strict, encrypted }: { strict: boolean; encrypted: boolean }): Dispatcher {
  const trust = encrypted ? trustOf({ strictTls: strict }) : {};
  const options: Agent.Options = {
    // What breaks is told by the codes of HTTP/1.1, and places at a host are ours to give.
    allowH2: false,
    connect: { timeout: CONNECT_MS, ...trust },
    headersTimeout: IDLE_MS,
    bodyTimeout: IDLE_MS,
  };
  if (!proxy) return new Agent(options);
  return new ProxyAgent({
    ...options,
    uri: proxy.href,
    requestTls: { timeout: CONNECT_MS, allowH2: false, ...trust },
    proxyTls: trust,
  });
}

/** Whom an encrypted connection is believed. */
export interface Trust {
  readonly rejectUnauthorized: boolean;
  readonly secureContext?: tls.SecureContext;
}

export function trustOf({ strictTls }: Pick<Network, 'strictTls'>): Trust {
  context ??= trusted();
  return { rejectUnauthorized: strictTls, ...(context && { secureContext: context }) };
}

let context: tls.SecureContext | null | undefined;

/** Node's own authorities (with NODE_EXTRA_CA_CERTS) and those of the system, read and parsed once; null, Node's own alone, where it cannot tell the others. */
function trusted(): tls.SecureContext | null {
  if (typeof tls.getCACertificates !== 'function') return null;
  return tls.createSecureContext({ ca: [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])] });
}
