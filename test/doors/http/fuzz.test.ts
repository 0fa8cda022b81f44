/** Every endpoint of the OpenAPI document takes anything: what does not fit is refused in words, without a bug, a stack, a path of the home or a wait; many at once lose nothing. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { faults } from '../../../src/base/fault.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { formatPlace } from '../../../src/model/place.ts';
import { version } from '../../../src/version.ts';
import { type Asker, openServer } from './asker.ts';
import { fitting, HOSTILE, type Known, type Schema, wrong } from './from-schema.ts';

/** Requests per endpoint. */
const EACH = 10;
/** Longer than this is a wait without end. */
const PATIENCE_MS = 30_000;
const STACK = /\n\s+at |node:internal|\.[cm]?[jt]s:\d+:\d+/;

interface Operation {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: Schema | null;
  readonly query: readonly { readonly name: string; readonly schema: Schema }[];
  readonly isStream: boolean;
}

interface Document {
  readonly paths: Record<
    string,
    Record<
      string,
      {
        readonly parameters?: readonly { in: string; name: string; schema: Schema }[];
        readonly requestBody?: { content: Record<string, { schema?: Schema }> };
        readonly responses: Record<string, { content?: object }>;
      }
    >
  >;
}

function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      body: requestBody?.content['application/json']?.schema ?? null,
      query: parameters.filter(one => one.in === 'query'),
      isStream: Object.values(responses).some(one => one.content && 'text/event-stream' in one.content),
    })),
  );
}

describe('the local HTTP API under strain', function () {
  this.timeout(300_000);
  let room: string;
  let home: string;
  let engine: RunningEngine;
  let server: Asker;
  let known: Known;

  before(async () => {
    room = mkdtempSync(join(tmpdir(), 'http-fuzz-'));
    home = join(room, 'home-of-the-engine');
    const cwd = join(room, 'work');
    mkdirSync(cwd);
    writeFileSync(
      join(cwd, 'a.log'),
      '2026-03-01T10:00:00Z ERROR write failed: No space left on device\n2026-03-01T10:00:01Z INFO done\n',
    );
    engine = startEngine({ home, cwd, version, limits: {} });
    server = await openServer(engine);
    const { run, evidence_index } = await engine.investigate_run({ inputs: ['a.log'] });
    await engine.keep_agent_run({ run: readFileSync('test/engine/rca/agents/sufficient.json', 'utf8') });
    known = knownBy(run.run_id, formatPlace(evidence_index[0].place));
  });
  after(async () => {
    await server.close();
    await engine.end();
    rmSync(room, { recursive: true, force: true });
  });

  /** What a tool reads from this machine or the network stays within the room. */
  function knownBy(run_id: string, place: string): Known {
    const paths = ['a.log', 'missing.log', '*.log', '', '\u0000', 'argus:none', run_id];
    const lists = paths.map(path => [path]);
    const sample = readFileSync('test/engine/rca/agents/insufficient.json', 'utf8');
    return {
      run_id: [run_id, 'run-001-sufficient'],
      agent_run_id: ['run-001-sufficient'],
      place: [place],
      near: [place],
      inputs: lists,
      against: lists,
      roots: [['.']],
      file: ['a.log'],
      run: [sample],
    };
  }

  it('is described by a document in which every endpoint stands', async () => {
    const operations = operationsOf((await server.ask('GET', '/openapi.json')).body);
    assert.ok(operations.length > 50, String(operations.length));
    for (const { method, path } of operations)
      assert.ok(
        server.app.hasRoute({ method, url: path.replace(/^\/tools\/\w+$/, '/tools/:name').replace(/\{(\w+)\}/g, ':$1') }),
        path,
      );
  });

  it('tells nobody where the home folder lies', async () => {
    const { status, body } = await server.ask('POST', '/tools/list_patterns', {
      body: { run_id: known.run_id[0], against: ['..'] },
    });
    assert.deepEqual(
      [status, body.error.message.includes(room), body.error.message.includes('(home folder)')],
      [400, true, true],
    );
    assert.ok(!body.error.message.includes(home));
  });

  it('refuses in words whatever does not fit, at every endpoint', async () => {
    const operations = operationsOf((await server.ask('GET', '/openapi.json')).body);
    const id = fc.oneof(fc.string({ maxLength: 80, unit: 'binary' }), fc.constantFrom(...HOSTILE, 'run-001-sufficient'));
    for (const operation of operations) {
      const { body, query } = operation;
      const bodies = body ? fc.oneof(fitting(body, known), wrong(body, known)) : fc.constant(undefined);
      const asked = fc.record(
        Object.fromEntries(query.map(({ name, schema }) => [name, fc.oneof(fitting(schema), fc.constantFrom(...HOSTILE))])),
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(bodies, asked, id, async (sent, words, name) => holds(operation, { sent, words, name })),
        { numRuns: EACH, seed: 6 },
      );
    }
  });

  it('refuses what is no JSON, at every endpoint that takes a body', async () => {
    const operations = operationsOf((await server.ask('GET', '/openapi.json')).body).filter(one => one.method === 'POST');
    for (const { path } of operations) {
      const address = path.replace(/\{\w+\}/, 'run-001-sufficient');
      for (const raw of ['{', '[1', '\u0000', '{"__proto__": {"x": 1}}', '"'.repeat(1000), '[['.repeat(50_000)]) {
        const { status, body } = await server.ask('POST', address, { raw });
        assert.ok(status === 400 || status === 413, `${address} ${raw.slice(0, 20)}: ${status}`);
        assert.ok(body.error?.hint ?? body.jsonrpc, address);
      }
    }
  });

  async function holds(
    operation: Operation,
    { sent, words, name }: { sent: unknown; words: object; name: string },
  ): Promise<void> {
    const { method, isStream } = operation;
    const path = operation.path.replace(/\{\w+\}/, encodeURIComponent(name.toWellFormed()));
    const query = Object.entries(words).map(([key, value]) => `${key}=${encodeURIComponent(String(value).toWellFormed())}`);
    const url = `${server.url}${path}${query.length ? `?${query.join('&')}` : ''}`;
    const isBody = method === 'POST' && sent !== undefined;
    const reply = await fetch(url, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(isBody && { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } }),
    });
    const { status } = reply;
    const text = status === 200 && isStream ? await reply.body?.cancel() : await reply.text();
    const told = `${method} ${path} ${JSON.stringify(sent)?.slice(0, 2000)} → ${status} ${String(text).slice(0, 2000)}`;
    assert.ok(status !== 500 && status < 600, told);
    if (typeof text !== 'string' || status < 400) return;
    assert.ok(!STACK.test(text), told);
    assert.ok(!text.includes(home), told);
    const { error } = JSON.parse(text);
    assert.ok(Object.hasOwn(faults, error.code) && error.message && error.hint, told);
    assert.equal(faults[error.code as keyof typeof faults].http, status, told);
  }

  it('keeps two hundred agent runs that are handed in at once', async () => {
    const sample = JSON.parse(readFileSync('test/engine/rca/agents/insufficient.json', 'utf8'));
    const ids = Array.from({ length: 200 }, (_, at) => `at-once-${at}`);
    const replies = await Promise.all(ids.map(run_id => server.ask('POST', '/agent-runs', { body: { ...sample, run_id } })));
    assert.deepEqual([...new Set(replies.map(one => one.status))], [200]);
    const kept = await Promise.all(ids.map(id => server.ask('GET', `/agent-runs/${id}`)));
    assert.deepEqual(
      kept.map(one => one.body.run_id),
      ids,
    );
  });
});
