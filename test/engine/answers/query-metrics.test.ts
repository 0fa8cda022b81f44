/** Metrics as they are asked: the span of a run, the library or a query, one request for equal questions, and what could not be asked. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { bringIn } from '../../../src/engine/answers/ingest-logs.ts';
import { queryMetrics } from '../../../src/engine/answers/query-metrics.ts';
import { type CallLife, openWorkshop, type Workshop } from '../../../src/engine/workshop.ts';
import { Connection } from '../../../src/model/connection.ts';
import { queryMetrics as tool } from '../../../src/tools/metrics.ts';
import { provided } from '../../../src/tools/provide.ts';
import { direct } from '../sources/loopback.ts';
import { type Replies, serveReplies } from '../sources/replies.ts';

const life: CallLife = { signal: new AbortController().signal, onProgress: () => undefined };

describe('metrics', () => {
  let folder: string;
  let shop: Workshop;
  let replies: Replies;

  before(async () => {
    replies = await serveReplies('prometheus', {
      '/api/v1/status/buildinfo': 'prom-buildinfo.json',
      '/api/v1/query_range?query=up': 'prom-query-range-up.json',
      '/api/v1/query_range?query=up{': { file: 'prom-query-range-error-parse.json', status: 400 },
      '/api/v1/query_range': 'prom-query-range-cpu.json',
      '/api/v1/metadata': 'prom-metadata.json',
    });
    folder = mkdtempSync(join(tmpdir(), 'metrics-'));
    const connections = [Connection.parse({ system: 'prometheus', url: replies.url })];
    const door = provided({ connections: async () => connections, secret: async () => ({}), network: async () => direct });
    shop = openWorkshop({ home: join(folder, 'home'), cwd: folder, version: 'test' }, door as never);
  });

  after(async () => {
    shop.notebook().close();
    rmSync(folder, { recursive: true, force: true });
    await replies.close();
  });

  const ask = (input: z.input<typeof tool.input>) => queryMetrics(shop, tool.input.parse(input), life);
  const span = { from: '2026-11-21T07:17:20Z', to: '2026-11-21T07:18:20Z' };

  it('of a query come with their extremes, and once for all who ask the same', async () => {
    replies.asked.length = 0;
    const [told] = await Promise.all([ask({ query: 'up', ...span }), ask({ query: 'up', ...span })]);
    assert.deepEqual([told.system, told.step, told.series_in_all, told.series[0].samples], ['Prometheus', 1, 3, 13]);
    assert.deepEqual(
      told.series.map(one => [one.labels.job, one.least, one.last]),
      [
        ['prometheus', 1, 1],
        ['node', 1, 1],
        ['absent', 0, 0],
      ],
    );
    assert.equal(replies.asked.filter(one => one.path.endsWith('query_range')).length, 1);
    tool.output.parse(told);
  });

  it('of the library are those that are named, narrowed by matchers', async () => {
    replies.asked.length = 0;
    const told = await ask({ named: ['cpu', 'disk'], match: ['job=node'], ...span, limit: 1 });
    assert.deepEqual(
      told.metrics.map(one => one.metric),
      ['cpu', 'disk'],
    );
    const asked = replies.asked.flatMap(one => (one.path.endsWith('query_range') ? [one.query.query] : []));
    assert.ok(asked.every(query => query.includes('job="node"')) && asked.length === 2, `${asked}`);
    assert.ok(told.series.length <= 2 && told.series_in_all >= told.series.length);
  });

  it('of a run are those of its span', async () => {
    writeFileSync(join(folder, 'a.log'), '2026-11-21T07:17:20Z INFO start\n2026-11-21T07:18:20Z ERROR failed\n');
    const run = await bringIn(shop, { inputs: ['a.log'] }, life);
    const told = await ask({ run_id: run.run_id, named: ['cpu'] });
    assert.deepEqual([told.from, told.to], [run.from, run.to]);
    writeFileSync(join(folder, 'b.log'), 'no time\n');
    const timeless = await bringIn(shop, { inputs: ['b.log'] }, life);
    await assert.rejects(ask({ run_id: timeless.run_id }), { code: 'bad_input', message: /No line of b\.log has a time/ });
  });

  it('are refused with words that help', async () => {
    await assert.rejects(ask({ query: 'up{', ...span }), { code: 'bad_input', message: /refuses the query: 1:4: parse error/ });
    await assert.rejects(ask({ query: 'up', match: ['a=b'] }), { code: 'bad_input' });
    await assert.rejects(ask({ query: 'up', from: span.to, to: span.from }), { code: 'bad_input', message: /ends before/ });
    await assert.rejects(ask({ query: 'up', from: 'yesterday' }), { code: 'bad_input', message: /^from: / });
    await assert.rejects(ask({ query: 'up', name: 'eu' }), { code: 'not_connected' });
  });
});
