/** What a door hands to a process that it starts says there what it says here: connections, secrets, folders, the way out. */
import assert from 'node:assert/strict';
import { Connection } from '../../src/model/connection.ts';
import { environmentProvider, type Provider } from '../../src/tools/provide.ts';
import { providerEnvironment } from '../../src/tools/provider-environment.ts';

const secrets: Readonly<Record<string, object>> = {
  argus: { token: 'pat', access: { id: 'id.access', secret: 'hush' } },
  'loki eu-west': { basic: { user: 'you', password: 'pass:word' } },
  github: { token: 'ghp_1' },
};

const provider: Provider = {
  connections: async () => [
    Connection.parse({ system: 'argus', url: 'https://argus.example.com', watch: ['scylla-master', 'tier1'] }),
    Connection.parse({ system: 'victoriaLogs', url: 'http://vl:9428', tenant: '7:8' }),
    Connection.parse({ system: 'loki', name: 'eu-west', url: 'http://loki-eu:3100' }),
    Connection.parse({ system: 'github', url: 'https://github.example.com/api/v3' }),
    Connection.parse({ system: 'anthropic', url: 'https://api.anthropic.com' }),
  ],
  secret: async ({ system, name }) => secrets[[system, name].join(' ').trim()] ?? {},
  network: async () => ({ strictTls: false, proxy: 'http://proxy:3128', noProxy: ['.corp', 'db'] }),
  knowledge: async () => ['/team/runbooks', '/odd:name'],
};

describe('the environment of a process that a door starts', () => {
  it('says the same as the door', async () => {
    const env = await providerEnvironment(provider);
    const there = environmentProvider(env);
    const connections = await there.connections();
    assert.deepEqual(connections, await provider.connections());
    for (const one of connections) assert.deepEqual(await there.secret(one), await provider.secret(one), one.system);
    assert.deepEqual(await there.knowledge?.(), await provider.knowledge?.());
    assert.equal((await there.network()).strictTls, false);
    assert.deepEqual([env.https_proxy, env.no_proxy], ['http://proxy:3128', '.corp,db']);
  });
});
