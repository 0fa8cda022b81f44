/** MCP over HTTP: the SDK's client and bare requests against a server that listens: who may ask, sessions that begin, end and are left, and a server that ends. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LATEST_PROTOCOL_VERSION } from '@modelcontextprotocol/sdk/types.js';
import { httpSessions } from '../../../src/doors/mcp/http-sessions.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { readingTools } from '../../../src/tools/table.ts';
import { type Asker, openServer } from '../http/asker.ts';
import { connectHttp } from './client.ts';
import { SAMPLE } from './questions.ts';

const SECRET = 'a secret of this test';
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: LATEST_PROTOCOL_VERSION, capabilities: {}, clientInfo: { name: 'bare', version: '1' } },
};

describe('MCP over HTTP', function () {
  this.timeout(60_000);
  let home: string;
  let engine: RunningEngine;
  let server: Asker;
  const access = { host: '127.0.0.1', hosts: [], origins: ['http://page.example'], secret: SECRET };

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'mcp-http-'));
    engine = startEngine({ home, cwd: process.cwd(), version: 'test', inline: true });
    server = await openServer(engine, { access, allowWrites: false, mcp: httpSessions });
  });
  after(async () => {
    await server.close();
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  const own = { 'x-ingest-secret': SECRET, accept: 'application/json, text/event-stream' };
  const ask = (body: unknown, headers: Record<string, string> = {}) =>
    server.ask('POST', '/mcp', { body, headers: { ...own, ...headers } });
  const begin = async () => (await ask(initialize)).headers.get('mcp-session-id') ?? '';

  it('answers a client that knows the secret, by either header, and offers it what only reads', async () => {
    for (const headers of [{ 'x-ingest-secret': SECRET }, { authorization: `Bearer ${SECRET}` }]) {
      const agent = await connectHttp(`${server.url}/mcp`, headers as unknown as Record<string, string>);
      assert.deepEqual((await agent.client.listTools()).tools.map(tool => tool.name).sort(), Object.keys(readingTools).sort());
      assert.match(agent.client.getInstructions() ?? '', /get_investigation_instructions/);
      await agent.close();
    }
  });

  it('refuses who does not, a page of another site, and a name that is not its own, before anything is read', async () => {
    await assert.rejects(connectHttp(`${server.url}/mcp`), /401|secret/i);
    assert.equal((await ask(initialize, { 'x-ingest-secret': 'another' })).status, 401);
    assert.equal((await ask(initialize, { origin: 'http://evil.example' })).status, 403);
    const status = await new Promise<number>((resolve, reject) => {
      const { port } = new URL(server.url);
      const headers = { ...own, host: 'evil.example', 'content-type': 'application/json' };
      const sent = httpRequest({ host: '127.0.0.1', port, path: '/mcp', method: 'POST', headers }, reply =>
        resolve(reply.statusCode ?? 0),
      );
      sent.on('error', reject).end(JSON.stringify(initialize));
    });
    assert.equal(status, 403);
  });

  it('lets a page that is allowed read its session', async () => {
    const { headers, status } = await ask(initialize, { origin: 'http://page.example' });
    assert.equal(status, 200);
    assert.equal(headers.get('access-control-allow-origin'), 'http://page.example');
    assert.match(headers.get('access-control-expose-headers') ?? '', /Mcp-Session-Id/);
    const { headers: allowed } = await server.ask('OPTIONS', '/mcp', { headers: { origin: 'http://page.example' } });
    assert.match(allowed.get('access-control-allow-methods') ?? '', /DELETE/);
    assert.match(allowed.get('access-control-allow-headers') ?? '', /Mcp-Session-Id/);
  });

  it('says what is wrong with a request that no session can answer', async () => {
    const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
    const first = await ask(list);
    assert.equal(first.status, 400);
    assert.match(first.body.error.message, /first request .* initialize/);
    const lost = await ask(list, { 'mcp-session-id': 'left-long-ago' });
    assert.equal(lost.status, 404);
    assert.match(lost.body.error.message, /initialize a new one/);
    assert.equal((await server.ask('POST', '/mcp', { raw: '{"torn":', headers: own })).status, 400);
    assert.equal((await server.ask('POST', '/mcp', { raw: JSON.stringify('x'.repeat(17 << 20)), headers: own })).status, 413);
    assert.equal((await server.ask('PUT', '/mcp', { body: {}, headers: own })).status, 404);
  });

  it('ends a session at its client’s word', async () => {
    const id = { ...own, 'mcp-session-id': await begin() };
    assert.equal((await server.ask('DELETE', '/mcp', { headers: id })).status, 200);
    assert.equal((await server.ask('GET', '/mcp', { headers: { ...id, accept: 'text/event-stream' } })).status, 404);
  });

  it('tells progress, and two clients at once what each has asked', async () => {
    const agents = await Promise.all([1, 2].map(() => connectHttp(`${server.url}/mcp`, { 'x-ingest-secret': SECRET })));
    let told = 0;
    const [report, runs] = await Promise.all([
      agents[0].call('investigate_run', SAMPLE, { onprogress: () => void told++ }),
      agents[1].call('list_runs'),
    ]);
    assert.match(report.text, /OOM killer/);
    assert.ok(told > 0 && Array.isArray(runs.data.runs));
    const cancel = new AbortController();
    const late = agents[0].call('search_logs', { query: 'scylla' }, { signal: cancel.signal });
    cancel.abort();
    await assert.rejects(late);
    assert.equal((await agents[0].call('list_runs', { limit: 1 })).isError, false, 'the session goes on');
    await Promise.all(agents.map(one => one.close()));
  });

  it('gives up the session that was silent longest when there are too many, never one with a stream', async () => {
    const first = await begin();
    const leave = new AbortController();
    const headers = { ...own, accept: 'text/event-stream', 'mcp-session-id': first };
    const stream = await fetch(`${server.url}/mcp`, { headers, signal: leave.signal });
    const second = await begin();
    for (let n = 0; n < 70; n++) assert.ok(await begin());
    const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
    assert.equal((await ask(list, { 'mcp-session-id': first })).status, 200);
    assert.equal((await ask(list, { 'mcp-session-id': second })).status, 404);
    leave.abort();
    await stream.body?.cancel().catch(() => undefined);
  });

  it('ends although a client still listens', async () => {
    const other = await openServer(engine, { access, mcp: httpSessions });
    const agent = await connectHttp(`${other.url}/mcp`, { 'x-ingest-secret': SECRET });
    const began = performance.now();
    await other.close();
    assert.ok(performance.now() - began < 5000, 'it waits for nobody');
    await agent.close();
  });
});
