/** What the server runs with: told without secrets and paths, changed only where that is allowed and harmless. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { environmentProvider } from '../../../src/tools/provide.ts';
import { version } from '../../../src/version.ts';
import { openServer } from './asker.ts';

const connections = environmentProvider({
  LOKI_URL: 'https://grace:hopper-password@loki.example:3100/sub?token=in-query',
  PROMETHEUS_URL: 'http://prometheus.example:9090',
  ARGUS_URL: 'https://argus.example',
  ARGUS_AUTH_TOKEN: 'argus-token',
  RAG_KNOWLEDGE_BASE_DIR: '/private/place/runbooks',
  INVESTIGATOR_MODELS: '/private/place/models',
});
const setup = { connections, store: 'embedded' as const, limits: { totalBytes: 1000, depth: undefined } };

describe('the configuration over HTTP', () => {
  let home: string;
  let engine: RunningEngine;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'http-config-'));
    engine = startEngine({ home, cwd: home, version, inline: true });
  });
  afterEach(async () => {
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  it('tells what the server runs with, and neither a secret nor a path', async () => {
    const access = { host: '127.0.0.1', hosts: ['me.example'], origins: ['http://localhost:3000'], secret: 'open sesame' };
    const server = await openServer(engine, { setup, access, allowWrites: false });
    try {
      const { status, body } = await server.ask('GET', '/config', { headers: { 'x-ingest-secret': 'open sesame' } });
      assert.equal(status, 200);
      const { connections: told, ...rest } = body;
      assert.deepEqual(rest, {
        service: 'test-run-investigator',
        version,
        home: basename(home),
        access: { loopback: true, secret: true, hosts: ['me.example'], origins: ['http://localhost:3000'], allow_writes: false },
        log_store: 'embedded',
        knowledge: ['runbooks'],
        models: { sentences: 'Xenova/all-MiniLM-L6-v2' },
        limits: { raised: { totalBytes: 1000 } },
        log_level: 'info',
        analysis: { limit: 10, least_score: 0.25, mode: 'hybrid' },
      });
      const short = told
        .filter((one: { host: string }) => /\.example(:|$)/.test(one.host))
        .map((one: { system: string; host: string; credential: boolean }) => [one.system, one.host, one.credential]);
      assert.deepEqual(short.sort(), [
        ['argus', 'argus.example', true],
        ['loki', 'loki.example:3100', true],
        ['prometheus', 'prometheus.example:9090', false],
      ]);
      const text = JSON.stringify(body);
      for (const hidden of ['sesame', 'hopper', 'grace', 'in-query', 'argus-token', '/private', home])
        assert.ok(!text.includes(hidden), hidden);
      assert.equal((await server.ask('GET', '/config')).status, 401);
    } finally {
      await server.close();
    }
  });

  it('changes how incidents are looked at and what is logged, until the server ends', async () => {
    const server = await openServer(engine);
    const change = async (body: unknown) => (await server.ask('POST', '/config', { body })).body;
    const logs = [
      '2024-07-07 12:00:01 ERROR write failed: No space left on device',
      '2024-07-07 12:00:02 ERROR connect to db failed: Connection refused',
    ];
    const anomalies = async () => (await server.ask('POST', '/analyze', { body: { logs } })).body.anomalies.length;
    try {
      const usual = await anomalies();
      assert.ok(usual > 1);
      assert.deepEqual((await change({ analysis: { limit: 1 } })).analysis, { limit: 1, least_score: 0.25, mode: 'hybrid' });
      assert.equal(await anomalies(), 1);
      assert.deepEqual((await change({ analysis: { least_score: 1, limit: 50 } })).analysis, {
        limit: 50,
        least_score: 1,
        mode: 'hybrid',
      });
      assert.equal(await anomalies(), 0);
      assert.equal((await change({})).analysis.least_score, 1);
      assert.equal((await change({ log_level: 'warn' })).log_level, 'warn');
      server.log.length = 0;
      await server.ask('GET', '/health');
      await server.ask('GET', '/nowhere');
    } finally {
      await server.close();
    }
    assert.deepEqual(
      server.log.map(one => one.status),
      [404],
    );
    const next = await openServer(engine);
    assert.equal((await next.ask('GET', '/config')).body.log_level, 'info');
    await next.close();
  });

  it('lets nobody choose over HTTP whom the server talks to, who may ask, or what it reads', async () => {
    const server = await openServer(engine);
    try {
      const before = (await server.ask('GET', '/config')).body;
      const wrong: [unknown, RegExp][] = [
        [{ connections: [{ system: 'loki', url: 'http://169.254.169.254' }] }, /^connections is set where the server is started/],
        [{ log_level: 'warn', allow_writes: true }, /^allow_writes is set/],
        [{ access: { secret: null } }, /^access is set/],
        [{ home: '/' }, /^home is set/],
        [{ log_level: 'warn', other: 1 }, /^The body does not know other\.$/],
        [{ log_level: 'none' }, /^log_level must be one of info, warn, error\.$/],
        [{ log_level: 'warn', analysis: { limit: 0 } }, /^analysis\.limit must be at least 1\.$/],
        [{ analysis: { least: 0 } }, /^analysis does not know least\.$/],
        [[], /^The body must be an object\.$/],
        [JSON.parse('{"constructor": 1}'), /constructor/],
      ];
      for (const [body, words] of wrong) {
        const { status, body: told } = await server.ask('POST', '/config', { body });
        assert.deepEqual([status, told.error.code], [400, 'bad_input'], JSON.stringify(body));
        assert.match(told.error.message, words);
      }
      assert.deepEqual((await server.ask('GET', '/config')).body, before);
    } finally {
      await server.close();
    }
    const reading = await openServer(engine, { allowWrites: false });
    const { status, body } = await reading.ask('POST', '/config', { body: { log_level: 'warn' } });
    await reading.close();
    assert.deepEqual([status, body.error.code], [403, 'writes_refused']);
  });
});
