/** The editor: tries a connection layer by layer, to name the one that fails: the name, the port, the encryption. */
import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { t } from '../l10n.ts';

export interface Broken {
  readonly layer: 'dns' | 'tcp' | 'tls';
  readonly words: string;
}

/** Null when all three hold. Each is ended by the signal. */
export async function brokenLayer(url: URL, signal: AbortSignal): Promise<Broken | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const address = isIP(host) ? host : await resolved(host, signal);
  if (typeof address !== 'string') return address;
  return (
    (await openPort({ address, port }, signal)) ?? (url.protocol === 'https:' ? encrypt({ host, address, port }, signal) : null)
  );
}

async function resolved(host: string, signal: AbortSignal): Promise<string | Broken> {
  try {
    return (await bounded(lookup(host), signal)).address;
  } catch (failure) {
    return { layer: 'dns', words: t('the name {host} is not known ({code})', { host, code: codeOf(failure) }) };
  }
}

function openPort(to: { address: string; port: number }, signal: AbortSignal): Promise<Broken | null> {
  const where = t('{address} port {port}', { address: to.address, port: to.port });
  return new Promise(done => {
    const socket = connect({ host: to.address, port: to.port });
    const settle = (broken: Broken | null) => {
      socket.destroy();
      done(broken);
    };
    socket.once('connect', () => settle(null));
    socket.once('error', failure =>
      settle({ layer: 'tcp', words: t('{where} cannot be reached ({code})', { where, code: codeOf(failure) }) }),
    );
    whenAborted(signal, () => settle({ layer: 'tcp', words: t('{where} does not answer', { where }) }));
  });
}

function encrypt(to: { host: string; address: string; port: number }, signal: AbortSignal): Promise<Broken | null> {
  return new Promise(done => {
    const socket = connectTls({ host: to.address, port: to.port, ...(isIP(to.host) ? {} : { servername: to.host }) });
    const settle = (broken: Broken | null) => {
      socket.destroy();
      done(broken);
    };
    socket.once('secureConnect', () => settle(null));
    socket.once('error', failure =>
      settle({
        layer: 'tls',
        words: t('no encrypted connection with {host} ({code})', { host: to.host, code: codeOf(failure) }),
      }),
    );
    whenAborted(signal, () => settle({ layer: 'tls', words: t('{host} does not answer to the greeting', { host: to.host }) }));
  });
}

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
}

function bounded<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    whenAborted(signal, () => fail(signal.reason));
    work.then(done, fail);
  });
}

/** `ENOTFOUND`, `DEPTH_ZERO_SELF_SIGNED_CERT`, …: what can be looked up. */
export function codeOf(failure: unknown): string {
  for (let at = failure; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
  }
  return failure instanceof Error ? failure.name : 'unknown reason';
}
