/** The editor's connections: credentials are kept by name and instance, and reach the engine with the settings and the editor's proxy as they are. */
import assert from 'node:assert/strict';
import {
  type CredentialName,
  credentialKinds,
  credentialLabel,
  credentialNames,
  openCredentials,
  slotsOf,
} from '../../../src/doors/vscode/connections/credentials.ts';
import { editorNetwork, secretFor } from '../../../src/doors/vscode/connections/kept.ts';
import { testWords } from '../../../src/doors/vscode/connections/words.ts';
import { SystemName } from '../../../src/model/connection.ts';
import { saying } from '../../../src/model/connection-test.ts';
import { setConnections } from '../../../src/model/set-connections.ts';
import { readSettings } from '../../../src/model/settings.ts';

const SECRET = 'sesame-4711';

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

  it('belong to a system each, and to each further instance of it', () => {
    const systems = credentialNames.map(name => (name === 'argusAccess' ? 'argus' : name));
    assert.deepEqual([...new Set(systems)].sort(), [...SystemName.options].sort());
    const slots = slotsOf([
      { system: 'loki', name: 'eu' },
      { system: 'argus', name: 'lab' },
      { system: 'loki', name: '' },
    ]);
    assert.equal(slots.length, credentialNames.length + 3);
    assert.deepEqual(slots.filter(slot => slot.includes(':')).map(credentialLabel), [
      'Argus (lab)',
      'Argus: Cloudflare Access (lab)',
      'Loki (eu)',
    ]);
  });

  it('reach the engine as what they are', async () => {
    const kept: Record<string, string> = { argus: 'pat', argusAccess: 'id.access:hush', 'loki:eu': 'me:pw', github: 'ghp_x' };
    const secret = (system: SystemName, name = '') => secretFor({ system, name }, async slot => kept[slot]);
    assert.deepEqual(await secret('argus'), { token: 'pat', access: { id: 'id.access', secret: 'hush' } });
    assert.deepEqual(await secret('loki', 'eu'), { basic: { user: 'me', password: 'pw' } });
    assert.deepEqual(await secret('github'), { token: 'ghp_x' });
    assert.deepEqual(await secret('loki'), {});
  });
});

describe('connections of the settings', () => {
  it('are one per address, and those of the list', () => {
    const listed = [
      { system: 'loki', name: 'eu', url: 'http://eu:3100' },
      { system: 'prometheus', url: 'http://mimir:9009/prometheus', tenant: 'team' },
    ];
    const set: Record<string, unknown> = {
      'loki.url': 'http://loki:3100',
      'loki.tenant': 'a',
      'github.repositories': ['o/r'],
      'prometheus.url': 'http://other:9090',
      connections: listed,
    };
    const { settings, refused } = readSettings(key => set[key]);
    assert.deepEqual(refused, []);
    assert.deepEqual(
      setConnections(settings).map(({ system, name, url, tenant, watch }) =>
        [system, name, url, tenant, ...watch].join(' ').trim(),
      ),
      [
        'loki  http://loki:3100 a',
        'github  https://api.github.com  o/r',
        'anthropic  https://api.anthropic.com',
        'loki eu http://eu:3100',
        'prometheus  http://mimir:9009/prometheus team',
      ],
    );
  });

  it('take no credential in the list', () => {
    const listed = [{ system: 'loki', url: 'http://x', headers: { Authorization: 'x' } }];
    assert.deepEqual(readSettings(key => (key === 'connections' ? listed : undefined)).refused, ['connections']);
  });

  it('go the way that the editor goes', () => {
    const network = (set: Record<string, unknown>) => editorNetwork(key => set[key]);
    assert.deepEqual(network({ proxy: '', noProxy: [], proxyStrictSSL: true }), { strictTls: true });
    assert.deepEqual(network({ proxy: 'http://p:3128', noProxy: ['*.lab'], proxyStrictSSL: false }), {
      proxy: 'http://p:3128',
      noProxy: ['*.lab'],
      strictTls: false,
    });
    assert.deepEqual(network({ proxy: 'http://p:3128', proxySupport: 'off' }).noProxy, ['*']);
  });
});

describe('the words of a connection that was tried', () => {
  const one = { system: 'loki', name: '', label: 'Loki', host: 'h:1', advice: null, took_ms: 12 } as const;
  it('name the layer', () => {
    assert.equal(
      testWords({ ...one, layers: [], failed: null, problem: saying('it answers as it should') }),
      'Loki at h:1 answers as it should (12 ms).',
    );
    const problem = saying('{address} port {port} cannot be reached ({code})', { address: '::1', port: 1, code: 'ECONNREFUSED' });
    assert.equal(
      testWords({ ...one, layers: [], failed: 'tcp', problem }),
      'Loki: TCP failed: ::1 port 1 cannot be reached (ECONNREFUSED).',
    );
  });
});
