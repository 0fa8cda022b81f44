/** The investigator, Anthropic: the list of models, page by page; and that the engine's test of the connection says the right thing of the same server. */
import assert from 'node:assert/strict';
import { listModels } from '../../../src/agent/anthropic/models.ts';
import { openClient } from '../../../src/engine/sources/client.ts';
import { testConnection } from '../../../src/engine/sources/probe.ts';
import { Loopback } from '../../engine/sources/loopback.ts';
import { Anthropic, KEY } from '../../stand-in/anthropic.ts';
import { connectedTo, faultOf } from './asking.ts';

const { signal } = new AbortController();
const pause = async () => undefined;

describe('the models of a key', () => {
  it('are listed over all pages', async () => {
    const models = Array.from({ length: 230 }, (_, n) => `claude-${n}`);
    const api = await Anthropic.open(undefined, { models });
    const listed = await listModels({ connected: connectedTo(api.url), signal, pause });
    await api.close();
    assert.deepEqual(
      listed.map(model => model.id),
      models,
    );
    assert.deepEqual(listed[7], { id: 'claude-7', name: 'Claude 7', window: 1_000_000 });
    assert.deepEqual(
      api.asked.map(({ path }) => path),
      ['/v1/models?limit=100', '/v1/models?limit=100&after_id=claude-99', '/v1/models?limit=100&after_id=claude-199'],
    );
  });

  it('end where a server pages in circles, and may lack all but their id', async () => {
    const page = JSON.stringify({ data: [{ id: 'a' }, { id: 'b' }], has_more: true, last_id: 'b', first_id: 'a' });
    const web = await Loopback.open((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(page));
    const listed = await listModels({ connected: connectedTo(web.url), signal, pause });
    await web.close();
    assert.deepEqual(listed, [
      { id: 'a', name: 'a', window: null },
      { id: 'b', name: 'b', window: null },
    ]);
  });

  it('are not told to a wrong key', async () => {
    const api = await Anthropic.open(undefined, { key: 'sk-ant-other' });
    assert.match(await faultOf(listModels({ connected: connectedTo(api.url), signal, pause })), /^source_refused: /);
    await api.close();
  });

  it('what is no list is a fault', async () => {
    for (const body of ['<html>Sign in</html>', '{"data": null}', '[]', '7', '']) {
      const web = await Loopback.open((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
      assert.match(await faultOf(listModels({ connected: connectedTo(web.url), signal, pause })), /^source_failed: /, body);
      await web.close();
    }
  });
});

describe('the test of the connection with Anthropic', () => {
  it('holds, and fails with the key', async () => {
    const api = await Anthropic.open();
    const client = openClient();
    const right = await testConnection(await connectedTo(api.url)(), client, { signal });
    const wrong = await testConnection(await connectedTo(api.url, { secret: { token: 'sk-ant-wrong' } })(), client, { signal });
    const none = await testConnection(await connectedTo(api.url, { secret: {} })(), client, { signal });
    await client.end();
    await api.close();
    assert.deepEqual([right.failed, wrong.failed, none.failed], [null, 'auth', 'auth']);
    assert.match(String(wrong.advice), /ANTHROPIC_API_KEY/);
    assert.ok(!JSON.stringify([right, wrong, none]).includes(KEY));
  });
});
