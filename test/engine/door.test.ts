/** The way back from the engine to its door: over a real message channel, connections and secrets as they are at the moment of each question. */
import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import { doorAt, portOf } from '../../src/engine/port.ts';
import { openOutside } from '../../src/engine/sources/outside.ts';
import { Connection, type Secret } from '../../src/model/connection.ts';
import { serve } from '../../src/rpc/serve.ts';
import { doorTable, provided } from '../../src/tools/provide.ts';
import { direct, Loopback, nowhere } from './sources/loopback.ts';

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
});
