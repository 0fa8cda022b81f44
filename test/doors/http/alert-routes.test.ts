/** Alerts over HTTP: recorded payloads of a real Alertmanager, acknowledged before they are investigated, once each; refusals; the server's figures. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertQueue } from '../../../src/doors/http/alert-queue.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { REPEAT_MS } from '../../../src/model/alert-notice.ts';
import type { AlertNotice } from '../../../src/model/alert-webhook.ts';
import { Connection } from '../../../src/model/connection.ts';
import { version } from '../../../src/version.ts';
import { direct } from '../../engine/sources/loopback.ts';
import { type Recorded, type Replies, serveReplies } from '../../engine/sources/replies.ts';
import { type Asker, openServer } from './asker.ts';

const posted = (name: string) => JSON.parse(readFileSync(`test/replies/alertmanager/webhook-${name}.json`, 'utf8'));
const HOOK = '/webhooks/alertmanager';
const DOWN = 'ef1b3f699fc1977e';

describe('alerts over HTTP', () => {
  let home: string;
  let engine: RunningEngine;
  let alertmanager: Replies;
  let server: Asker;
  const routes: Record<string, Recorded> = {};

  beforeEach(async () => {
    Object.assign(routes, { '/api/v2/alerts/groups': 'am-v2-alerts-groups.json', '/api/v2/silences': 'am-v2-silences.json' });
    alertmanager = await serveReplies('alertmanager', routes);
    const connection = Connection.parse({ system: 'alertmanager', url: alertmanager.url });
    const connections = { connections: async () => [connection], secret: async () => ({}), network: async () => direct };
    home = mkdtempSync(join(tmpdir(), 'http-alerts-'));
    engine = startEngine({ home, cwd: process.cwd(), version, limits: {}, inline: true, connections });
    server = await openServer(engine, { allowWrites: false });
  });
  afterEach(async () => {
    await server.close();
    await engine.end();
    await alertmanager.close();
    rmSync(home, { recursive: true, force: true });
  });

  const post = (body: unknown, query = '') => server.ask('POST', `${HOOK}${query}`, { body });

  it('become incidents, repeats do not, and one that is resolved is closed', async () => {
    const firing = posted('1-firing-LabTargetDown');
    assert.deepEqual([firing.alerts[0].fingerprint, firing.alerts[0].startsAt], [DOWN, '2026-11-21T07:13:10.217Z']);
    const first = await post(firing);
    assert.deepEqual([first.status, first.body], [202, { accepted: 1, repeated: 0 }]);
    assert.deepEqual((await post(firing)).body, { accepted: 0, repeated: 1 });
    const run = async () => {
      for (;;) {
        const { body } = await server.ask('GET', '/metrics');
        if (/^investigator_alerts_waiting 0$/m.test(body)) return (await engine.list_runs({})).runs;
      }
    };
    const [incident, ...others] = await run();
    assert.deepEqual([others, incident.job, incident.inputs], [[], 'LabTargetDown', [`alert:${DOWN}@2026-11-21T07:13:10.217Z`]]);
    assert.deepEqual([incident.remote?.finished, (await engine.list_reports({})).in_all], [false, 1]);

    // Alertmanager forgets what is resolved.
    routes['/api/v2/alerts/groups'] = 'am-v2-silences-empty.json';
    assert.deepEqual((await post(posted('4-resolved-LabTargetDown'))).body, { accepted: 1, repeated: 0 });
    const [closed, ...more] = await run();
    assert.deepEqual([more, closed.run_id, closed.remote?.finished], [[], incident.run_id, true]);
    assert.ok(closed.remote?.facts.some(fact => fact.value === 'resolved'));
  });

  it('that come before Alertmanager can be asked are told as failed, and taken when they come again', async () => {
    await alertmanager.close();
    assert.equal((await post(posted('1-firing-LabTargetDown'))).status, 202);
    await server.close();
    assert.deepEqual(
      server.log.filter(one => one.message === 'alert not investigated').map(one => one.code),
      ['source_unreachable'],
    );
  });

  it('of another form are refused with what is wrong', async () => {
    const good = posted('1-firing-LabTargetDown');
    const cases: [unknown, RegExp][] = [
      [{}, /^version is missing\.$/],
      [{ ...good, version: '3' }, /^version must be 4\.$/],
      [{ ...good, alerts: [{ ...good.alerts[0], fingerprint: '../x' }] }, /^alerts\.0\.fingerprint /],
      [{ ...good, alerts: [{ ...good.alerts[0], startsAt: 'now' }] }, /^alerts\.0\.startsAt /],
      [null, /^The payload must be an object\.$/],
    ];
    for (const [body, words] of cases) {
      const { status, body: told } = await post(body);
      assert.deepEqual([status, told.error.code], [400, 'bad_input']);
      assert.match(told.error.message, words);
    }
    assert.equal((await post(good, '?connection=a/b')).status, 400);
  });

  it('stand among the figures of the server, in the form that Prometheus reads', async () => {
    await post(posted('1-firing-LabTargetDown'));
    await post({});
    const { body, headers } = await server.ask('GET', '/metrics');
    assert.equal(headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    for (const line of body.trimEnd().split('\n'))
      assert.match(line, /^# (HELP|TYPE) investigator_\w+ \S.*$|^investigator_\w+(\{(\w+="[^"\\\n]*",?)+\})? [\d.e+-]+$/);
    const of = (name: string) => body.split('\n').filter((line: string) => line.startsWith(`investigator_${name}`));
    assert.deepEqual(of('requests_total'), [
      `investigator_requests_total{method="POST",route="${HOOK}",status="202"} 1`,
      `investigator_requests_total{method="POST",route="${HOOK}",status="400"} 1`,
    ]);
    assert.deepEqual(of('errors_total'), [`investigator_errors_total{method="POST",route="${HOOK}",status="400"} 1`]);
    assert.deepEqual(of('alerts_total'), ['investigator_alerts_total{status="firing"} 1']);
    assert.deepEqual(of('request_duration_seconds_count'), [
      `investigator_request_duration_seconds_count{method="POST",route="${HOOK}"} 2`,
    ]);
    assert.match(of('request_duration_seconds_bucket').at(-1), /le="\+Inf"\} 2$/);
  });
});

describe('the queue of alerts', () => {
  let home: string;
  let engine: RunningEngine;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'alert-queue-'));
    engine = startEngine({ home, cwd: process.cwd(), version, limits: {}, inline: true });
  });
  afterEach(async () => {
    await engine.end();
    rmSync(home, { recursive: true, force: true });
  });

  const at = (heard_at: number, other: Partial<AlertNotice> = {}): AlertNotice => ({
    fingerprint: DOWN,
    starts_at: 0,
    status: 'firing',
    heard_at,
    ...other,
  });

  function queueOver(ask: (address: string) => Promise<unknown>) {
    const asked: string[] = [];
    const investigate_run = async ({ inputs }: { inputs: string[] }) => {
      asked.push(inputs[0]);
      return ask(inputs[0]);
    };
    const failed: unknown[] = [];
    const ears = { onDone: () => undefined, onFailed: (failure: unknown) => failed.push(failure) };
    const queue = new AlertQueue({ ...engine, investigate_run: investigate_run as never }, ears, { note: () => undefined });
    return { queue, asked, failed };
  }

  it('takes an alert again when its status, its beginning or five minutes make it news', async () => {
    const { queue, asked } = queueOver(async () => undefined);
    const heard = [at(0), at(1), at(2, { status: 'resolved' }), at(3, { starts_at: 60_000 }), at(REPEAT_MS - 1), at(REPEAT_MS)];
    const news: number[] = [];
    for (const one of heard) news.push(await queue.take([one], ''));
    assert.deepEqual(news, [1, 0, 1, 1, 0, 1]);
    await queue.idle();
    const first = `alert:${DOWN}@1970-01-01T00:00:00.000Z`;
    assert.deepEqual(asked, [first, first, `alert:${DOWN}@1970-01-01T00:01:00.000Z`, first]);
    await queue.close();
  });

  it('takes what failed again when it is told again, and names the connection', async () => {
    const { queue, asked, failed } = queueOver(async () => Promise.reject(new Error('no')));
    assert.equal(await queue.take([at(0)], 'staging'), 1);
    await queue.idle();
    assert.deepEqual([await queue.take([at(1)], ''), failed.length, await queue.waiting()], [1, 1, 1]);
    await queue.idle();
    assert.match(asked[0], /\?name=staging$/);
    assert.equal(await queue.waiting(), 0);
    await queue.close();
  });

  it('refuses all of a group where it has no room for it, which Alertmanager then sends again', async () => {
    const gate = Promise.withResolvers<void>();
    const { queue } = queueOver(() => gate.promise);
    const many = (from: number, count: number) => Array.from({ length: count }, (_, one) => at(0, { starts_at: from + one }));
    assert.equal(await queue.take(many(0, 1000), ''), 1000);
    await assert.rejects(queue.take(many(1000, 2), ''), { code: 'queue_full' });
    gate.resolve();
    await queue.idle();
    assert.equal(await queue.take(many(1000, 2), ''), 2);
    await queue.idle();
    await queue.close();
  });
});
