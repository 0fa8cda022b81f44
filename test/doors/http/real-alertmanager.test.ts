/** The webhook and a real Alertmanager: an alert that Prometheus raises is investigated when it fires and closed when its target is back. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { environmentProvider } from '../../../src/tools/provide.ts';
import { version } from '../../../src/version.ts';
import { type Monitoring, setUpMonitoring, startMonitoring, until } from '../../engine/sources/real/monitoring.ts';
import { type Asker, openServer } from './asker.ts';

const SECRET = 'known to Alertmanager';

describe('the webhook and a real Alertmanager', function () {
  this.timeout(180_000);
  const env: Record<string, string> = { NO_PROXY: '*' };
  let home: string;
  let engine: RunningEngine;
  let server: Asker;
  let monitoring: Monitoring;
  let target: Server | null = null;

  before(async function () {
    this.timeout(600_000);
    setUpMonitoring();
    home = mkdtempSync(join(tmpdir(), 'webhook-'));
    // Where the monitoring is, is known once it runs; what it posts to has to be there before.
    engine = startEngine({ home, cwd: home, version, connections: environmentProvider(env) });
    const access = { host: '127.0.0.1', hosts: [], origins: [], secret: SECRET };
    server = await openServer(engine, { access, allowWrites: false });
    monitoring = await startMonitoring({ url: `${server.url}/webhooks/alertmanager`, secret: SECRET });
    env.ALERTMANAGER_URL = monitoring.alertmanager;
    env.PROMETHEUS_URL = `${monitoring.prometheus}/api/v1`;
  });

  after(async () => {
    target?.close();
    await monitoring?.end();
    await server?.close();
    await engine?.end();
    rmSync(home, { recursive: true, force: true });
  });

  const incident = async () => {
    const { runs } = await engine.list_runs({});
    return runs.find(run => run.title.includes('LabTargetDown'));
  };
  const ours = async (name: string) => {
    const { body } = await server.ask('GET', '/metrics', { headers: { 'x-ingest-secret': SECRET } });
    const lines = String(body).split('\n');
    return lines.filter(line => line.startsWith(`investigator_${name}`)).map(line => line.replace('investigator_', ''));
  };

  it('investigates the incident once, and closes it when it is resolved', async () => {
    const firing = await until('the alert was posted and investigated', async () => {
      const run = await incident();
      const told = await ours('alerts_investigated_total{status="firing"}');
      // The other alert is counted as well.
      return told.length > 0 && run && run.summary !== null && run;
    });
    assert.equal(firing.remote?.finished, false);
    const report = await engine.get_report({ run_id: firing.run_id });
    assert.match(report.summary, /LabTargetDown/);
    assert.ok(report.evidence_index.some(one => one.kind === 'alert'));

    const { port, hostname } = new URL(`http://${monitoring.absent}`);
    target = createServer((_request, reply) => reply.setHeader('content-type', 'text/plain').end('back 1\n'));
    await new Promise<void>(resolve => target?.listen(Number(port), hostname, resolve));
    const closed = await until('its end was posted and investigated', async () => {
      const run = await incident();
      return run?.remote?.finished && run;
    });
    assert.equal(closed.run_id, firing.run_id);
    const answered = server.log.filter(one => one.route === '/webhooks/alertmanager');
    assert.ok(answered.length > 1);
    assert.deepEqual([...new Set(answered.map(one => one.status))], [202]);
    assert.ok(
      answered.every(one => Number(one.took_ms) < 2000),
      'acknowledged before it is looked into',
    );
    assert.deepEqual(await ours('alerts_failed_total{'), []);
  });
});
