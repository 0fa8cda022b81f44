/** The server's frame: state, tools, refusals in the words of the faults, request ids, pages, bounds, its log and its document. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults } from '../../../src/base/fault.ts';
import { endpoints } from '../../../src/doors/http/endpoints.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { readingTools, table } from '../../../src/tools/table.ts';
import { version } from '../../../src/version.ts';
import { type Asker, openServer } from './asker.ts';

describe('the local HTTP API', () => {
  let home: string;
  let engine: RunningEngine;
  let server: Asker;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'http-'));
    engine = startEngine({ home, cwd: process.cwd(), version, limits: {}, inline: true });
  });
  after(async () => {
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });
  beforeEach(async () => {
    server = await openServer(engine, {
      allowWrites: false,
      access: { host: '127.0.0.1', hosts: [], origins: ['http://localhost:3000'], secret: 'open sesame' },
    });
  });
  afterEach(() => server.close());

  const knowing = { 'x-ingest-secret': 'open sesame' };
  const tool = (name: string, body?: unknown, headers: Record<string, string> = knowing) =>
    server.ask('POST', `/tools/${name}`, { body, headers });

  it('says without a secret that it is there, and whether the engine is', async () => {
    assert.deepEqual((await server.ask('GET', '/')).body, { status: 'ok', service: 'test-run-investigator' });
    const { status, body } = await server.ask('GET', '/health');
    assert.deepEqual([status, body], [200, { status: 'ok', service: 'test-run-investigator', version, runs: 0, ingesting: 0 }]);
  });

  it('answers a tool with its text and its data', async () => {
    const { status, body } = await tool('list_runs', {});
    assert.equal(status, 200);
    assert.deepEqual(body.data, { runs: [], in_all: 0, next: null });
    assert.match(body.text, /^No run fits/);
    assert.deepEqual((await tool('list_runs')).body, body);
  });

  it('refuses in the words of the fault, under its status', async () => {
    const cases: [string, unknown, keyof typeof faults, RegExp][] = [
      ['get_report', { run_id: 'nowhere' }, 'run_unknown', /^No run is known as nowhere\.$/],
      ['list_runs', { limit: 0 }, 'bad_input', /limit: must be at least 1/],
      ['list_runs', [], 'bad_input', /must be an object/],
      ['no_tool', {}, 'endpoint_unknown', /^There is no POST \/tools\/no_tool\.$/],
      ['constructor', {}, 'endpoint_unknown', /constructor/],
      ['forget_run', { run_id: 'x' }, 'writes_refused', /^forget_run changes what is kept/],
    ];
    for (const [name, input, code, words] of cases) {
      const { status, body } = await tool(name, input);
      assert.deepEqual([status, body.error.code], [faults[code].http, code], name);
      assert.match(body.error.message, words);
      assert.deepEqual(Object.keys(body.error), ['code', 'message', 'hint']);
    }
    const elsewhere = await server.ask('GET', '/tools/list_runs?secret=1', { headers: knowing });
    assert.deepEqual([elsewhere.status, elsewhere.body.error.message], [404, 'There is no GET /tools/list_runs.']);
  });

  it('takes nothing but JSON, and not without end', async () => {
    const raw = async (text: string, headers: Record<string, string> = {}) => {
      const { status, body } = await server.ask('POST', '/tools/list_runs', { raw: text, headers: { ...knowing, ...headers } });
      return [status, body.error?.code];
    };
    assert.deepEqual(await raw('{"text":'), [400, 'bad_input']);
    assert.deepEqual(await raw('{"__proto__":{"text":"x"}}'), [400, 'bad_input']);
    assert.deepEqual(await raw('{}', { 'content-type': 'text/plain' }), [400, 'bad_input']);
    assert.deepEqual(await raw(JSON.stringify({ text: 'x'.repeat(17 << 20) })), [413, 'request_too_large']);
  });

  it('asks for the secret before anything else is looked at', async () => {
    for (const headers of [{}, { 'x-ingest-secret': 'close sesame' }] as Record<string, string>[]) {
      for (const [method, path] of [
        ['POST', '/tools/list_runs'],
        ['GET', '/openapi.json'],
        ['GET', '/nowhere'],
      ]) {
        const reply = await server.ask(method, path, { headers });
        assert.deepEqual([reply.status, reply.body.error.code], [401, 'secret_refused'], path);
        assert.equal(reply.headers.get('www-authenticate'), 'Bearer');
        assert.ok(!JSON.stringify(reply.body).includes('sesame'));
      }
    }
    assert.equal((await tool('list_runs', {}, { authorization: 'Bearer open sesame' })).status, 200);
  });

  it('gives back the id that a request came with, or one of its own', async () => {
    const id = async (given?: string) =>
      (await server.ask('GET', '/', { headers: given ? { 'x-request-id': given } : {} })).headers.get('x-request-id');
    assert.equal(await id('trace-1.2:3'), 'trace-1.2:3');
    for (const given of [undefined, 'a b', '"}', 'x'.repeat(129)]) assert.match((await id(given)) ?? '', /^[\da-f-]{36}$/);
  });

  it('is asked by no page but those that are allowed', async () => {
    const from = (origin: string, method = 'GET') => server.ask(method, '/health', { headers: { origin } });
    const allowed = await from('http://localhost:3000');
    assert.deepEqual([allowed.status, allowed.headers.get('access-control-allow-origin')], [200, 'http://localhost:3000']);
    const before = await from('http://localhost:3000', 'OPTIONS');
    assert.deepEqual([before.status, before.headers.get('access-control-allow-methods')], [204, 'GET, POST, DELETE']);
    assert.match(before.headers.get('access-control-allow-headers') ?? '', /X-Ingest-Secret/);
    for (const method of ['GET', 'OPTIONS']) {
      const { status, body, headers } = await from('http://evil.example', method);
      assert.deepEqual([status, body.error.code, headers.get('access-control-allow-origin')], [403, 'origin_refused', null]);
    }
    assert.equal((await from(server.url)).status, 200);
  });

  it('is not meant by a name that somebody made point here', async () => {
    const { port } = new URL(server.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/', headers: { host: 'evil.example' } }, reply => {
        reply.resume();
        resolve(reply.statusCode);
      });
      asked.once('error', reject).end();
    });
    assert.equal(status, 403);
  });

  it('logs each request by its pattern, without what was in it', async () => {
    await tool('get_report', { run_id: 'private' }, { ...knowing, 'x-request-id': 'r1' });
    await server.ask('GET', '/tools/x?secret=private', { headers: { ...knowing, 'x-request-id': 'r2' } });
    // The log is written once the answer is out.
    await server.close();
    const told = server.log.map(({ took_ms, ...rest }) => rest);
    assert.deepEqual(told, [
      { message: 'answered', request_id: 'r1', method: 'POST', route: '/tools/:name', status: 404 },
      { message: 'answered', request_id: 'r2', method: 'GET', route: '(none)', status: 404 },
    ]);
  });

  it('tells of a bug that it is one, and logs its stack', async () => {
    const broken = await openServer({ ...engine, list_runs: async () => Promise.reject(new TypeError('inner words')) });
    try {
      const { status, body } = await broken.ask('POST', '/tools/list_runs', { body: {} });
      assert.deepEqual([status, body.error.code, body.error.message], [500, 'bug', 'Something went wrong inside.']);
      assert.match(broken.log.find(one => one.message === 'bug')?.stack ?? '', /TypeError: inner words\n/);
    } finally {
      await broken.close();
    }
  });

  it('cancels a question when who asked has gone', async () => {
    const heard = Promise.withResolvers<AbortSignal>();
    const ended = Promise.withResolvers<unknown>();
    const slow = (_input: object, life?: { signal?: AbortSignal }) =>
      new Promise<never>((_resolve, reject) => {
        life?.signal?.addEventListener('abort', () => {
          ended.resolve(life.signal?.reason);
          reject(life.signal?.reason);
        });
        heard.resolve(life?.signal as AbortSignal);
      });
    const waiting = await openServer({ ...engine, list_runs: slow });
    try {
      const gone = new AbortController();
      const asked = fetch(`${waiting.url}/tools/list_runs`, { method: 'POST', signal: gone.signal });
      await heard.promise;
      gone.abort();
      await assert.rejects(asked);
      assert.equal(((await ended.promise) as { code: string }).code, 'cancelled');
    } finally {
      await waiting.close();
    }
  });

  it('describes itself, every endpoint of which is there', async () => {
    const { body } = await server.ask('GET', '/openapi.json', { headers: knowing });
    const tools = Object.keys(body.paths).filter(path => path.startsWith('/tools/'));
    assert.deepEqual(
      tools,
      Object.keys(readingTools).map(name => `/tools/${name}`),
    );
    assert.deepEqual(
      Object.keys(body.paths)
        .filter(path => !path.startsWith('/tools/'))
        .sort(),
      [...new Set(endpoints.map(one => one.path))].sort(),
    );
    const refs = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g)].map(match => match[1]);
    assert.deepEqual([...new Set(refs)], ['#/components/schemas/Error']);
    for (const { method, path } of endpoints)
      assert.ok(server.app.hasRoute({ method: method.toUpperCase(), url: path.replace(/\{(\w+)\}/g, ':$1') }), path);
    const writing = await openServer(engine);
    const all = (await writing.ask('GET', '/openapi.json')).body;
    await writing.close();
    assert.equal(Object.keys(all.paths).filter(path => path.startsWith('/tools/')).length, Object.keys(table).length);
  });
});
