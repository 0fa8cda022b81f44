/** The sources: tries a connection layer by layer, to name the one that fails: the name, the port, the encryption. */
import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { codeOf } from '../../base/failure-code.ts';
import type { Network } from '../../model/connection.ts';
import { type Saying, saying } from '../../model/connection-test.ts';
import { type Trust, trustOf } from './network.ts';

export interface Broken {
  readonly layer: 'dns' | 'tcp' | 'tls';
  readonly problem: Saying;
}

/** Null when all three hold. Each is ended by the signal. */
export async function brokenLayer(url: URL, network: Network, signal: AbortSignal): Promise<Broken | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const address = isIP(host) ? host : await resolved(host, signal);
  if (typeof address !== 'string') return address;
  return (
    (await openPort({ address, port }, signal)) ??
    (url.protocol === 'https:' ? encrypt({ host, address, port, ...trustOf(network) }, signal) : null)
  );
}

async function resolved(host: string, signal: AbortSignal): Promise<string | Broken> {
  try {
    return (await bounded(lookup(host), signal)).address;
  } catch (failure) {
    return { layer: 'dns', problem: saying('the name {host} is not known ({code})', { host, code: codeOf(failure) }) };
  }
}

function openPort(to: { address: string; port: number }, signal: AbortSignal): Promise<Broken | null> {
  const where = { address: to.address, port: to.port };
  return new Promise(done => {
    const socket = connect({ host: to.address, port: to.port });
    const settle = (broken: Broken | null) => {
      socket.destroy();
      done(broken);
    };
    socket.once('connect', () => settle(null));
    socket.once('error', failure =>
      settle({
        layer: 'tcp',
        problem: saying('{address} port {port} cannot be reached ({code})', { ...where, code: codeOf(failure) }),
      }),
    );
    whenAborted(signal, () => settle({ layer: 'tcp', problem: saying('{address} port {port} does not answer', where) }));
  });
}

function encrypt(
  { host, address, ...to }: { host: string; address: string; port: number } & Trust,
  signal: AbortSignal,
): Promise<Broken | null> {
  return new Promise(done => {
    const socket = connectTls({ host: address, ...to, ...(isIP(host) ? {} : { servername: host }) });
    const settle = (broken: Broken | null) => {
      socket.destroy();
      done(broken);
    };
    socket.once('secureConnect', () => settle(null));
    socket.once('error', failure =>
      settle({
        layer: 'tls',
        problem: saying('no encrypted connection with {host} ({code})', { host, code: codeOf(failure) }),
      }),
    );
    whenAborted(signal, () => settle({ layer: 'tls', problem: saying('{host} does not answer to the greeting', { host }) }));
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
