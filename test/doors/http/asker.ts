/** HTTP: a server of the test's own on a free port of loopback, and how it is asked. */
import type { FastifyInstance } from 'fastify';
import type { Happening } from '../../../src/doors/http/request-log.ts';
import { makeServer, type Served } from '../../../src/doors/http/server.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a stranger's program would find in it.
  readonly body: any;
}

export interface Asker {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly log: Happening[];
  ask(method: string, path: string, sent?: { body?: unknown; raw?: string; headers?: Record<string, string> }): Promise<Reply>;
  close(): Promise<void>;
}

export async function openServer(engine: Served['engine'], served: Partial<Served> = {}): Promise<Asker> {
  const log: Happening[] = [];
  const access = { host: '127.0.0.1', hosts: [], origins: [], secret: null };
  const app = makeServer({ engine, access, allowWrites: true, note: (_level, one) => log.push(one), ...served });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    url,
    log,
    ask: async (method, path, { body, raw, headers = {} } = {}) => {
      const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const type: Record<string, string> = text === undefined ? {} : { 'content-type': 'application/json' };
      const reply = await fetch(`${url}${path}`, { method, body: text, headers: { ...type, ...headers } });
      const told = await reply.text();
      const isJson = reply.headers.get('content-type')?.startsWith('application/json');
      return { status: reply.status, headers: reply.headers, body: isJson ? JSON.parse(told) : told };
    },
    close: () => app.close(),
  };
}
