/** Prometheus: how questions are made: steps within what a server gives, matchers, and the library narrowed by labels. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { library, matchersFor, namedMetric } from '../../../../src/engine/sources/prometheus/library.ts';
import { formatMatcher, metricsIn, parseMatcher, selectorOf } from '../../../../src/engine/sources/prometheus/matchers.ts';
import { aligned, halves, stepFor } from '../../../../src/engine/sources/prometheus/steps.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('questions to Prometheus', () => {
  it('have steps that suit the span and the eye', () => {
    const step = (ms: number, points = 100, wanted?: number) => stepFor({ from: 0, to: ms }, { points, most: 11_000, wanted });
    assert.deepEqual(
      [10_000, HOUR, 12 * HOUR, 30 * DAY].map(ms => step(ms)),
      [1, 5, 60, 3600],
    );
    assert.equal(step(10 * HOUR, 100, 1), 4);
    assert.equal(step(HOUR, 100, 15), 15);
  });

  it('never ask for more steps than the server gives, and for all of the span', () => {
    const span = fc.record({ from: fc.integer({ min: 0, max: 2e12 }), length: fc.integer({ min: 0, max: 5 * 365 * DAY }) });
    const grain = fc.record({ points: fc.integer({ min: 2, max: 2000 }), most: fc.constantFrom(11_000, 30_000) });
    fc.assert(
      fc.property(
        span,
        grain,
        fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }),
        ({ from, length }, how, wanted) => {
          const window = { from, to: from + length };
          const step = stepFor(window, { ...how, wanted });
          const { start, end } = aligned(window, step);
          assert.ok((end - start) / step <= how.most);
          assert.ok(start * 1000 <= from && end * 1000 >= window.to);
          assert.equal(start % step, 0);
          const parts = halves({ start, end }, step);
          if (parts) assert.deepEqual([parts[0].start, parts[1].end, parts[1].start - parts[0].end], [start, end, step]);
        },
      ),
    );
  });

  it('take matchers with and without quotes, and give them back', () => {
    assert.deepEqual(parseMatcher('job=~db.*'), { label: 'job', operator: '=~', value: 'db.*' });
    assert.deepEqual(parseMatcher(' a != "b c" '), { label: 'a', operator: '!=', value: 'b c' });
    assert.throws(() => parseMatcher('{job="x"}'), { code: 'bad_input' });
    fc.assert(
      fc.property(fc.string(), value => {
        const matcher = { label: 'x', operator: '=' as const, value };
        assert.deepEqual(parseMatcher(formatMatcher(matcher)), matcher);
      }),
    );
  });

  it('are the library’s to the letter, until labels narrow them or the step outgrows their windows', () => {
    for (const [name, { expression }] of Object.entries(library))
      assert.equal(namedMetric(name as never, [], 60).expression, expression);
    const job = [parseMatcher('job=node')];
    assert.equal(
      namedMetric('cpu', job, 600).expression,
      '100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle",job="node"}[600s])))',
    );
    assert.equal(
      namedMetric('disk', job, 60).expression,
      '100 * (1 - node_filesystem_avail_bytes{job="node"} / node_filesystem_size_bytes{job="node"})',
    );
    assert.match(namedMetric('p95', job, 60).expression, /duration_seconds_bucket\{job="node"\}\[5m\]/);
    assert.deepEqual(metricsIn(library.memory.expression), ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes']);
  });

  it('find the machine of an alert by its host, whatever port was scraped, and leave out labels that only alerts have', () => {
    const labels = { alertname: 'Down', severity: 'critical', instance: '10.0.1.5:9180', job: 'scylla', pod: 'a"b' };
    assert.equal(selectorOf(matchersFor('cpu', labels)), '{instance=~"10\\\\.0\\\\.1\\\\.5(:[0-9]+)?"}');
    assert.equal(selectorOf(matchersFor('error_rate', labels)), '{job="scylla"}');
    assert.equal(selectorOf(matchersFor('restarts', labels)), '{pod="a\\"b"}');
  });
});
