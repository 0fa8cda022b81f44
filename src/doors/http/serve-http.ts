/** HTTP: the server from its first to its last moment: it listens, and ends what it began when it is asked to. */
import { codeOf } from '../../base/failure-code.ts';
import { Fault } from '../../base/fault.ts';
import type { RunningEngine } from '../../engine/start.ts';
import { isLoopback } from './access.ts';
import { jsonLines } from './request-log.ts';
import { makeServer, type Served } from './server.ts';

export interface Serving extends Omit<Served, 'note' | 'engine'> {
  readonly engine: RunningEngine;
  readonly port: number;
}

/** Settles when a signal has ended it and all that was asked before is answered. Throws bad_input. */
export async function serveHttp({ engine, port, ...served }: Serving): Promise<void> {
  const note = jsonLines(line => process.stderr.write(line));
  const { host } = served.access;
  const app = makeServer({ ...served, engine, note });
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  try {
    const address = await app.listen({ host, port }).catch(failure => {
      throw new Fault('bad_input', { problem: `Port ${port} of ${host} cannot be listened on: ${codeOf(failure)}.` });
    });
    note('info', { message: 'listening', address });
    // An editor that started it holds the other end of a channel, and may die without a word.
    process.once('SIGINT', end).once('SIGTERM', end).once('disconnect', end);
    await over;
    note('info', { message: 'ending' });
  } finally {
    await app.close();
    await engine.end();
  }
}

/** Whoever listens on more than this machine needs a secret. Throws bad_input. */
export function checkAccess({ host, secret }: Served['access'], variable: string): void {
  if (secret !== null || isLoopback(host)) return;
  throw new Fault('bad_input', {
    problem: `On ${host} others can ask too: put a secret into the environment variable ${variable}, which they send as X-Ingest-Secret`,
  });
}
