/** Trying a connection: each failing layer is named, by a real request; a credential is shown to its system and to nobody else. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { openClient } from '../../../src/engine/sources/client.ts';
import { testConnection } from '../../../src/engine/sources/probe.ts';
import { systems } from '../../../src/engine/sources/systems.ts';
import { Connection, type Network, type Secret, SystemName } from '../../../src/model/connection.ts';
import type { ConnectionTest } from '../../../src/model/connection-test.ts';
import { connectionsText } from '../../../src/tools/render/connections.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { direct, Loopback } from './loopback.ts';

const SECRET = 'sesame-4711';
const replies: Readonly<Record<SystemName, unknown>> = {
  argus: { status: 'ok', response: [] },
  victoriaLogs: { values: [] },
  loki: { status: 'success', data: [] },
  prometheus: { status: 'success', data: {} },
  alertmanager: { cluster: {}, versionInfo: {} },
  github: { resources: {} },
  anthropic: { data: [] },
};

const json =
  (body: unknown, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

interface Trying {
  readonly token?: string;
  readonly tenant?: string;
  readonly network?: Network;
  readonly signal?: AbortSignal;
}

function tried(
  system: SystemName,
  url: string,
  { token, tenant = '', network = direct, signal }: Trying = {},
): Promise<ConnectionTest> {
  const secret: Secret = token ? { token } : {};
  const to = { connection: Connection.parse({ system, url, tenant }), secret, network };
  return testConnection(to, openClient(), { signal: signal ?? new AbortController().signal });
}

describe('a connection that is tried', () => {
  const servers: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function serving(answer: RequestListener, how?: { encrypted: boolean }): Promise<Loopback> {
    const server = await Loopback.open(answer, how);
    servers.push(server);
    return server;
  }

  async function listening(hear: (socket: Socket) => void): Promise<string> {
    const sockets: Socket[] = [];
    const server: Server = createServer(socket => {
      sockets.push(socket.on('error', () => socket.destroy()));
      hear(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push({
      close: async () => {
        for (const socket of sockets) socket.destroy();
        await new Promise(done => server.close(done));
      },
    });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('holds where the API lies below the address as Mimir has it, and where the address was pasted with it', async () => {
    const mimir = await serving((request, response) =>
      request.url?.startsWith('/prometheus/api/v1/query?')
        ? json(replies.prometheus)(request, response)
        : json({}, 404)(request, response),
    );
    assert.equal((await tried('prometheus', mimir.url)).failed, null);
    assert.equal((await tried('prometheus', `${mimir.url}/prometheus/api/v1`)).failed, null);
    assert.equal((await tried('prometheus', `${mimir.url}/elsewhere`)).failed, 'http');
  });

  for (const name of SystemName.options) {
    it(`with ${name} holds when it answers as it does, and shows it the credential`, async () => {
      const server = await serving(json(replies[name]));
      const test = await tried(name, `${server.url}/`, { token: SECRET });
      assert.equal(test.failed, null, test.problem.words);
      assert.ok(test.layers.every(one => one.state === 'holds'));
      assert.ok(Object.values(server.asked[0].headers).some(value => String(value).includes(SECRET)));
      assert.ok(server.asked[0].url?.startsWith(systems[name].health.path), server.asked[0].url);
    });

    it(`with ${name} tells a credential that is refused`, async () => {
      assert.equal((await tried(name, (await serving(json({ message: 'no' }, 401))).url, { token: SECRET })).failed, 'auth');
    });
  }

  it('tells an address that is none, or holds a password', async () => {
    assert.equal((await tried('loki', 'localhost:3100')).failed, 'address');
    const held = await tried('loki', 'http://me:sesame@127.0.0.1:1');
    assert.equal(held.failed, 'address');
    assert.doesNotMatch(JSON.stringify(held), /sesame/);
  });

  it('tells a name that is not known', async () => {
    const test = await tried('loki', 'http://no-such-host.invalid');
    assert.equal(test.failed, 'dns');
    assert.deepEqual(
      test.layers.map(one => one.state),
      ['holds', 'fails', 'untried', 'untried', 'untried', 'untried'],
    );
  });

  it('tells a port at which nobody listens, and what to do', async () => {
    const server = await Loopback.open(json({}));
    const { host } = server;
    await server.close();
    const test = await tried('loki', `http://${host}`, { token: SECRET });
    assert.equal(
      connectionsText({ connections: [{ ...test, host: 'HOST', took_ms: 1 }] }, plainView),
      [
        `Loki at HOST: TCP failed: 127.0.0.1 port ${host.split(':')[1]} cannot be reached (ECONNREFUSED).`,
        '  address holds · TCP fails · HTTP untried · credential untried · answer untried',
        '  Check the port, that the system runs there, firewall and VPN.',
      ].join('\n'),
    );
  });

  it('tells encryption that fails: none there, or a certificate that is not trusted', async () => {
    const plain = await serving(json({}));
    assert.equal((await tried('loki', plain.url.replace('http:', 'https:'))).failed, 'tls');
    const own = await serving(json(replies.loki), { encrypted: true });
    const test = await tried('loki', own.url);
    assert.equal(test.failed, 'tls');
    assert.match(test.problem.words, /DEPTH_ZERO_SELF_SIGNED_CERT/);
    assert.match(String(test.advice), /NODE_EXTRA_CA_CERTS/);
    assert.equal((await tried('loki', own.url, { network: { ...direct, strictTls: false } })).failed, null);
  });

  it('tells a server that speaks no HTTP, one that breaks down, and one that is another', async () => {
    const other = await listening(socket => socket.end('SSH-2.0\r\n'));
    assert.equal((await tried('loki', `http://${other}`)).failed, 'http');
    const words = async (answer: RequestListener) => (await tried('loki', (await serving(answer)).url)).problem.words;
    assert.equal(await words(json({}, 503)), 'it answers with status 503');
    assert.equal(await words(json({}, 429)), 'it asks to be left alone (status 429)');
    assert.equal(await words(json({ status: 'other' })), 'what answers there is not Loki');
    assert.equal(await words(json({}, 404)), 'there is no Loki at this address (status 404)');
  });

  it('asks once, and does not follow a redirect to another host with the credential', async () => {
    const other = await serving(json(replies.loki));
    const server = await serving((_, response) => void response.writeHead(302, { location: `${other.url}/` }).end());
    assert.equal((await tried('loki', server.url, { token: SECRET })).failed, 'http');
    assert.deepEqual([server.asked.length, other.asked.length], [1, 0]);
  });

  it('tells a missing tenant of Loki, and sends the one that is set', async () => {
    const { url } = await serving((request, response) => {
      if (request.headers['x-scope-orgid'] === 'a') return json(replies.loki)(request, response);
      response.writeHead(401).end('no org id\n');
    });
    const test = await tried('loki', url);
    assert.equal(test.failed, 'auth');
    assert.match(`${test.problem.words} ${test.advice}`, /tenant.*LOKI_TENANT/);
    assert.equal((await tried('loki', url, { tenant: 'a' })).failed, null);
  });

  it('tells that Argus behind Cloudflare Access asks to sign in, and that a token is not known', async () => {
    const page: RequestListener = (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    assert.match((await tried('argus', (await serving(page)).url, { token: SECRET })).problem.words, /sign in/);
    const unknown = { status: 'error', response: { message: 'User not found for supplied token' } };
    const test = await tried('argus', (await serving(json(unknown))).url, { token: SECRET });
    assert.deepEqual([test.failed, test.problem.words], ['auth', 'it does not know the token']);
  });

  it('goes through the proxy that is set, and tells one that refuses or is not there', async () => {
    const proxy = await serving((request, response) => {
      assert.match(request.url ?? '', /^http:\/\/loki\.example\.test:3100\//);
      json(replies.loki)(request, response);
    });
    const network = { proxy: proxy.url, strictTls: true };
    const through = await tried('loki', 'http://loki.example.test:3100', { network });
    assert.equal(through.failed, null, through.problem.words);
    assert.deepEqual(
      through.layers.map(one => one.layer),
      ['address', 'proxy', 'http', 'auth', 'payload'],
    );
    const refusing = await listening(socket =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
    );
    const asked = { network: { proxy: `http://${refusing}`, strictTls: true } };
    assert.equal((await tried('loki', 'https://loki.example.test', asked)).failed, 'proxy');
    assert.equal((await tried('loki', 'http://loki.example.test', asked)).failed, 'proxy');
    const gone = await Loopback.open(json({}));
    const { url } = gone;
    await gone.close();
    const test = await tried('loki', 'https://loki.example.test', { network: { proxy: url, strictTls: true } });
    assert.equal(test.failed, 'proxy');
    assert.match(test.problem.words, /cannot be reached \(ECONNREFUSED\)/);
  });

  it('goes encrypted through the tunnel of a proxy, which sees the name of the host and nothing else', async () => {
    const target = await serving(json(replies.loki), { encrypted: true });
    const heard: string[] = [];
    const proxy = await listening(socket =>
      socket.once('data', head => {
        heard.push(head.toString().split('\r\n')[0]);
        const [, port] = target.host.split(':');
        const far = connect({ host: '127.0.0.1', port: Number(port) });
        far
          .on('error', () => socket.destroy())
          .on('connect', () => {
            socket.write('HTTP/1.1 200 OK\r\n\r\n');
            socket.pipe(far).pipe(socket);
          });
        socket.on('close', () => far.destroy());
      }),
    );
    const network = { proxy: `http://${proxy}`, strictTls: false };
    const through = await tried('loki', 'https://loki.example.test', { token: SECRET, network });
    assert.equal(through.failed, null, through.problem.words);
    assert.equal(target.asked[0].headers.authorization, `Bearer ${SECRET}`);
    assert.deepEqual(heard, ['CONNECT loki.example.test:443 HTTP/1.1']);
    const strict = await tried('loki', 'https://loki.example.test', { network: { ...network, strictTls: true } });
    assert.equal(strict.failed, 'tls', strict.problem.words);
  });

  it('is given up when a person cancels', async () => {
    const life = new AbortController();
    const { url } = await serving(() => life.abort());
    await assert.rejects(tried('loki', url, { signal: life.signal }), { code: 'cancelled' });
  });

  it('never repeats the credential in what is told', async () => {
    const echo: RequestListener = (request, response) => void response.writeHead(500).end(JSON.stringify(request.headers));
    for (const name of SystemName.options)
      assert.doesNotMatch(JSON.stringify(await tried(name, (await serving(echo)).url, { token: SECRET })), new RegExp(SECRET));
  });
});
