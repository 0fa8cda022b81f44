/** Prometheus and its kin: recorded answers of a real one, windows of any length, refusals, and what users read when a server fails. */
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallSignal } from '../../../../src/engine/sources/client.ts';
import { askRange, type Server, serverOf } from '../../../../src/engine/sources/prometheus/ask.ts';
import { whyEmpty } from '../../../../src/engine/sources/prometheus/explain.ts';
import { describedQuery, gather } from '../../../../src/engine/sources/prometheus/gather.ts';
import { readSamples, readSeries, readWords } from '../../../../src/engine/sources/prometheus/readings.ts';
import {
  instantRequest,
  labelsRequest,
  labelValuesRequest,
  rangeRequest,
  seriesRequest,
} from '../../../../src/engine/sources/prometheus/requests.ts';
import { assertGolden } from '../../../tools/render/golden.ts';
import { faultGolden } from '../faults.ts';
import { Loopback, linkTo } from '../loopback.ts';
import { type Replies, serveReplies } from '../replies.ts';

const life: CallSignal = { signal: new AbortController().signal };
const server: Server = { product: 'Prometheus', base: '', most: 11_000 };
const START = 1_795_245_440;
const window = { from: START * 1000, to: (START + 60) * 1000 };
const bad = (file: string) => ({ file, status: 400 });

describe('Prometheus', () => {
  let replies: Replies;
  before(async () => {
    replies = await serveReplies('prometheus', {
      '/api/v1/status/buildinfo': 'prom-buildinfo.json',
      '/api/v1/query_range?query=up': 'prom-query-range-up.json',
      '/api/v1/query_range?query=scalar': 'prom-query-range-scalar.json',
      '/api/v1/query_range?query=absent_metric': 'prom-query-range-empty.json',
      '/api/v1/query_range?query=up{': bad('prom-query-range-error-parse.json'),
      '/api/v1/query_range?step=1': bad('prom-query-range-error-too-many-points.json'),
      '/api/v1/query_range': 'prom-query-range-cpu.json',
      '/api/v1/query?query=nan': 'prom-query-instant-nan.json',
      '/api/v1/query?query=42': 'prom-query-instant-scalar.json',
      '/api/v1/query': 'prom-query-instant.json',
      '/api/v1/series?match[]=absent_metric': 'prom-query-exemplars.json',
      '/api/v1/series': 'prom-series.json',
      '/api/v1/labels': 'prom-labels.json',
      '/api/v1/label/job/values': 'prom-label-values-job.json',
      '/api/v1/label/__name__/values?match[]=node_cpu_seconds_total': 'prom-labels.json',
      '/api/v1/metadata': 'prom-metadata.json',
    });
  });
  after(() => replies.close());

  const link = async () => (await linkTo('prometheus', replies.url)).link;

  it('is known by what it says of itself, and where below its address it answers', async () => {
    assert.deepEqual(await serverOf(await link(), life), server);
    const kin = async (answer: (request: IncomingMessage, response: ServerResponse) => unknown) => {
      const web = await Loopback.open(answer as never);
      try {
        return await serverOf((await linkTo('prometheus', web.url)).link, life);
      } finally {
        await web.close();
      }
    };
    const builds = (data: object, base = '') =>
      kin((request, response) =>
        request.url === `${base}/api/v1/status/buildinfo`
          ? response.setHeader('content-type', 'application/json').end(JSON.stringify({ status: 'success', data }))
          : response.writeHead(404).end('404 page not found'),
      );
    const mimir = { application: 'Grafana Mimir', version: '2.14', revision: 'x' };
    assert.deepEqual(await builds(mimir, '/prometheus'), { product: 'Mimir', base: '/prometheus', most: 11_000 });
    assert.deepEqual(await builds({ version: '2.24.0' }), { product: 'VictoriaMetrics', base: '', most: 30_000 });
    assert.deepEqual(await builds({}, '/nowhere'), server);
  });

  it('takes an address that was pasted with its API or page', async () => {
    for (const pasted of ['/api/v1', '/api/v1/query_range', '/graph', '/']) {
      const { link } = await linkTo('prometheus', replies.url + pasted);
      assert.equal((await serverOf(link, life)).product, 'Prometheus', pasted);
    }
    const { link: tenant } = await linkTo('prometheus', replies.url, { tenant: 'team-a' });
    await serverOf(tenant, life);
    assert.equal(replies.asked.at(-1)?.headers['x-scope-orgid'], 'team-a');
  });

  it('gives samples with their times in milliseconds, what is no number as such', async () => {
    const { series } = await askRange({ link: await link(), server }, { query: 'up', ...window, step: 5 }, life);
    assert.deepEqual(
      series.map(one => [one.labels.job, one.at[0], one.at.length, one.values[0]]),
      [
        ['prometheus', START * 1000, 13, 1],
        ['node', START * 1000, 13, 1],
        ['absent', START * 1000, 13, 0],
      ],
    );
    const at = async (query: string) =>
      readSamples(await (await link()).ask(instantRequest('', { query, time: START }), life)).value;
    assert.deepEqual((await at('nan'))[0].values, [Number.NaN]);
    assert.deepEqual(await at('42'), [{ labels: {}, at: [1_795_245_501_396], values: [42] }]);
    assert.equal((await at('up')).length, 3);
  });

  it('reads histograms as their means, and tells warnings and what is partial', async () => {
    const body = {
      status: 'success',
      isPartial: true,
      warnings: ['results truncated due to limit'],
      stats: { seriesFetched: '1' },
      data: {
        resultType: 'matrix',
        result: [{ metric: { a: 'b' }, values: [[2, '+Inf']], histograms: [[1, { count: '4', sum: '10', buckets: [] }]] }],
      },
    };
    const web = await Loopback.open((_, response) => void response.end(JSON.stringify(body)));
    try {
      const { link } = await linkTo('prometheus', web.url);
      const told = readSamples(await link.ask(rangeRequest('', { query: 'x', start: 1, end: 2, step: 1 }), life));
      assert.deepEqual(told.value, [{ labels: { a: 'b' }, at: [1000, 2000], values: [2.5, Number.POSITIVE_INFINITY] }]);
      assert.deepEqual(
        told.gaps.map(gap => gap.words),
        [
          'Some of its storage did not answer: samples may be missing.',
          'It warns: results truncated due to limit.',
          'Of native histograms the mean is shown, not their buckets.',
        ],
      );
    } finally {
      await web.close();
    }
  });

  it('repeats why a query is refused, and asks with longer steps for what is too dense', async () => {
    const to = { link: await link(), server };
    await assert.rejects(askRange(to, { query: 'up{', ...window, step: 5 }, life), {
      code: 'bad_input',
      message: 'Prometheus refuses the query: 1:4: parse error: unexpected end of input inside braces.',
    });
    const found = await askRange(to, { query: 'cpu', ...window, step: 1 }, life);
    assert.equal(found.step, 2);
    assert.ok(found.series.length > 0);
  });

  it('asks in parts what is too long for the server, and joins the series', async () => {
    const spans: number[] = [];
    const web = await Loopback.open((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://x');
      const [start, end, step] = ['start', 'end', 'step'].map(key => Number(searchParams.get(key)));
      response.setHeader('content-type', 'application/json');
      if (end - start > 100) {
        const error = 'the query time range exceeds the limit (query length: 401s, limit: 100s)';
        return void response.writeHead(422).end(JSON.stringify({ status: 'error', errorType: 'execution', error }));
      }
      spans.push(end - start);
      const values = Array.from({ length: (end - start) / step + 1 }, (_, index) => [start + index * step, '1']);
      response.end(
        JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: [{ metric: { a: 'b' }, values }] } }),
      );
    });
    try {
      const { link } = await linkTo('prometheus', web.url);
      const { series } = await askRange({ link, server }, { query: 'x', from: 0, to: 400_000, step: 10 }, life);
      assert.deepEqual(
        series[0].at,
        Array.from({ length: 41 }, (_, index) => index * 10_000),
      );
      assert.ok(spans.length >= 4, `${spans}`);
    } finally {
      await web.close();
    }
  });

  it('says of several questions which had no answer and why', async () => {
    const plain = { unit: '', matchers: [] };
    const metrics = [
      { ...plain, metric: 'a', title: 'Up', expression: 'up' },
      { ...plain, metric: 'b', title: 'Broken', expression: 'up{' },
      { ...plain, metric: 'c', title: 'Absent', expression: 'absent_metric' },
    ];
    const to = { link: await link(), server };
    const told = await gather(to, { metrics, window, step: 5 }, life);
    assert.deepEqual(
      told.metrics.map(one => one.series.length),
      [3, 0, 0],
    );
    assert.deepEqual(
      told.gaps.map(gap => gap.words),
      [
        'Broken could not be asked: Prometheus refuses the query: 1:4: parse error: unexpected end of input inside braces.',
        'Absent: Prometheus has no such series.',
      ],
    );
    await assert.rejects(gather(to, { metrics: metrics.slice(1, 2), window, step: 5 }, life), { code: 'bad_input' });
  });

  it('says why a metric has no series: no such metric, label, or value', async () => {
    const to = { link: await link(), server };
    const words = async (expression: string, label: string) => {
      const matchers = [{ label, operator: '=' as const, value: 'x' }];
      return (await whyEmpty(to, { ...window, title: 'CPU', expression, matchers }, life)).words;
    };
    const cpu = 'rate(node_cpu_seconds_total[5m])';
    assert.match(await words(cpu, 'pod'), /^CPU: node_cpu_seconds_total has no label pod; it has address, .* and \d+ more\.$/);
    assert.equal(
      (
        await whyEmpty(
          { link: (await linkTo('prometheus', `${replies.url}/nowhere`)).link, server },
          { ...window, title: 'CPU', expression: cpu, matchers: [] },
          life,
        )
      ).words,
      'CPU: no series fits in this span.',
    );
    assert.equal(
      await words(cpu, 'job'),
      'CPU: no series of node_cpu_seconds_total has job="x"; there job is absent, node, prometheus.',
    );
  });

  it('knows labels, their values, series, and what a metric is', async () => {
    const to = await link();
    const among = { match: ['up'] };
    assert.deepEqual(readWords(await to.ask(labelValuesRequest('', 'job', among), life)).value, ['absent', 'node', 'prometheus']);
    assert.ok(readWords(await to.ask(labelsRequest('', among), life)).value.includes('instance'));
    assert.ok(readSeries(await to.ask(seriesRequest('', among), life)).value.length > 0);
    const about = await describedQuery({ link: to, server }, 'node_load1{job="x"}', life);
    assert.equal(about.title, '1m load average.');
    assert.equal((await describedQuery({ link: to, server }, 'rate(x[5m])', life)).title, 'rate(x[5m])');
  });

  it('sends what is too long for an address as a form, and again after trouble', async () => {
    const query = `up{job=~"${'x'.repeat(2000)}"}`;
    await (await link()).ask(rangeRequest('', { query, start: 1, end: 2, step: 1 }), life);
    const last = replies.asked.at(-1);
    assert.deepEqual([last?.method, last?.query.query], ['POST', query]);
  });

  it('says what failed, where, and what to do', async () => {
    const golden = await faultGolden('prometheus', (to, alive) =>
      askRange({ link: to, server }, { query: 'up', ...window, step: 5 }, alive),
    );
    assertGolden('faults.txt', golden, import.meta.url);
  });
});
