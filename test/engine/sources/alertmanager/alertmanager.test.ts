/** Alertmanager: recorded answers of a real one, addresses of incidents, notices that are news, and what users read when a server fails. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alertAddress, readAddress } from '../../../../src/engine/sources/alertmanager/address.ts';
import { alertFinder } from '../../../../src/engine/sources/alertmanager/find.ts';
import { expressionIn, readAlerts, readGroups, readSilences } from '../../../../src/engine/sources/alertmanager/readings.ts';
import { logQuery } from '../../../../src/engine/sources/alertmanager/related-logs.ts';
import { fitting, measured } from '../../../../src/engine/sources/alertmanager/related-metrics.ts';
import { alertsRequest, groupsRequest, silencesRequest } from '../../../../src/engine/sources/alertmanager/requests.ts';
import type { Link } from '../../../../src/engine/sources/outside.ts';
import { type Notice, news, REPEAT_MS } from '../../../../src/model/alert-notice.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { faultGolden } from '../faults.ts';
import { Loopback, linkTo } from '../loopback.ts';
import { type Replies, serveReplies } from '../replies.ts';

const life = { signal: new AbortController().signal };
const all = { filter: [], silenced: true, inhibited: true };

describe('Alertmanager', () => {
  let replies: Replies;
  let link: Link;
  before(async () => {
    replies = await serveReplies('alertmanager', {
      '/api/v2/alerts?silenced=true': 'am-v2-alerts-with-silenced.json',
      '/api/v2/alerts?filter=severity="critical"': 'am-v2-alerts-filtered.json',
      '/api/v2/alerts': 'am-v2-alerts.json',
      '/api/v2/alerts/groups': 'am-v2-alerts-groups.json',
      '/api/v2/silences': 'am-v2-silences.json',
    });
    link = (await linkTo('alertmanager', `${replies.url}/api/v2`)).link;
  });
  after(() => replies.close());

  it('tells alerts with what they look at, who silences them, and the address of the incident', async () => {
    const alerts = readAlerts(await link.ask(alertsRequest(all), life), 'eu');
    assert.deepEqual(
      alerts.map(one => [one.name, one.severity, one.state, one.silenced_by.length, one.expression]),
      [
        ['LabAlwaysFiring', 'info', 'suppressed', 1, 'node_load1 >= 0'],
        ['PostedByHand', 'warning', 'active', 0, null],
        ['LabTargetDown', 'critical', 'active', 0, 'up == 0'],
      ],
    );
    assert.equal(alerts[2].address, 'alert:ef1b3f699fc1977e@2026-11-21T07:13:10.217Z?name=eu');
    const grave = readAlerts(
      await link.ask(alertsRequest({ ...all, silenced: false, filter: ['severity="critical"'] }), life),
      '',
    );
    assert.deepEqual(
      grave.map(one => one.name),
      ['LabTargetDown'],
    );
    assert.equal(replies.asked.at(-1)?.path, '/api/v2/alerts');
  });

  it('tells groups, and the silences that are not over', async () => {
    const groups = readGroups(await link.ask(groupsRequest(), life), '');
    assert.deepEqual(
      groups.map(one => [one.receiver, one.alerts.map(alert => alert.name)]),
      [
        ['lab-hook', ['LabAlwaysFiring']],
        ['lab-hook', ['LabTargetDown']],
      ],
    );
    const [silence, ...more] = readSilences(await link.ask(silencesRequest(), life), '');
    assert.equal(more.length, 0);
    assert.deepEqual(
      [silence.matchers, silence.created_by, silence.comment],
      [['alertname="LabAlwaysFiring"'], 'lab', 'lab silence'],
    );
  });

  it('lists what fires as runs, newest first', async () => {
    const found = await alertFinder.find(link, { text: '', limit: 10 }, life);
    assert.ok(found.length > 0);
    const run = found.find(one => one.job === 'LabTargetDown');
    assert.deepEqual(
      [run?.title, run?.status, run?.finished, run?.url?.endsWith('/#/alerts?filter=%7Balertname%3D%22LabTargetDown%22%7D')],
      ['LabTargetDown: target 127.0.0.1:19199 of job absent is down', 'firing, critical', false, true],
    );
    assert.ok(!run?.url?.includes('/api/v2'));
  });

  it('repeats why a filter is refused', async () => {
    const web = await Loopback.open((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end('"bad matcher format: ==bad"\n');
    });
    try {
      const { link: other } = await linkTo('alertmanager', web.url);
      const reply = await other.ask(alertsRequest({ ...all, filter: ['==bad'] }), life);
      assert.throws(() => readAlerts(reply, ''), {
        code: 'bad_input',
        message: 'Alertmanager refuses the filter: bad matcher format: ==bad.',
      });
    } finally {
      await web.close();
    }
  });

  it('says what failed, where, and what to do', async () => {
    const golden = await faultGolden('alertmanager', async (to, alive) =>
      readAlerts(await to.ask(alertsRequest(all), alive), ''),
    );
    assertGolden('faults.txt', golden, import.meta.url);
  });

  it('has one address for each incident, however it is written', () => {
    assert.equal(readAddress('alert:xyz'), null);
    assert.equal(readAddress('alert:ef1b3f699fc1977e@yesterday'), null);
    const { fingerprint } = { fingerprint: 'ef1b3f699fc1977e' };
    assert.deepEqual(readAddress(' alert:EF1B3F699FC1977E '), { fingerprint, at: null, connection: '' });
    const at = readAddress('alert:ef1b3f699fc1977e@2026-11-21T08:13:10.217+01:00?name=eu');
    assert.equal(at && alertAddress(at), 'alert:ef1b3f699fc1977e@2026-11-21T07:13:10.217Z?name=eu');
  });

  it('knows the rule’s expression, and what of it is measured', () => {
    assert.equal(expressionIn('http://p/graph?g0.expr=up+%3D%3D+0&g0.tab=1'), 'up == 0');
    assert.equal(expressionIn('http://p/gen'), null);
    assert.equal(expressionIn(''), null);
    assert.deepEqual(
      [
        'up == 0',
        'rate(a{b!="c"}[5m]) >= 1e-3',
        'sum(a) > 5 and b < 2',
        'absent(up)',
        'a > b',
        '(a > 5)',
        'x != bool 1',
        'a > on (x) b > 3',
      ].map(measured),
      ['up', 'rate(a{b!="c"}[5m])', 'sum(a) > 5 and b < 2', 'absent(up)', 'a > b', '(a > 5)', 'x', 'a > on (x) b > 3'],
    );
  });

  it('keeps of its series those with the alert’s labels, all where none has them', () => {
    const series = (labels: Record<string, string>) => ({ labels, at: [1], values: [1] });
    const alert = { labels: { alertname: 'X', instance: 'a', severity: 'page' } };
    const [a, b] = [series({ __name__: 'up', instance: 'a', job: 'j' }), series({ __name__: 'up', instance: 'b', job: 'j' })];
    assert.deepEqual(fitting([a, b], alert), [a]);
    assert.deepEqual(fitting([b], alert), [b]);
  });

  it('asks log servers for the most particular thing that its labels name', () => {
    const labels = { pod: 'api-7d.x', namespace: 'prod', job: 'api', instance: '10.0.0.1:9180' };
    assert.equal(logQuery('loki', labels), '{pod=~"api-7d\\\\.x(:[0-9]+)?", namespace=~"prod(:[0-9]+)?"}');
    assert.equal(logQuery('victoriaLogs', labels), 'pod:"api-7d.x" namespace:"prod"');
    assert.equal(logQuery('victoriaLogs', { instance: '10.0.0.1:9180', severity: 'x' }), 'instance:"10.0.0.1"');
    assert.equal(logQuery('loki', { severity: 'x' }), null);
  });
});

describe('notices of Alertmanager', () => {
  const at = (heard_at: number, more: Partial<Notice> = {}): Notice => ({
    fingerprint: 'f',
    starts_at: 0,
    status: 'firing',
    heard_at,
    ...more,
  });

  it('are news when the incident, its status, or five minutes are other', () => {
    const twice = [at(0), at(1), at(REPEAT_MS - 1), at(REPEAT_MS)];
    assert.deepEqual(news(twice), [twice[0], twice[3]]);
    const others = [at(0), at(1, { status: 'resolved' }), at(2, { starts_at: 2 }), at(3, { fingerprint: 'g' })];
    assert.deepEqual(news(others), others);
  });

  it('are news in the order of their time, the first of each always, and never twice within five minutes', () => {
    const notice = fc.record({
      fingerprint: fc.constantFrom('f', 'g'),
      starts_at: fc.constantFrom(0, 1),
      status: fc.constantFrom('firing', 'resolved'),
      heard_at: fc.integer({ min: 0, max: 4 * REPEAT_MS }),
    });
    fc.assert(
      fc.property(fc.array(notice), notices => {
        const told = news(notices);
        const key = ({ heard_at: _, ...rest }: Notice) => JSON.stringify(rest);
        assert.equal(new Set(told.map(key)).size, new Set(notices.map(key)).size);
        for (const [index, one] of told.entries()) {
          const next = told.slice(index + 1).find(other => key(other) === key(one));
          assert.ok(!next || next.heard_at - one.heard_at >= REPEAT_MS);
        }
        assert.deepEqual(
          told,
          [...told].sort((a, b) => a.heard_at - b.heard_at),
        );
      }),
    );
  });
});
