/** MCP: the server over streamable HTTP: a session for each client, ended by it, by its silence or with the process. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { ErrorCode, isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import { makeServer, type Served } from './server.ts';

/** Clients at once at most: a further one takes the place of the one that was silent longest. */
const MOST = 64;
/** Milliseconds of silence, with no stream open, after which a session is taken for left. */
const SILENCE_MS = 30 * 60_000;
/** Every client sends it with each request but its first. */
const SESSION = 'mcp-session-id';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: unknown;
}

export interface HttpSessions {
  /** Answers one request, whose sender may ask. `body` is JSON, read already; undefined where there is none. */
  answer(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void>;
  /** Ends all sessions with what they have under way. */
  close(): Promise<void>;
}

interface Session {
  readonly transport: StreamableHTTPServerTransport;
  readonly end: () => Promise<void>;
  /** Requests that are being answered, a stream among them. */
  open: number;
  heard: number;
}

export function httpSessions(served: Served, now: () => number = Date.now): HttpSessions {
  const sessions = new Map<string, Session>();

  async function answer(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void> {
    const id = request.headers[SESSION];
    const known = typeof id === 'string' ? sessions.get(id) : undefined;
    if (known) return heard(known, { request, response, body });
    if (id !== undefined) return refuse(response, 404, 'This session is over: initialize a new one.');
    const begins = request.method === 'POST' && [body].flat().some(isInitializeRequest);
    if (!begins) return refuse(response, 400, 'The first request of a client is initialize; later ones bring Mcp-Session-Id.');
    await heard(await begun(), { request, response, body });
  }

  async function begun(): Promise<Session> {
    await endSilent();
    const server = makeServer(served);
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: id => void sessions.set(id, session),
    });
    const session: Session = { transport, end: () => server.close(), open: 0, heard: now() };
    server.onclose = () => void sessions.delete(transport.sessionId ?? '');
    await server.connect(transport);
    return session;
  }

  async function heard(session: Session, { request, response, body }: Exchange): Promise<void> {
    session.open++;
    session.heard = now();
    response.once('close', () => {
      session.open--;
      session.heard = now();
    });
    await session.transport.handleRequest(request, response, body);
  }

  async function endSilent(): Promise<void> {
    const idle = [...sessions.values()].filter(one => one.open === 0).sort((a, b) => a.heard - b.heard);
    const surplus = Math.max(0, sessions.size - MOST + 1);
    const over = idle.filter((one, at) => at < surplus || now() - one.heard > SILENCE_MS);
    await Promise.all(over.map(one => one.end()));
  }

  return { answer, close: async () => void (await Promise.all([...sessions.values()].map(one => one.end()))) };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const body = { jsonrpc: '2.0', error: { code: ErrorCode.InvalidRequest, message }, id: null };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
