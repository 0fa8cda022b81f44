/** Connections from the environment: the seed's names, further instances, and secrets that stay apart. */
import assert from 'node:assert/strict';
import { Connection, secretOf } from '../../src/model/connection.ts';
import { environmentConnections, environmentSecret } from '../../src/model/environment.ts';

const env = {
  ARGUS_URL: 'https://argus.example.com',
  ARGUS_AUTH_TOKEN: 'pat',
  ARGUS_CF_ACCESS_CLIENT_ID: 'id.access',
  ARGUS_CF_ACCESS_CLIENT_SECRET: 'hush',
  VICTORIA_LOGS_ENDPOINT: 'http://vl:9428',
  VICTORIA_LOGS_TENANT: '7:8',
  LOKI_URL: 'https://me:p%40ss@loki.example.com/loki',
  LOKI_URL_EU_WEST: 'http://loki-eu:3100',
  LOKI_TOKEN_EU_WEST: 'you:word',
  PROMETHEUS_URL: ' ',
};

describe('connections of the environment', () => {
  it('are those that are named, GitHub and Anthropic where they always are', () => {
    const shown = environmentConnections(env).map(({ system, name, url, tenant }) =>
      [system, name, url, tenant].join(' ').trim(),
    );
    assert.deepEqual(shown, [
      'argus  https://argus.example.com',
      'victoriaLogs  http://vl:9428 7:8',
      'loki  https://loki.example.com/loki',
      'loki eu-west http://loki-eu:3100',
      'github  https://api.github.com',
      'anthropic  https://api.anthropic.com',
    ]);
  });

  it('have their secrets apart, also one that stood in an address', () => {
    assert.deepEqual(environmentSecret(env, { system: 'argus', name: '' }), {
      token: 'pat',
      access: { id: 'id.access', secret: 'hush' },
    });
    assert.deepEqual(environmentSecret(env, { system: 'loki', name: '' }), { basic: { user: 'me', password: 'p@ss' } });
    assert.deepEqual(environmentSecret(env, { system: 'loki', name: 'eu-west' }), { basic: { user: 'you', password: 'word' } });
    assert.doesNotMatch(JSON.stringify(environmentConnections(env)), /p%40ss|p@ss|hush|pat\b|word/);
  });

  it('take a pair for Basic only where a proxy may stand in front', () => {
    assert.deepEqual(secretOf('github', 'a:b'), { token: 'a:b' });
    assert.deepEqual(secretOf('loki', undefined), {});
  });

  it('refuse a credential among the further headers', () => {
    const given = { system: 'loki', url: 'http://x', headers: { Authorization: 'Bearer x' } };
    assert.equal(Connection.safeParse(given).success, false);
    assert.equal(Connection.safeParse({ ...given, headers: { 'X-Team': 'a' } }).success, true);
  });

  it('name what is watched, in one list', () => {
    const [argus, github] = environmentConnections({
      ARGUS_URL: 'https://argus.test',
      ARGUS_WATCH: 'scylla-master, 2026.3',
      GITHUB_REPOSITORY: 'scylladb/scylladb',
    });
    assert.deepEqual([argus.watch, github.watch], [['scylla-master', '2026.3'], ['scylladb/scylladb']]);
  });
});
