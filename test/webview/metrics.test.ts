/** The charts of a run's metrics: what stands in them, their words, their table; pure. */
import assert from 'node:assert/strict';
import { drawn } from '../../src/engine/answers/series.ts';
import type { MetricAnswer } from '../../src/model/series.ts';
import { chartsOf, chartWords, metricsMarkdown, placeAt } from '../../webview/metrics/charts.ts';
import { hostile } from '../tools/render/example-report.ts';
import { assertGolden } from '../tools/render/golden.ts';

const FROM = Date.UTC(2026, 10, 20, 8);
const at = (count: number) => Array.from({ length: count }, (_, index) => FROM + index * 10_000);
const held = (labels: Record<string, string>, values: number[], times = at(values.length)) =>
  drawn(
    'cpu',
    {
      labels,
      at: times,
      values,
      stored: { source: 's', member: 'metrics/cpu.jsonl', lines: values.map((_, index) => index + 2) },
    },
    400,
  );

const answer: MetricAnswer = {
  system: 'Prometheus',
  from: FROM,
  to: FROM + 600_000,
  step: null,
  metrics: [
    { metric: 'cpu', title: 'CPU utilisation', unit: '%', expression: 'rate(x[5m])' },
    { metric: 'disk', title: 'Disk usage', unit: '%', expression: 'y' },
  ],
  series: [
    held({ instance: 'db-1', job: 'node' }, [...Array(10).fill(10), ...Array(10).fill(90)]),
    held({ instance: hostile, job: 'node' }, [1, Number.NaN, 3]),
  ],
  series_in_all: 2,
  gaps: [],
};

describe('the charts of metrics', () => {
  it('have one a metric with samples, curves named by what tells them apart', () => {
    const charts = chartsOf(answer);
    assert.deepEqual(
      charts.map(chart => [chart.metric.metric, chart.curves.length]),
      [['cpu', 2]],
    );
    assert.equal(charts[0].curves[0].name, 'db-1');
    assert.deepEqual(charts[0].curves[1].values, [1, null, 3]);
  });

  it('break where nothing was measured for long', () => {
    const times = [...at(5), ...at(5).map(time => time + 300_000)];
    const [{ curves }] = chartsOf({ ...answer, series: [held({}, Array(10).fill(1), times)] });
    assert.deepEqual(curves[0].values, [1, 1, 1, 1, 1, null, 1, 1, 1, 1, 1]);
    assert.equal(curves[0].name, 'all');
  });

  it('lead from a moment to the line of its sample', () => {
    const [{ curves }] = chartsOf(answer);
    assert.deepEqual(placeAt(curves[0], FROM + 25_000), {
      at: FROM + 20_000,
      place: { source: 's', member: 'metrics/cpu.jsonl', line: 4 },
    });
    assert.equal(placeAt(curves[0], FROM - 1), null);
  });

  it('have words, and a table as Markdown', () => {
    const charts = chartsOf(answer);
    assert.equal(chartWords(charts[0]), 'CPU utilisation over time: 1 to 90 %. Rises from 10 to 90 % at 08:01:40');
    assertGolden('metrics.md', metricsMarkdown(charts), import.meta.url);
  });
});
