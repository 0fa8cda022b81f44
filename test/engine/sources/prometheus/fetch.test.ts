/** A span of metrics as a run: its one address, its files, and what is said where there is nothing. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringIn } from '../../../../src/engine/answers/ingest-logs.ts';
import { prometheusAddress } from '../../../../src/engine/sources/prometheus/fetch.ts';
import { linesOf } from '../../../../src/engine/sources/prometheus/files.ts';
import { openWorkshop, type Workshop } from '../../../../src/engine/workshop.ts';
import { Connection } from '../../../../src/model/connection.ts';
import { provided } from '../../../../src/tools/provide.ts';
import { direct } from '../loopback.ts';
import { type Recorded, type Replies, serveReplies } from '../replies.ts';

const life = { signal: new AbortController().signal, onProgress: () => undefined };
const ADDRESS = 'prometheus:?from=2026-11-21T07:17:20.000Z&to=2026-11-21T07:18:20.000Z&match=job%3D%22node%22';

describe('a span of metrics as a run', () => {
  let folder: string;
  let replies: Replies;
  let shop: Workshop;
  const routes: Record<string, Recorded> = {};

  before(async () => {
    replies = await serveReplies('prometheus', routes);
    folder = mkdtempSync(join(tmpdir(), 'span-'));
    const connections = [Connection.parse({ system: 'prometheus', url: replies.url })];
    const door = provided({ connections: async () => connections, secret: async () => ({}), network: async () => direct });
    shop = openWorkshop({ home: join(folder, 'home'), cwd: folder, version: 'test' }, door as never);
  });

  after(async () => {
    shop.notebook().close();
    rmSync(folder, { recursive: true, force: true });
    await replies.close();
  });

  it('has one address, however its times and matchers are written', () => {
    assert.equal(
      prometheusAddress.claims('prometheus:?to=2026-11-21T08:18:20%2B01:00&match=job=node&from=2026-11-21T07:17:20Z'),
      ADDRESS,
    );
    assert.equal(prometheusAddress.claims(ADDRESS), ADDRESS);
    assert.equal(prometheusAddress.claims('prometheus'), null);
    assert.throws(() => prometheusAddress.claims('prometheus:?from=2026-11-21T07:17:20Z'), {
      code: 'bad_input',
      message: /needs to=/,
    });
  });

  it('is brought in as files, one a metric, with what the server has not as gaps', async () => {
    Object.assign(routes, {
      '/api/v1/status/buildinfo': 'prom-buildinfo.json',
      '/api/v1/label/__name__/values': 'prom-query-exemplars.json',
    });
    await assert.rejects(bringIn(shop, { inputs: [ADDRESS] }, life), { code: 'source_missing' });
    routes['/api/v1/query_range'] = 'prom-query-range-empty.json';
    await assert.rejects(bringIn(shop, { inputs: [ADDRESS] }, life), {
      code: 'no_logs',
      message: /CPU utilisation: Prometheus has no samples of node_cpu_seconds_total in this span\. Memory/,
    });
    routes['/api/v1/query_range'] = 'prom-query-range-cpu.json';
    const run = await bringIn(shop, { inputs: [ADDRESS] }, life);
    assert.deepEqual(
      [run.title, run.origin, run.remote?.finished],
      ['Metrics of Prometheus with job="node"', 'prometheus', true],
    );
    assert.equal(new Date(run.from ?? 0).toISOString(), '2026-11-21T07:17:20.000Z');
    assert.ok(run.lines > 6 * 2);
  });

  it('has lines in order of time below one that says what they are, what is no number as a word', () => {
    const about = { metric: 'x', title: 'X', unit: '%', expression: 'x', system: 'Prometheus', from: 1000 };
    const text = linesOf(about, [
      { labels: { a: '1' }, at: [1000, 3000], values: [1, Number.NaN] },
      { labels: { a: '2' }, at: [2000], values: [Number.POSITIVE_INFINITY] },
    ]);
    assert.deepEqual(text.trim().split('\n'), [
      '{"time":"1970-01-01T00:00:01.000Z","metric":"x","title":"X","unit":"%","expression":"x","system":"Prometheus"}',
      '{"time":"1970-01-01T00:00:01.000Z","metric":"x","labels":{"a":"1"},"value":1}',
      '{"time":"1970-01-01T00:00:02.000Z","metric":"x","labels":{"a":"2"},"value":"+Inf"}',
      '{"time":"1970-01-01T00:00:03.000Z","metric":"x","labels":{"a":"1"},"value":"NaN"}',
    ]);
  });
});
