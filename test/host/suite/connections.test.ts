/** Extension host: connections of the settings and secrets of the editor reach the engine's thread when they are asked for, as they are then. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { awake } from './editor.ts';

const SLOT = 'investigator.credential.loki';

describe('connections of the editor', () => {
  const asked: IncomingMessage[] = [];
  let server: Server;

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request);
      response.end('{"status":"success","data":[]}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    const { door } = await awake();
    await door.extension.secrets.delete(SLOT);
    await setLoki(undefined);
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  const setLoki = (url: string | undefined) =>
    vscode.workspace.getConfiguration('investigator').update('loki.url', url, vscode.ConfigurationTarget.Global);

  it('are asked for at each question: address and credential count at once', async () => {
    const { door } = await awake();
    await assert.rejects(door.engine.test_connection({ system: 'loki' }), { code: 'not_connected' });
    await setLoki(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    for (const secret of ['first', 'second']) {
      await door.extension.secrets.store(SLOT, secret);
      const { connections } = await door.engine.test_connection({ system: 'loki' });
      assert.deepEqual(
        connections.map(one => [one.label, one.failed]),
        [['Loki', null]],
      );
      assert.equal(asked.at(-1)?.headers.authorization, `Bearer ${secret}`);
    }
  });
});
