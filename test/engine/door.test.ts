/** The way back from the engine to its door: over a real message channel, connections and secrets as they are at the moment of each question. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { doorAt, portOf } from '../../src/engine/port.ts';
import { openOutside } from '../../src/engine/sources/outside.ts';
import { startEngine } from '../../src/engine/start.ts';
import { Connection, type Secret } from '../../src/model/connection.ts';
import { serve } from '../../src/rpc/serve.ts';
import { doorTable, provided } from '../../src/tools/provide.ts';
import { direct, Loopback, nowhere } from './sources/loopback.ts';

/** Where it always is, without a credential: nobody has set it up. */
const github = { system: 'github', url: 'https://api.github.com' };
const life = { signal: new AbortController().signal };

describe('the door as the engine asks it', () => {
  const channels: MessageChannel[] = [];
  afterEach(() => {
    for (const { port1 } of channels.splice(0)) port1.close();
  });

  function door(connections: Connection[], secret: () => Secret = () => ({})) {
    const channel = new MessageChannel();
    channels.push(channel);
    const provider = { connections: async () => connections, secret: async () => secret(), network: async () => direct };
    serve(portOf(channel.port1), doorTable, { handlers: provided(provider) });
    return openOutside(doorAt(portOf(channel.port2)), nowhere);
  }

  const loki = (name: string, url = `http://${name || 'loki'}:3100`) => Connection.parse({ system: 'loki', name, url });

  it('gives the connection that is named, that has no name, or that is the only one', async () => {
    assert.equal((await door([loki(''), loki('eu')]).link('loki')).label, 'Loki');
    assert.equal((await door([loki(''), loki('eu')]).link('loki', 'eu')).label, 'Loki (eu)');
    assert.equal((await door([loki('eu')]).link('loki')).label, 'Loki (eu)');
    await assert.rejects(door([loki('eu'), loki('us')]).link('loki'), { code: 'bad_input', message: /eu, us/ });
  });

  it('says how to connect what is not', async () => {
    await assert.rejects(door([loki('', '')]).link('victoriaLogs'), {
      code: 'not_connected',
      message: 'VictoriaLogs is not connected.',
      hint: /VICTORIA_LOGS_ENDPOINT or the editor’s setting investigator\.victoriaLogs\.url/,
    });
    await assert.rejects(door([loki('')]).link('loki', 'eu-west'), { code: 'not_connected', hint: /LOKI_URL_EU_WEST/ });
  });

  it('shows a credential that was changed at the next question', async () => {
    const server = await Loopback.open((_, response) => void response.end('{}'));
    try {
      let token = 'old';
      const link = await door([loki('', server.url)], () => ({ token })).link('loki');
      await link.ask({ path: '/1' }, life);
      token = 'new';
      await link.ask({ path: '/2' }, life);
      assert.deepEqual(
        server.asked.map(one => one.headers.authorization),
        ['Bearer old', 'Bearer new'],
      );
      assert.doesNotMatch(JSON.stringify(link), /old|new/);
    } finally {
      await server.close();
    }
  });

  for (const inline of [false, true]) {
    it(`is asked by ${inline ? 'an engine in this thread' : 'the worker'}, which tries the connection and tells no secret`, async () => {
      const home = mkdtempSync(join(tmpdir(), 'door-'));
      const server = await Loopback.open((_, response) => void response.end('{"status":"success","data":[]}'));
      const provider = {
        connections: async () => [loki('', server.url), loki('gone', 'http://127.0.0.1:1'), Connection.parse(github)],
        secret: async ({ system }: Connection): Promise<Secret> => (system === 'loki' ? { token: 'sesame' } : {}),
        network: async () => direct,
      };
      const engine = startEngine({ home, cwd: home, version: 'test', connections: provider, inline });
      try {
        const { connections } = await engine.test_connection({ system: 'loki' });
        assert.deepEqual(
          connections.map(one => one.failed),
          [null],
        );
        assert.equal(server.asked[0].headers.authorization, 'Bearer sesame');
        const all = await engine.test_connection({});
        assert.deepEqual(
          all.connections.map(one => [one.label, one.failed]),
          [
            ['Loki', null],
            ['Loki (gone)', 'tcp'],
          ],
        );
        assert.doesNotMatch(JSON.stringify(all), /sesame/);
        await assert.rejects(engine.test_connection({ system: 'argus' }), { code: 'not_connected', hint: /ARGUS_URL/ });
      } finally {
        await engine.end();
        await server.close();
        rmSync(home, { recursive: true, force: true });
      }
    });
  }
});
