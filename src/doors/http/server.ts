/** HTTP: one server over the tools table: who may ask, what each request is called, how failures read, and its routes. */
import { randomUUID } from 'node:crypto';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { Fault } from '../../base/fault.ts';
import type { Own } from '../../tools/own.ts';
import type { Engine } from '../../tools/table.ts';
import { type Access, type Asked, checkHost, checkSecret, originOf } from './access.ts';
import { agentRoutes } from './agent-routes.ts';
import { alertRoutes } from './alert-routes.ts';
import { leveledNote, makeConfig } from './config.ts';
import { configRoutes, type Setup } from './config-routes.ts';
import { toldFailure } from './failure.ts';
import { incidentRoutes } from './incident-routes.ts';
import { inLine } from './ingest-line.ts';
import { type McpSessions, mcpRoutes } from './mcp-routes.ts';
import { metricRoutes } from './metric-routes.ts';
import { openApi } from './open-api.ts';
import type { Note } from './request-log.ts';
import { stateRoutes } from './state-routes.ts';
import { makeTally, type Tally } from './tally.ts';
import { timedEngine } from './timed-engine.ts';
import { toolRoutes } from './tool-routes.ts';
import { traceRoutes } from './trace-routes.ts';
import { UI_OPEN, uiRoutes } from './ui-routes.ts';

export interface Served {
  readonly engine: Engine & { readonly own: Own; readonly home?: string };
  readonly access: Access;
  /** Tools that change what is kept are offered too. */
  readonly allowWrites: boolean;
  readonly note: Note;
  /** What it was started with, for GET /config. */
  readonly setup?: Setup;
  /** Milliseconds. */
  readonly patience?: { readonly requestMs: number; readonly endMs: number };
  /** What answers agents under /mcp; nothing does unless given. */
  readonly mcp?: (served: { engine: Engine; allowWrites: boolean }) => McpSessions;
}

/** Bytes of a body at most, where its route says nothing else. */
const BODY = 1 << 20;
/** Characters of an id in an address at most: ids are text of others. */
const ID = 2000;
/** What a sender has for its whole request, and a reader for the rest of its answer once the server ends. */
const PATIENCE = { requestMs: 60_000, endMs: 10_000 };

/** Answered without a secret: that it is there, and a page without data. */
const OPEN = new Set(['/', '/health', ...UI_OPEN]);

export function makeServer(given: Served): FastifyInstance {
  const tally = makeTally();
  const config = makeConfig();
  const { requestMs, endMs } = given.patience ?? PATIENCE;
  const served = { ...given, engine: timedEngine(inLine(given.engine), tally), note: leveledNote(given.note, config) };
  const app = fastify({
    logger: false,
    bodyLimit: BODY,
    requestTimeout: requestMs,
    http: { headersTimeout: requestMs, connectionsCheckingInterval: requestMs / 2 },
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: ID },
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => requestId(headers['x-request-id']),
    frameworkErrors: (failure, _request, reply) => void answerFailure(failure, reply),
  });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => admit(served.access, request, reply));
  closeWithAnswers(app, endMs);
  app.addHook('onResponse', async (request, reply) => {
    noteRequest(served.note, request, reply);
    count(tally, request, reply);
  });
  app.setErrorHandler((failure, request, reply) => {
    if (toldFailure(failure).status === 500) noteBug(served.note, failure, request);
    answerFailure(failure, reply, served.engine.home);
  });
  app.setNotFoundHandler((request, reply) => {
    answerFailure(new Fault('endpoint_unknown', { method: request.method, path: request.url.split('?')[0] }), reply);
  });
  for (const routes of [stateRoutes, toolRoutes, agentRoutes, uiRoutes, mcpRoutes]) routes(app, served);
  incidentRoutes(app, served, { tally, config });
  configRoutes(app, served, config);
  traceRoutes(app, served, tally);
  const alerts = alertRoutes(app, served, tally);
  metricRoutes(app, served, { tally, alerts });
  app.get('/openapi.json', async () => openApi(served.allowWrites));
  return app;
}

/** A connection that is kept after its last answer would hold up the end, and so would a reader that stopped reading. */
function closeWithAnswers(app: FastifyInstance, endMs: number): void {
  let closing = false;
  let late: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    closing = true;
    late = setTimeout(() => app.server.closeAllConnections(), endMs);
  });
  app.server.once('close', () => clearTimeout(late));
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('Connection', 'close');
  });
}

/** Before anything of the body is read. */
async function admit(access: Access, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  reply.header('X-Request-ID', request.id).header('X-Content-Type-Options', 'nosniff').header('Cache-Control', 'no-store');
  const asked = askedBy(request);
  checkHost(access, asked);
  const origin = originOf(access, asked);
  if (origin !== null) {
    reply.header('Access-Control-Allow-Origin', origin).header('Access-Control-Expose-Headers', 'X-Request-ID, Mcp-Session-Id');
  }
  reply.header('Vary', 'Origin');
  if (request.method === 'OPTIONS' && origin !== null) return reply.code(204).headers(preflight).send();
  if (!OPEN.has(request.routeOptions.url ?? '')) checkSecret(access, asked);
}

const preflight = {
  'Access-Control-Allow-Methods': 'GET, POST, DELETE',
  'Access-Control-Allow-Headers':
    'Content-Type, X-Ingest-Secret, X-Request-ID, Authorization, Last-Event-ID, Mcp-Session-Id, Mcp-Protocol-Version',
  'Access-Control-Max-Age': '600',
};

function askedBy({ headers }: FastifyRequest): Asked {
  const secret = headers['x-ingest-secret'];
  return {
    host: headers.host,
    origin: headers.origin,
    secret: typeof secret === 'string' ? secret : undefined,
    authorization: headers.authorization,
  };
}

/** A sender's own, where it is a word that can stand in a log. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

function answerFailure(failure: unknown, reply: FastifyReply, home?: string): void {
  const { status, body } = toldFailure(failure, home);
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer');
  reply.code(status).type('application/json').send(body);
}

function noteRequest(note: Note, request: FastifyRequest, reply: FastifyReply): void {
  const status = reply.statusCode;
  const level = status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';
  const route = request.routeOptions.url ?? '(none)';
  const took_ms = Math.round(reply.elapsedTime);
  note(level, { message: 'answered', request_id: request.id, method: request.method, route, status, took_ms });
}

function count(tally: Tally, request: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
  const labels = { method: methodOf(request), route: request.routeOptions.url ?? '(none)' };
  const status = String(statusCode);
  tally.add('requests_total', { ...labels, status });
  if (statusCode >= 400) tally.add('errors_total', { ...labels, status });
  tally.took('request_duration_seconds', elapsedTime / 1000, labels);
}

/** Whoever asks may call a method whatever he likes. */
function methodOf({ method, routeOptions }: FastifyRequest): string {
  return routeOptions.url === undefined ? '(none)' : method;
}

function noteBug(note: Note, failure: unknown, request: FastifyRequest): void {
  const stack = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  note('error', { message: 'bug', request_id: request.id, stack });
}
