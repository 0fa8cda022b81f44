/** An alert as a run: its group, its silence, the metrics around its beginning as lines, and what stays of it when it is resolved. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRuns } from '../../../../src/engine/answers/find-runs.ts';
import { bringIn } from '../../../../src/engine/answers/ingest-logs.ts';
import { listAlerts } from '../../../../src/engine/answers/list-alerts.ts';
import { readLines } from '../../../../src/engine/answers/read-lines.ts';
import { getTestRunInfo } from '../../../../src/engine/answers/runs.ts';
import { type CallLife, openWorkshop, type Workshop } from '../../../../src/engine/workshop.ts';
import { Connection } from '../../../../src/model/connection.ts';
import { provided } from '../../../../src/tools/provide.ts';
import { direct } from '../loopback.ts';
import { type Recorded, type Replies, serveReplies } from '../replies.ts';

const life: CallLife = { signal: new AbortController().signal, onProgress: () => undefined };
const RECORDED = new URL('../../../replies/alertmanager/', import.meta.url);
const DOWN = 'alert:ef1b3f699fc1977e';

describe('an alert as a run', () => {
  let folder: string;
  let alertmanager: Replies;
  let prometheus: Replies;
  let shop: Workshop;
  const routes: Record<string, Recorded> = {};
  const connections: Connection[] = [];

  beforeEach(async () => {
    Object.assign(routes, {
      '/api/v2/alerts': 'am-v2-alerts-with-silenced.json',
      '/api/v2/alerts/groups': 'am-v2-alerts-groups.json',
      '/api/v2/silences': 'am-v2-silences.json',
    });
    alertmanager = await serveReplies('alertmanager', routes);
    prometheus = await serveReplies('prometheus', {
      '/api/v1/status/buildinfo': 'prom-buildinfo.json',
      '/api/v1/query_range?query=up': 'prom-query-range-up.json',
      '/api/v1/query_range?query=ALERTS{alertname="LabTargetDown"}': { file: 'prom-query-range-error-parse.json', status: 400 },
      '/api/v1/query_range': 'prom-query-range-cpu.json',
    });
    folder = mkdtempSync(join(tmpdir(), 'incident-'));
    connections.splice(
      0,
      connections.length,
      Connection.parse({ system: 'alertmanager', url: alertmanager.url }),
      Connection.parse({ system: 'prometheus', url: prometheus.url }),
    );
    const door = provided({ connections: async () => connections, secret: async () => ({}), network: async () => direct });
    shop = openWorkshop({ home: join(folder, 'home'), cwd: folder, version: 'test' }, door as never);
  });

  afterEach(async () => {
    shop.notebook().close();
    rmSync(folder, { recursive: true, force: true });
    await alertmanager.close();
    await prometheus.close();
  });

  it('is named by its beginning, with the labels as facts and the lines of its group', async () => {
    const run = await bringIn(shop, { inputs: [DOWN] }, life);
    assert.deepEqual(
      [run.title, run.job, run.outcome, run.origin, run.inputs],
      [
        'LabTargetDown: target 127.0.0.1:19199 of job absent is down',
        'LabTargetDown',
        'failed',
        'alertmanager',
        [`${DOWN}@2026-11-21T07:13:10.217Z`],
      ],
    );
    const facts = Object.fromEntries((run.remote?.facts ?? []).map(one => [one.label, one.value]));
    assert.equal(facts.severity, 'critical');
    assert.equal(facts.Expression, 'up == 0');
    const info = await getTestRunInfo(shop, { run_id: run.run_id, limit: 50 }, life);
    assert.deepEqual(
      info.members.map(one => one.path),
      [
        'alerts.jsonl',
        'metrics/cpu.jsonl',
        'metrics/disk.jsonl',
        'metrics/error_rate.jsonl',
        'metrics/expression.jsonl',
        'metrics/memory.jsonl',
        'metrics/p95.jsonl',
      ],
    );
    const { lines } = await readLines(shop, { place: `${run.sources[0]}:alerts.jsonl:1`, around: 0, width: 10_000 });
    assert.equal(lines[0].level, 'error');
    assert.equal(lines[0].at, Date.parse('2026-11-21T07:13:10.217Z'));
    assert.deepEqual(
      info.gaps.map(gap => gap.words),
      [
        'Pending or firing could not be asked: Prometheus refuses the query: 1:4: parse error: unexpected end of input inside braces.',
      ],
    );
  });

  it('has samples that stand at their places and times', async () => {
    const run = await bringIn(shop, { inputs: [DOWN] }, life);
    const { lines } = await readLines(shop, { place: `${run.sources[0]}:metrics/expression.jsonl:2`, around: 1, width: 10_000 });
    assert.deepEqual(
      lines.map(line => [line.place.line, line.at]),
      [
        [1, Date.parse('2026-11-21T06:13:10.217Z')],
        [2, 1_795_245_440_000],
        [3, 1_795_245_445_000],
      ],
    );
    const { labels, value } = JSON.parse(lines[1].text) as { labels: Record<string, string>; value: number };
    assert.deepEqual([labels.job, value], ['absent', 0]);
  });

  it('shows the silence that keeps one quiet', async () => {
    const run = await bringIn(shop, { inputs: ['alert:6bda263861a13f47'] }, life);
    const told = await listAlerts(shop, { filter: [], quiet: true, limit: 1 }, life);
    assert.deepEqual([told.alerts.length, told.in_all, told.silences.length], [1, 3, 1]);
    // The groups were recorded before it was silenced.
    assert.ok(!run.remote?.facts.some(fact => fact.label === 'Silenced'));
    const groups = JSON.parse(readFileSync(new URL('am-v2-alerts-with-silenced.json', RECORDED), 'utf8'));
    const file = join(folder, 'groups.json');
    writeFileSync(file, JSON.stringify([{ labels: {}, receiver: { name: 'lab-hook' }, alerts: groups }]));
    routes['/api/v2/alerts/groups'] = relative(fileURLToPath(RECORDED), file);
    const silenced = await bringIn(shop, { inputs: ['alert:6bda263861a13f47'] }, life);
    const fact = silenced.remote?.facts.find(one => one.label === 'Silenced');
    assert.equal(fact?.value, 'alertname="LabAlwaysFiring" by lab until 2026-11-21 08:18: lab silence');
    const { lines } = await readLines(shop, { place: `${silenced.sources[0]}:silences.jsonl:1`, around: 0, width: 10_000 });
    assert.match(lines[0].text, /lab silenced alertname=\\"LabAlwaysFiring\\" until 2026-11-21T08:18:22/);
  });

  it('stays as it was fetched when it is resolved, and is another run when it fires again', async () => {
    const first = await bringIn(shop, { inputs: [DOWN] }, life);
    routes['/api/v2/alerts/groups'] = 'am-v2-silences-empty.json';
    const then = await bringIn(shop, { inputs: [first.inputs[0]] }, life);
    assert.equal(then.run_id, first.run_id);
    assert.deepEqual([then.lines, then.remote?.finished], [first.lines, true]);
    assert.ok(then.remote?.facts.some(fact => fact.value === 'resolved'));
    const { lines } = await readLines(shop, { place: `${first.sources[0]}:alerts.jsonl:1`, around: 0, width: 100 });
    assert.equal(lines.length, 1);
    const again = `${DOWN}@2026-11-21T09:00:00.000Z`;
    await assert.rejects(bringIn(shop, { inputs: [again] }, life), {
      code: 'bad_input',
      message: /tells of no alert ef1b3f699fc1977e that fires/,
    });
    routes['/api/v2/alerts'] = 'am-v2-silences-empty.json';
    await assert.rejects(bringIn(shop, { inputs: [DOWN] }, life), { code: 'bad_input' });
  });

  it('is listed among the runs of connected systems, and known there once it was fetched', async () => {
    const run = await bringIn(shop, { inputs: [DOWN] }, life);
    const { runs, gaps } = await findRuns(shop, { text: 'target', system: 'alertmanager', limit: 5 }, life);
    assert.deepEqual(gaps, []);
    assert.deepEqual(
      runs.map(one => [one.address, one.run_id, one.outcome]),
      [[run.inputs[0], run.run_id, 'failed']],
    );
  });

  it('brings the lines of a log server along, by what its labels name', async () => {
    const loki = await serveReplies('loki', { '/loki/api/v1/query_range': 'loki-query-range-streams.json' });
    try {
      connections.push(Connection.parse({ system: 'loki', url: loki.url }));
      const run = await bringIn(shop, { inputs: [DOWN] }, life);
      const asked = loki.asked.find(one => one.path.endsWith('query_range'));
      assert.equal(asked?.query.query, '{instance=~"127\\\\.0\\\\.0\\\\.1(:[0-9]+)?"}');
      const members = shop.source(run.sources[0]).members.filter(one => one.path.startsWith('logs/loki/'));
      assert.ok(members.length > 0 && members.every(one => one.path.endsWith('.jsonl')), members.map(one => one.path).join());
    } finally {
      await loki.close();
    }
  });

  it('stands without metrics where none can be had', async () => {
    connections.pop();
    const run = await bringIn(shop, { inputs: [DOWN] }, life);
    assert.deepEqual(
      run.remote?.gaps.map(gap => gap.words),
      ['No Prometheus is connected: there are no metrics around the alert.'],
    );
    assert.equal(run.lines, 1);
  });
});
