/** A real Prometheus and a real Alertmanager, asked through the tools: metrics, alerts, silences, an alert as a run, and that it ends. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../../src/engine/start.ts';
import type { AlertsAnswer } from '../../../../src/model/alert.ts';
import { environmentProvider } from '../../../../src/tools/provide.ts';
import { tell } from '../../../../src/tools/tell.ts';
import { type Monitoring, setUpMonitoring, startMonitoring, until } from './monitoring.ts';

describe('a real Prometheus and Alertmanager', function () {
  this.timeout(180_000);
  let monitoring: Monitoring;
  let engine: RunningEngine;
  let folder: string;

  before(async function () {
    this.timeout(600_000);
    setUpMonitoring();
    monitoring = await startMonitoring();
    folder = mkdtempSync(join(tmpdir(), 'real-'));
    const { prometheus, alertmanager } = monitoring;
    const env = { PROMETHEUS_URL: `${prometheus}/api/v1`, ALERTMANAGER_URL: alertmanager, NO_PROXY: '*' };
    engine = startEngine({ home: join(folder, 'home'), cwd: folder, version: 'test', connections: environmentProvider(env) });
  });

  after(async () => {
    await engine?.end();
    await monitoring?.end();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** Asked of the engine anew each time: answers to equal questions are good for half a minute, hence the span differs. */
  const lately = () => ({ from: new Date(Date.now() - 120_000).toISOString(), to: new Date().toISOString() });

  const down = () =>
    until('the alert of the absent target is there', async () =>
      (await engine.list_alerts({ filter: ['alertname="LabTargetDown"'] })).alerts.find(
        one => one.labels.instance === monitoring.absent,
      ),
    );

  it('gives samples of each target, and says which is down', async () => {
    const told = await until('all targets were scraped', async () => {
      const seen = await engine.query_metrics({ query: 'up', ...lately() });
      return seen.series.length === 3 && seen;
    });
    assert.equal(told.system, 'Prometheus');
    assert.deepEqual(Object.fromEntries(told.series.map(one => [one.labels.job, one.last])), {
      prometheus: 1,
      node: 1,
      absent: 0,
    });
    const { text } = await tell(engine, 'query_metrics', { query: 'up', ...lately() });
    assert.match(text, new RegExp(`up\\{instance="${monitoring.absent}", job="absent"\\} +▁+ +0 … 0, last 0`));
  });

  it('answers the library, and says why the rest of it has no series', async () => {
    const told = await until('the machine’s metrics were scraped often enough for rates', async () => {
      const seen = await engine.query_metrics({ ...lately(), points: 20 });
      return ['cpu', 'memory', 'disk'].every(name => seen.series.some(one => one.metric === name)) && seen;
    });
    const memory = told.series.find(one => one.metric === 'memory');
    assert.ok(memory?.least != null && memory.least > 0 && (memory.most ?? 101) <= 100);
    assert.ok(told.series.every(one => one.at.length <= 20 && one.at.length === one.values.length));
    const words = told.gaps.map(gap => gap.words);
    for (const metric of [
      'http_requests_total',
      'http_request_duration_seconds_bucket',
      'kube_pod_container_status_restarts_total',
    ])
      assert.ok(
        words.some(one => one.includes(`no samples of ${metric} in this span`)),
        words.join('\n'),
      );
    const narrowed = await engine.query_metrics({ named: ['cpu'], match: ['job="nobody"'], ...lately() });
    assert.deepEqual(
      narrowed.gaps.map(gap => gap.words),
      ['CPU utilisation: no series of node_cpu_seconds_total has job="nobody"; there job is node.'],
    );
  });

  it('takes any span, and refuses a query in its own words', async () => {
    const years = await engine.query_metrics({ query: 'up', from: '2016-01-01', to: '2026-01-01', step: 1 });
    assert.ok((years.step ?? 0) >= 28_680, `${years.step}`);
    await assert.rejects(engine.query_metrics({ query: 'up{' }), {
      code: 'bad_input',
      message: /Prometheus refuses the query: .*parse error/,
    });
    await assert.rejects(engine.list_alerts({ filter: ['==bad'] }), {
      code: 'bad_input',
      message: /Alertmanager refuses the filter: /,
    });
  });

  it('tells an alert, which becomes a run with its group and the metrics around it', async () => {
    const alert = await down();
    assert.deepEqual([alert.severity, alert.state, alert.expression], ['critical', 'active', 'up == 0']);
    assert.equal(alert.summary, `target ${monitoring.absent} of job absent is down`);
    const found = await engine.find_runs({ system: 'alertmanager' });
    assert.ok(found.runs.some(one => one.address === alert.address));
    const report = await engine.investigate_run({ inputs: [`alert:${alert.fingerprint}`] });
    const info = await until('samples of all metrics, ten seconds apart, stand beside the alert', async () => {
      await engine.ingest_logs({ inputs: [alert.address] });
      const seen = await engine.get_test_run_info({ run_id: report.run.run_id });
      return seen.members_in_all >= 6 && seen;
    });
    assert.deepEqual(
      info.members.map(one => [one.path, one.format]),
      [
        ['alerts.jsonl', 'alerts'],
        // The node-exporter is of the same host, whatever its port.
        ...['cpu', 'disk', 'expression', 'firing', 'memory'].map(name => [`metrics/${name}.jsonl`, 'metrics']),
      ],
    );
    const own = await engine.query_metrics({ run_id: report.run.run_id, named: [] });
    const measured = own.series.find(one => one.metric === 'expression');
    assert.deepEqual([measured?.labels.job, measured?.last, own.step], ['absent', 0, null]);
    const { entries } = await engine.get_timeline({ run_id: report.run.run_id });
    assert.ok(entries.some(one => one.kind === 'alert' && one.at === alert.starts_at));
  });

  it('leaves a snapshot of its data that is told by what it holds', async () => {
    const posted = await fetch(`${monitoring.prometheus}/api/v1/admin/tsdb/snapshot`, { method: 'POST' });
    const { data } = (await posted.json()) as { data: { name: string } };
    cpSync(join(monitoring.data, 'snapshots', data.name), join(folder, 'run/prometheus_data'), { recursive: true });
    writeFileSync(join(folder, 'run/aprom.log'), '2026-11-20T08:00:00Z INFO up\n');
    const { run_id } = await engine.ingest_logs({ inputs: ['run'] });
    const { members, gaps } = await engine.get_test_run_info({ run_id });
    assert.deepEqual(
      members.map(one => one.path),
      ['aprom.log'],
    );
    const [gap, ...more] = gaps;
    assert.deepEqual(more, []);
    assert.match(
      gap.words,
      /^prometheus_data holds 1 block of Prometheus data from 20.* UTC, [1-9][\d,]* samples, [1-9][\d,]* series at once/,
    );
  });

  it('keeps a silenced alert quiet, and tells who silenced it', async () => {
    await down();
    const matchers = [{ name: 'alertname', value: 'LabNodeUp', isRegex: false }];
    const [startsAt, endsAt] = [0, 3_600_000].map(ms => new Date(Date.now() + ms).toISOString());
    const posted = await fetch(`${monitoring.alertmanager}/api/v2/silences`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ matchers, startsAt, endsAt, createdBy: 'lab', comment: 'maintenance' }),
    });
    assert.equal(posted.status, 200);
    const isIt = ({ alerts }: AlertsAnswer) => alerts.find(one => one.name === 'LabNodeUp');
    const quiet = await until('it is silenced', async () => {
      const told = await engine.list_alerts({ quiet: true });
      return isIt(told)?.state === 'suppressed' && told;
    });
    assert.deepEqual(
      isIt(quiet)?.silenced_by,
      quiet.silences.map(one => one.id),
    );
    assert.equal(isIt(await engine.list_alerts({})), undefined);
    const { text } = await tell(engine, 'list_alerts', { quiet: true });
    assert.match(text, /info, silenced +LabNodeUp\n/);
    assert.match(text, /Silenced by lab until .*: alertname="LabNodeUp" \(maintenance\)/);
  });
});
