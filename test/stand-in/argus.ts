/** Stand-ins: an Argus, by what its source code says of paths, envelope and errors, with the storage that its logs lie in. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Loopback } from '../engine/sources/loopback.ts';
import { openStorage, type Storage } from './storage.ts';

export interface ArgusEvent {
  readonly severity: string;
  /** ISO, UTC. */
  readonly ts: string;
  readonly event_id: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** A run as the server has it. */
export interface StandInRun {
  readonly plugin: string;
  /** A row, as `GET /run/TYPE/ID` gives it. */
  run: Record<string, unknown> & {
    readonly id: string;
    readonly build_id: string;
    readonly build_number: number;
    readonly test_id: string;
  };
  readonly named: { readonly test: string; readonly group: string; readonly release: string };
  readonly comments: object[];
  readonly issues: object[];
  readonly configs: string[];
  readonly events: ArgusEvent[];
}

export interface ArgusStandIn {
  readonly url: string;
  readonly storage: Storage;
  readonly asked: IncomingMessage[];
  readonly runs: StandInRun[];
  /** Ids of the runs that are assigned to the token's user. */
  readonly mine: string[];
  readonly users: Record<string, object>;
  /** By release. */
  readonly stats: Record<string, object>;
  /** Answers some path in another way than it should: what a path begins with, below `/api/v1`. */
  readonly instead: Map<string, (request: IncomingMessage, response: ServerResponse) => void>;
  close(): Promise<void>;
}

export interface ArgusOptions {
  readonly token: string;
  /** With it Cloudflare Access stands in front. */
  readonly access?: { readonly id: string; readonly secret: string };
}

/** A payload in the envelope, an exception of the server, or an answer of another form. */
type Answer = { ok: unknown } | { raises: string; message: string } | { status: number; body: object } | { leads: string };
interface Asked {
  readonly argus: ArgusStandIn;
  readonly query: URLSearchParams;
  /** What the pattern's groups held. */
  readonly parts: string[];
}

export async function openArgus(options: ArgusOptions): Promise<ArgusStandIn> {
  const storage = await openStorage();
  const server = await Loopback.open((request, response) => answer(request, response));
  const argus: ArgusStandIn = {
    url: server.url,
    storage,
    asked: server.asked,
    runs: [],
    mine: [],
    users: {},
    stats: {},
    instead: new Map(),
    close: async () => void (await Promise.all([server.close(), storage.close()])),
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', server.url);
    const refused = refusal(request, options, pathname);
    const path = pathname.replace(/^\/api\/v1/, '');
    const other = refused ?? [...argus.instead].find(([beginning]) => path.startsWith(beginning))?.[1];
    if (other) return void other(request, response);
    for (const [pattern, reply] of routes) {
      const parts = pattern.exec(path)?.slice(1).map(decodeURIComponent);
      if (parts)
        return void send(
          response,
          raised(() => reply({ argus, query: searchParams, parts })),
        );
    }
    response
      .writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
      .end('<!doctype html>\n<title>404 Not Found</title>\n');
  }

  return argus;
}

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

/** Cloudflare asks strangers to sign in, by a way elsewhere; Argus has three ways to refuse. */
function refusal(request: IncomingMessage, { token, access }: ArgusOptions, path: string): Reply | null {
  const { headers } = request;
  if (access && (headers['cf-access-client-id'] !== access.id || headers['cf-access-client-secret'] !== access.secret))
    return (_, response) => send(response, { leads: 'https://team.cloudflareaccess.com/cdn-cgi/access/login/argus' });
  if (path === '/api/v1/version') return null;
  const given = /^token (.*)$/.exec(headers.authorization ?? '')?.[1];
  if (given === undefined)
    return (_, response) => send(response, { status: 403, body: { status: 'error', message: 'Authorization required' } });
  if (given === token) return null;
  return (_, response) => send(response, { raises: 'APIException', message: 'User not found for supplied token' });
}

function raised(reply: () => Answer): Answer {
  try {
    return reply();
  } catch (failure) {
    return { raises: 'ValueError', message: (failure as Error).message };
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if ('leads' in answer) response.writeHead(302, { location: answer.leads }).end();
  else json(response, 'status' in answer ? answer : { status: 200, body: enveloped(answer) });
}

function enveloped(answer: { ok: unknown } | { raises: string; message: string }): object {
  if ('ok' in answer) return { status: 'ok', response: answer.ok };
  const { raises: exception, message } = answer;
  return { status: 'error', response: { trace_id: 'mB7u0J=', exception, message, arguments: [message] } };
}

function json(response: ServerResponse, { status, body }: { status: number; body: object }): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function find({ argus, parts }: Asked, at = 0): StandInRun | undefined {
  if (!UUID.test(parts[at])) throw new Error('badly formed hexadecimal UUID string');
  return argus.runs.find(one => one.run.id === parts[at]);
}

const listed = [
  'id',
  'test_id',
  'group_id',
  'release_id',
  'status',
  'start_time',
  'end_time',
  'build_number',
  'build_job_url',
  'build_id',
  'assignee',
  'investigation_status',
  'heartbeat',
];

function row({ run }: StandInRun, more: readonly string[] = []): object {
  return Object.fromEntries([...listed, ...more].map(key => [key, run[key] ?? null]));
}

const routes: readonly (readonly [RegExp, (asked: Asked) => Answer])[] = [
  [/^\/version$/, () => ({ ok: { commit_id: '8a036743' } })],
  [/^\/users$/, ({ argus }) => ({ ok: argus.users })],
  [
    /^\/user\/jobs$/,
    ({ argus }) => ({ ok: argus.runs.filter(one => argus.mine.includes(one.run.id)).map(one => row(one, ['scylla_version'])) }),
  ],
  [/^\/release\/stats\/v2$/, statsAnswer],
  [/^\/run\/([^/]+)\/type$/, asked => ({ ok: { run_type: find(asked)?.plugin ?? 'unknown-does-not-exist' } })],
  [/^\/run\/([^/]+)\/([^/]+)$/, asked => ({ ok: find(asked, 1)?.run ?? null })],
  [/^\/client\/testrun\/([^/]+)\/info$/, infoAnswer],
  [
    /^\/test\/([^/]+)\/runs$/,
    ({ argus, query, parts }) => ({
      ok: newestFirst(argus.runs.filter(one => one.run.test_id === parts[0]))
        .slice(0, Number(query.get('limit') ?? 10))
        .map(one => row(one)),
    }),
  ],
  [/^\/test\/(.+)\/(\d+)$/, buildAnswer],
  [/^\/issues\/get$/, ({ argus, query }) => ({ ok: argus.runs.find(one => one.run.id === query.get('id'))?.issues ?? [] })],
  [/^\/client\/sct\/([^/]+)\/events\/([^/]+)\/get$/, eventsAnswer],
  [
    /^\/client\/sct\/([^/]+)\/events\/([^/]+)\/count$/,
    asked => ({ ok: find(asked)?.events.filter(one => one.severity === asked.parts[1]).length ?? 0 }),
  ],
  [
    /^\/client\/([^/]+)\/config\/all$/,
    asked => ({ ok: (find(asked)?.configs ?? []).map(name => ({ run_id: asked.parts[0], name, content: '{}' })) }),
  ],
  [/^\/tests\/([^/]+)\/([^/]+)\/log\/([^/]+)\/download$/, downloadAnswer],
  [/^\/s3\/[^/]+\/(.+)$/, ({ argus, parts: [key] }) => ({ leads: argus.storage.presigned(key) })],
  [/^\/artifact\/resolveSize$/, sizeAnswer],
];

function newestFirst(runs: readonly StandInRun[]): StandInRun[] {
  return [...runs].sort((one, other) => other.run.build_number - one.run.build_number);
}

function statsAnswer({ argus, query }: Asked): Answer {
  const flags = ['limited', 'force'].map(name => query.get(name));
  if (flags.some(flag => flag === null))
    return {
      raises: 'TypeError',
      message: "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
    };
  const release = query.get('release') ?? '';
  return release in argus.stats
    ? { ok: argus.stats[release] }
    : { raises: 'DoesNotExist', message: `Release ${release} does not exist` };
}

function infoAnswer(asked: Asked): Answer {
  const found = find(asked);
  const [id] = asked.parts;
  if (!found) return { raises: 'ClientException', message: `Test run ${id} not found in any plugin model` };
  const { plugin, run, named, comments } = found;
  const [test, group, release] = [named.test, named.group, named.release].map(name => ({ name }));
  const legacy = { ...run, nemesis_data: [], allocated_resources: [] };
  return {
    ok: {
      plugin_name: plugin,
      test_run: legacy,
      test_info: { test, group, release },
      comments,
      activity: { run_id: id, raw_events: [], events: {} },
    },
  };
}

function buildAnswer({ argus, parts: [build, number] }: Asked): Answer {
  const found = argus.runs.find(one => one.run.build_id === build && one.run.build_number === Number(number));
  return found
    ? { ok: { run_id: found.run.id, plugin_name: found.plugin, url: '' } }
    : { raises: 'DoesNotExist', message: `No run of ${build} #${number} does exist` };
}

/** Oldest first, `after` and `before` in whole seconds and inclusive, so many of one severity. */
function eventsAnswer(asked: Asked): Answer {
  const { query, parts } = asked;
  const bounds = ['after', 'before'].map(name => query.get(name));
  if (bounds.some(bound => bound !== null && !/^\d+$/.test(bound)))
    return { raises: 'ValueError', message: `invalid literal for int() with base 10` };
  const [after, before] = bounds.map(bound => (bound === null ? null : Number(bound) * 1000));
  const events = (find(asked)?.events ?? [])
    .filter(one => one.severity === parts[1])
    .filter(one => (after === null || Date.parse(one.ts) >= after) && (before === null || Date.parse(one.ts) <= before))
    .sort((one, other) => Date.parse(one.ts) - Date.parse(other.ts));
  return { ok: events.slice(0, Number(query.get('limit') ?? 100)) };
}

function downloadAnswer(asked: Asked): Answer {
  const { argus, parts } = asked;
  const logs = (find(asked, 1)?.run.logs ?? []) as [string, string][];
  const link = logs.find(([name]) => name === parts[2])?.[1];
  if (!link) return { raises: 'TestRunServiceException', message: `Log ${parts[2]} not found in test run ${parts[1]}` };
  return { leads: argus.storage.presigned(new URL(link).pathname.slice(1)) };
}

function sizeAnswer({ argus, query }: Asked): Answer {
  const bytes = argus.storage.files.get(new URL(query.get('l') ?? '').pathname.slice(1));
  return bytes
    ? { ok: { artifactSize: bytes.length } }
    : { raises: 'ClientError', message: 'An error occurred (404): Not Found' };
}
