/** HTTP: requests that no well-meant client sends, byte by byte: torn, endless, ambiguous, poisoned; each is refused in words or dropped, none is a bug, and the server goes on. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { type Asker, openServer } from './asker.ts';

describe('hostile requests', function () {
  this.timeout(60_000);
  let home: string;
  let engine: RunningEngine;
  let server: Asker;
  let port: number;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'http-hostile-'));
    engine = startEngine({ home, cwd: home, version: 'test', inline: true });
    const access = { host: '127.0.0.1', hosts: [], origins: ['http://page.example'], secret: null };
    server = await openServer(engine, { access });
    port = Number(new URL(server.url).port);
  });
  afterEach(async () => {
    assert.deepEqual(
      server.log.filter(one => 'status' in one && Number(one.status) >= 500),
      [],
    );
    assert.equal((await server.ask('GET', '/health')).status, 200, 'it goes on');
  });
  after(async () => {
    await server.close();
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  /** Everything that comes back until the server closes, or until `enough` has come. */
  function raw(write: (socket: Socket) => void, enough?: RegExp, url = server.url): Promise<string> {
    return new Promise(resolve => {
      let heard = '';
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => write(socket));
      const end = () => {
        socket.destroy();
        resolve(heard);
      };
      socket.on('data', bytes => {
        heard += bytes.toString('latin1');
        if (enough?.test(heard)) end();
      });
      // A server that drops a connection may do so while something is still being written.
      socket.on('close', end).on('error', end);
    });
  }
  const head = (line: string, ...headers: string[]) =>
    `${[line, `Host: 127.0.0.1:${port}`, 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;
  const statusOf = (reply: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1] ?? 0);

  it('without an end are cut at the limit of a body, told ahead or not', async () => {
    const told = await raw(socket =>
      socket.write(head('POST /agent-runs HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 99999999999')),
    );
    assert.equal(statusOf(told), 413);
    let sent = 0;
    const chunk = `10000\r\n${'['.repeat(0x10000)}\r\n`;
    const endless = await raw(socket => {
      socket.write(head('POST /tools/list_runs HTTP/1.1', 'Content-Type: application/json', 'Transfer-Encoding: chunked'));
      const more = () => {
        while (!socket.destroyed && sent < 1000 && socket.write(chunk)) sent++;
      };
      socket.on('drain', more);
      more();
    });
    assert.equal(statusOf(endless), 413);
    assert.ok(sent < 1000, `${sent} chunks`);
  });

  it('that break off in the middle change nothing', async () => {
    const body = JSON.stringify({ run_id: 'torn', agent_name: 'a' });
    for (const keep of [1, body.length >> 1, body.length - 1])
      await raw(socket => {
        socket.write(head('POST /agent-runs HTTP/1.1', 'Content-Type: application/json', `Content-Length: ${body.length}`));
        socket.end(body.slice(0, keep));
      });
    assert.equal((await server.ask('GET', '/agent-runs/torn')).status, 404);
  });

  it('of two lengths, of two hosts, of no host, or that are no HTTP, are refused', async () => {
    const json = 'Content-Type: application/json';
    const both = head('POST /tools/list_runs HTTP/1.1', json, 'Content-Length: 2', 'Transfer-Encoding: chunked');
    const twice = head('POST /tools/list_runs HTTP/1.1', json, 'Content-Length: 2', 'Content-Length: 3');
    for (const text of [
      `${both}0\r\n\r\n`,
      `${twice}{}`,
      `GET /health HTTP/1.1\r\nConnection: close\r\n\r\n`,
      'GET /health HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n',
      `${'A'.repeat(100_000)}\r\n\r\n`,
      '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001',
      'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    ]) {
      const status = statusOf(await raw(socket => socket.write(text)));
      assert.ok([400, 403, 414, 431].includes(status), `${status} for ${text.slice(0, 60)}`);
    }
    const smuggled = await raw(socket =>
      socket.write(`${both}0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`),
    );
    assert.equal(smuggled.match(/HTTP\/1\.1 \d/g)?.length, 1);
  });

  it('by names that somebody made point here are refused, and this machine’s own are not', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      '0',
      '2130706433',
      '[::ffff:127.0.0.1',
      `localhost.:${port}x`,
    ]) {
      const reply = await raw(socket => socket.write(`GET /tools HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`));
      assert.ok([400, 403].includes(statusOf(reply)), `${statusOf(reply)} for ${host}`);
    }
    for (const host of [`localhost:${port}`, `[::1]:${port}`, `127.0.0.1:${port}`])
      assert.equal(
        statusOf(await raw(socket => socket.write(`GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`))),
        200,
      );
  });

  it('of pages that were not allowed, of files and sandboxes, may not read, nor ask ahead', async () => {
    for (const origin of [
      'http://evil.example',
      'null',
      'http://page.example.evil.example',
      'https://page.example',
      'http://page.example:81',
      'file://',
    ]) {
      for (const method of ['OPTIONS', 'GET']) {
        const { status, headers } = await server.ask(method, '/config', { headers: { origin } });
        assert.equal(status, 403, `${method} of ${origin}`);
        assert.equal(headers.get('access-control-allow-origin'), null);
      }
    }
    const asked = { origin: 'http://page.example', 'access-control-request-method': 'POST' };
    const { status, headers } = await server.ask('OPTIONS', '/agent-runs', { headers: asked });
    assert.deepEqual([status, headers.get('access-control-allow-origin')], [204, 'http://page.example']);
  });

  it('with ids that would forge a log get one of the server’s own', async () => {
    for (const id of ['x'.repeat(5000), 'a b', '{"level":"error"}', 'é', '\u001b[2J', '', '../..']) {
      const reply = await raw(socket => socket.write(Buffer.from(head('GET /health HTTP/1.1', `X-Request-ID: ${id}`), 'latin1')));
      if (statusOf(reply) === 400) continue;
      assert.match(reply, /\r\nX-Request-ID: [0-9a-f]{8}-[0-9a-f-]{27}\r\n/i, id.slice(0, 20));
    }
    assert.equal(
      (await server.ask('GET', '/health', { headers: { 'x-request-id': 'mine:1' } })).headers.get('x-request-id'),
      'mine:1',
    );
  });

  it('whose JSON is poisoned, endlessly deep or ambiguous are data or refused', async () => {
    for (const text of [
      '{"__proto__":{"polluted":true},"limit":1}',
      '{"constructor":{"prototype":{"polluted":true}}}',
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
      '{"limit":1,"limit":2}',
      '{"job":"\\ud800"}',
      '{"limit":1e999}',
      '"\\u0000"',
    ]) {
      const { status } = await server.ask('POST', '/tools/list_runs', { raw: text });
      assert.ok([200, 400].includes(status), `${status} for ${text.slice(0, 40)}`);
    }
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });

  it('that come one behind the other on one connection are answered in their order', async () => {
    const one = (id: number) => `GET /health HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Request-ID: r${id}\r\n\r\n`;
    const reply = await raw(socket => socket.write([1, 2, 3, 4, 5].map(one).join('')), /X-Request-ID: r5/i);
    assert.deepEqual(
      [...reply.matchAll(/X-Request-ID: r(\d)/gi)].map(([, id]) => id),
      ['1', '2', '3', '4', '5'],
    );
  });

  it('that trickle in are not waited for without end', async () => {
    const impatient = await openServer(engine, { patience: { requestMs: 400, endMs: 60_000 } });
    const half = 'POST /agent-runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n';
    const all = ['GET / HTTP/1.1\r\nHo', half, `${half}\r\n{"run_id"`].map(text =>
      raw(socket => socket.write(text), undefined, impatient.url),
    );
    for (const reply of await Promise.all(all)) assert.ok([0, 408].includes(statusOf(reply)), reply.slice(0, 100));
    await impatient.close();
  });

  it('that never end, or whose reader stops reading, do not hold up the end of the server', async () => {
    // More than the buffers of a connection take.
    const get_agent_run = async () => ({ agent_run: 'x'.repeat(64 << 20) }) as never;
    const ending = await openServer({ ...engine, get_agent_run }, { patience: { requestMs: 60_000, endMs: 300 } });
    const [stuck, half] = [1, 2].map(() => connect(Number(new URL(ending.url).port), '127.0.0.1').on('error', () => undefined));
    stuck.write('GET /agent-runs/endless HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(stuck, 'readable');
    const begun = once(ending.app.server, 'request');
    half.write('POST /agent-runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{');
    await begun;
    await ending.close();
    for (const socket of [stuck, half]) socket.destroy();
  });

  it('for an analysis need no body, and one that says that it is JSON may be empty', async () => {
    const run = {
      run_id: 'bodiless',
      agent_name: 'a',
      status: 'success',
      started_at: '2026-01-01T00:00:00Z',
      steps: [],
      tool_calls: [],
    };
    assert.equal((await server.ask('POST', '/agent-runs', { body: run })).status, 200);
    for (const sent of [{}, { raw: '', headers: { 'content-type': 'application/json' } }, { body: {} }])
      assert.ok([200, 201, 202].includes((await server.ask('POST', '/agent-runs/bodiless/rca-runs', sent)).status));
  });

  it('by any method that is not offered are told so', async () => {
    for (const path of [
      '/agent-runs',
      '/webhooks/alertmanager',
      '/v1/traces',
      '/analyze',
      '/tools/list_runs',
      '/metrics',
      '/health',
    ])
      for (const method of ['PUT', 'PATCH', 'HEAD', 'OPTIONS']) {
        const { status } = await fetch(`${server.url}${path}`, { method });
        assert.equal(status, 404, `${method} ${path}`);
      }
  });
});
