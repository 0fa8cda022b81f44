/** Every endpoint takes anything: what does not fit is refused in words, never a bug; many at once lose nothing. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { endpoints } from '../../../src/doors/http/endpoints.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { table } from '../../../src/tools/table.ts';
import { version } from '../../../src/version.ts';
import { type Asker, openServer } from './asker.ts';

describe('the local HTTP API under strain', function () {
  this.timeout(120_000);
  let home: string;
  let engine: RunningEngine;
  let server: Asker;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'http-fuzz-'));
    engine = startEngine({ home, cwd: home, version, limits: {} });
    server = await openServer(engine);
  });
  after(async () => {
    await server.close();
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  it('answers no request with a bug, whatever its body and its address', async () => {
    const paths = [
      ...endpoints.map(({ method, path }) => ({ method: method.toUpperCase(), path })),
      ...Object.keys(table).map(name => ({ method: 'POST', path: `/tools/${name}` })),
    ];
    const sample = JSON.parse(readFileSync('test/engine/rca/agents/sufficient.json', 'utf8'));
    const keys = fc.constantFrom(
      ...Object.keys(sample),
      'run',
      'alerts',
      'version',
      'limit',
      'query',
      'place',
      'agent_run_id',
      'hours',
    );
    // No `inputs`: what a tool reads from this machine or from the network is not what is tried here.
    const part = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...Object.values(sample)));
    const body = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.dictionary(keys, part),
      fc.dictionary(keys, part).map(one => ({ ...sample, ...one })),
    );
    const id = fc.oneof(fc.string({ maxLength: 80 }), fc.constantFrom('..', '%00', 'run-001-sufficient', 'x'.repeat(300)));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), body, id, async ({ method, path }, sent, name) => {
        const address = `${path.replace(/\{id\}/, encodeURIComponent(name))}${method === 'GET' ? `?hours=${encodeURIComponent(name)}` : ''}`;
        const { status, body: told } = await server.ask(method, address, method === 'POST' ? { body: sent } : {});
        assert.notEqual(status, 500, `${method} ${address} ${JSON.stringify(sent)}: ${JSON.stringify(told)}`);
        if (status >= 400) assert.ok(told.error.message && told.error.hint, JSON.stringify(told));
      }),
      { numRuns: 400, seed: 6 },
    );
  });

  it('keeps two hundred agent runs that are handed in at once', async () => {
    const sample = JSON.parse(readFileSync('test/engine/rca/agents/insufficient.json', 'utf8'));
    const ids = Array.from({ length: 200 }, (_, at) => `at-once-${at}`);
    const replies = await Promise.all(ids.map(run_id => server.ask('POST', '/agent-runs', { body: { ...sample, run_id } })));
    assert.deepEqual([...new Set(replies.map(one => one.status))], [200]);
    const kept = await Promise.all(ids.map(id => server.ask('GET', `/agent-runs/${id}`)));
    assert.deepEqual(
      kept.map(one => one.body.run_id),
      ids,
    );
  });
});
