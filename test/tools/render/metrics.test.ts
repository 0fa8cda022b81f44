/** The table, tests: metric series as text, and small curves. */
import assert from 'node:assert/strict';
import { drawn } from '../../../src/engine/answers/series.ts';
import type { MetricAnswer, Series } from '../../../src/model/series.ts';
import { figure, metricsText } from '../../../src/tools/render/metrics.ts';
import { sparkline } from '../../../src/tools/render/sparkline.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { hostile } from './example-report.ts';
import { assertGolden } from './golden.ts';

const FROM = Date.UTC(2026, 10, 20, 8);
const at = Array.from({ length: 241 }, (_, index) => FROM + index * 30_000);

function series(metric: string, labels: Record<string, string>, value: (index: number) => number): Series {
  return drawn(metric, { labels, at, values: at.map((_, index) => value(index)) }, 60);
}

const answer: MetricAnswer = {
  system: 'Prometheus (staging)',
  from: FROM,
  to: FROM + 7_200_000,
  step: 30,
  metrics: [
    {
      metric: 'cpu',
      title: 'CPU utilisation',
      unit: '%',
      expression: '100 * (1 - avg by (instance) (rate(x{mode="idle"}[5m])))',
    },
    { metric: 'error_rate', title: 'Share of failed requests', unit: '', expression: 'sum(a) / sum(b)' },
    { metric: 'disk', title: 'Disk usage', unit: '%', expression: '100 * c' },
  ],
  series: [
    series('cpu', { instance: 'db-1:9100' }, index => (index < 160 ? 12 : 97) + Math.sin(index)),
    series('cpu', { instance: hostile }, index => 40 + Math.sin(index)),
    series('error_rate', {}, index => (index < 200 ? Number.NaN : 0.00002)),
  ],
  series_in_all: 7,
  gaps: [{ kind: 'empty', words: 'Disk usage: Prometheus has no samples of node_filesystem_avail_bytes in this span.' }],
};

describe('metrics as text', () => {
  it('tell of each series its curve, its extremes and when it changed', () => {
    assertGolden('metrics.txt', `${metricsText(answer, plainView)}\n`);
  });

  it('say that there are none', () => {
    const none = { ...answer, series: [], series_in_all: 0 };
    assert.match(metricsText(none, plainView), /0 series\. Times are UTC\.\n! Disk usage/);
  });

  it('tell a model each sample instead of a curve, with as many digits as it has, and of how many', () => {
    const samples = drawn('cpu', { labels: {}, at: at.slice(0, 5), values: [1, 2, 7.000001, 3, 4] }, 4);
    const few = { ...answer, series: [samples], series_in_all: 3 };
    const text = metricsText(few, { ...plainView, terse: true });
    assert.match(
      text,
      /\n {2}all {2}3 of 5 samples, 1 … 7\.000001, last 4\n {4}08:00:00\.000 1, 08:01:00\.000 7\.000001, 08:02:00\.000 4\n/,
    );
    assert.match(text, /1 series, of 3, narrow them with match\./);
    const stored = { source: 's', member: 'metrics/cpu.jsonl', lines: [2, 4, 6] };
    const placed = metricsText({ ...few, series: [{ ...samples, stored }] }, { ...plainView, terse: true, link: () => 'E1' });
    assert.match(placed, /\x1b\]8;;E1\x1b\\08:01:00\.000\x1b\]8;;\x1b\\ most \| "value":7\.000001\n/);
  });

  it('have curves as wide as asked, with blanks where nothing was measured', () => {
    const span = { from: 0, to: 8, cells: 8 };
    assert.equal(sparkline({ at: [0, 1, 4, 8], values: [0, 7, 3.5, Number.NaN] }, span), '▁█  ▅   ');
    assert.equal(sparkline({ at: [0, 7], values: [5, 5] }, span), '▁      ▁');
    assert.equal(sparkline({ at: [], values: [] }, span), ' '.repeat(8));
  });

  it('have figures of few digits', () => {
    assert.deepEqual([0, 97.1234, 123456, 12345678, 0.00002, null, 'NaN' as const].map(figure), [
      '0',
      '97.12',
      '123500',
      '1.23e+7',
      '2.00e-5',
      '–',
      'NaN',
    ]);
  });
});
