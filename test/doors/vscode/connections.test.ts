/** The editor's connections: each failing layer is named, by a real request; a credential is shown to its system and to nobody else. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import {
  type CredentialName,
  credentialKinds,
  credentialNames,
  openCredentials,
} from '../../../src/doors/vscode/connections/credentials.ts';
import { type Probed, probe } from '../../../src/doors/vscode/connections/probe.ts';
import { type SystemName, systems } from '../../../src/doors/vscode/connections/systems.ts';
import { probedWords } from '../../../src/doors/vscode/connections/words.ts';
import { readSettings, type SettingKey } from '../../../src/model/settings.ts';

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

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('a connection', () => {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const asked: IncomingMessage[] = [];

  afterEach(async () => {
    asked.length = 0;
    for (const socket of sockets) socket.destroy();
    for (const server of servers.splice(0)) await new Promise(done => server.close(done));
  });

  async function listening(server: Server): Promise<number> {
    servers.push(server);
    server.on('connection', socket => {
      sockets.add(socket);
      socket.on('error', () => sockets.delete(socket)).on('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  async function serving(answer: Answer): Promise<string> {
    const server = createServer((request, response) => {
      asked.push(request);
      response.setHeader('connection', 'close');
      answer(request, response);
    });
    return `http://127.0.0.1:${await listening(server)}`;
  }

  const json =
    (body: unknown, status = 200): Answer =>
    (_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };

  function tried(
    name: SystemName,
    url: string,
    more: { secret?: string; signal?: AbortSignal; settings?: Partial<Record<SettingKey, string>> } = {},
  ): Promise<Probed> {
    const system = systems[name];
    const { settings } = readSettings(key => (key === system.url ? url : more.settings?.[key]));
    const secrets: Partial<Record<CredentialName, string>> = { [system.credentials[0]]: more.secret };
    return probe({ system, settings, secrets }, more.signal ?? new AbortController().signal);
  }

  for (const name of Object.keys(systems) as SystemName[]) {
    it(`with ${name} holds when it answers as it does, and shows it the credential`, async () => {
      const probed = await tried(name, `${await serving(json(replies[name]))}/`, { secret: SECRET });
      assert.equal(probed.layer, null, probed.words);
      assert.ok(Object.values(asked[0].headers).some(value => String(value).includes(SECRET)));
      assert.ok(asked[0].url?.startsWith(systems[name].path), asked[0].url);
    });

    it(`with ${name} tells a credential that is refused`, async () => {
      const probed = await tried(name, await serving(json({ message: 'no' }, 401)), { secret: SECRET });
      assert.equal(probed.layer, 'auth');
    });
  }

  it('tells an address that is missing, wrong, or holds a password', async () => {
    assert.equal((await tried('loki', '')).layer, 'address');
    assert.equal((await tried('loki', 'localhost:3100')).layer, 'address');
    const held = await tried('loki', 'http://me:sesame@127.0.0.1:1');
    assert.equal(held.layer, 'address');
    assert.doesNotMatch(held.words, /sesame/);
  });

  it('tells a name that is not known', async () => {
    assert.equal((await tried('loki', 'http://no-such-host.invalid')).layer, 'dns');
  });

  it('tells a port at which nobody listens', async () => {
    const server = createTcpServer();
    const port = await listening(server);
    await new Promise(done => servers.splice(0)[0].close(done));
    const probed = await tried('loki', `http://127.0.0.1:${port}`, { secret: SECRET });
    assert.equal(probedWords('Loki', probed), `Loki: TCP failed: 127.0.0.1 port ${port} cannot be reached (ECONNREFUSED).`);
  });

  it('tells encryption that fails', async () => {
    const url = await serving(json({}));
    assert.equal((await tried('loki', url.replace('http:', 'https:'))).layer, 'tls');
  });

  it('tells a server that speaks no HTTP, one that breaks down, and one that is another', async () => {
    const port = await listening(createTcpServer(socket => socket.end('SSH-2.0\r\n')));
    assert.equal((await tried('loki', `http://127.0.0.1:${port}`)).layer, 'http');
    assert.equal((await tried('loki', await serving(json({}, 503)))).words, 'it answers with status 503');
    assert.equal((await tried('loki', await serving(json({ status: 'other' })))).words, 'what answers there is not Loki');
    assert.equal((await tried('loki', await serving(json({}, 404)))).words, 'there is no Loki at this address (status 404)');
  });

  it('does not follow a redirect with the credential', async () => {
    const other = await serving(json(replies.loki));
    const probed = await tried('loki', await serving((_, response) => response.writeHead(302, { location: `${other}/` }).end()), {
      secret: SECRET,
    });
    assert.equal(probed.layer, 'http');
    assert.equal(asked.length, 1);
  });

  it('tells a missing tenant of Loki, and sends the one that is set', async () => {
    const answer: Answer = (request, response) => {
      if (request.headers['x-scope-orgid'] === 'a') return json(replies.loki)(request, response);
      response.writeHead(401).end('no org id');
    };
    const url = await serving(answer);
    assert.match((await tried('loki', url)).words, /tenant/);
    assert.equal((await tried('loki', url, { settings: { 'loki.tenant': 'a' } })).layer, null);
  });

  it('tells that Argus behind Cloudflare Access asks to sign in, and that a token is not known', async () => {
    const page: Answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    assert.equal((await tried('argus', await serving(page), { secret: SECRET })).layer, 'auth');
    const unknown = { status: 'error', response: { message: 'User not found for supplied token' } };
    assert.equal((await tried('argus', await serving(json(unknown)), { secret: SECRET })).words, 'it does not know the token');
  });

  it('is given up when a person cancels', async () => {
    const life = new AbortController();
    const url = await serving(() => life.abort());
    await assert.rejects(tried('loki', url, { signal: life.signal }), { code: 'cancelled' });
  });

  it('never repeats the credential in what is told', async () => {
    const echo: Answer = (request, response) => response.writeHead(500).end(JSON.stringify(request.headers));
    for (const name of Object.keys(systems) as SystemName[]) {
      const probed = await tried(name, await serving(echo), { secret: SECRET });
      assert.doesNotMatch(probedWords(name, probed), new RegExp(SECRET));
    }
  });
});

describe('credentials', () => {
  it('are kept under names of their own, and forgotten', async () => {
    const kept = new Map<string, string>();
    const credentials = openCredentials({
      get: async key => kept.get(key),
      store: async (key, value) => void kept.set(key, value),
      delete: async key => void kept.delete(key),
    });
    for (const name of credentialNames) await credentials.set(name, SECRET);
    assert.equal(kept.size, credentialNames.length);
    assert.deepEqual(await credentials.known(), credentialNames);
    for (const name of credentialNames) await credentials.forget(name);
    assert.deepEqual(await credentials.known(), []);
  });

  it('are refused where they cannot be right', () => {
    const refused = (name: CredentialName, text: string) => credentialKinds[name].refuse(text) !== undefined;
    assert.ok(refused('github', 'sesame') && !refused('github', 'ghp_abc') && !refused('github', 'github_pat_x'));
    assert.ok(refused('anthropic', 'sesame') && !refused('anthropic', 'sk-ant-x'));
    assert.ok(refused('argusAccess', 'sesame') && !refused('argusAccess', 'id.access:secret'));
    assert.ok(refused('loki', 'two words') && !refused('loki', 'me:secret'));
  });

  it('belong to a system each', () => {
    const used = new Set(Object.values(systems).flatMap(system => system.credentials as readonly CredentialName[]));
    assert.deepEqual([...used].sort(), [...credentialNames].sort());
  });
});
