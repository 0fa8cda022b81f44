/** The sources, Prometheus: the questions a root cause is looked for with: one expression each, and the labels that narrow it. */
import type { Metric, MetricName } from '../../../model/series.ts';
import { type Matcher, narrowed, sameHost } from './matchers.ts';

interface Named {
  readonly title: string;
  readonly unit: string;
  /** `[5m]` and `[1h]` grow with the step, so that no sample is stepped over. */
  readonly expression: string;
  /** Labels of an alert that its series carry too. */
  readonly labels: readonly string[];
}

const MACHINE = ['instance', 'node', 'cluster'];
const SERVICE = ['service', 'job', 'namespace', 'cluster'];
const POD = ['namespace', 'pod', 'container', 'cluster'];

export const library: Readonly<Record<MetricName, Named>> = {
  cpu: {
    title: 'CPU utilisation',
    unit: '%',
    expression: '100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])))',
    labels: MACHINE,
  },
  memory: {
    title: 'Memory utilisation',
    unit: '%',
    expression: '100 * (1 - (node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes))',
    labels: MACHINE,
  },
  error_rate: {
    title: 'Share of failed requests',
    unit: '',
    expression: 'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
    labels: SERVICE,
  },
  p95: {
    title: '95th percentile of latency',
    unit: 's',
    expression: 'histogram_quantile(0.95, rate(http_request_duration_seconds_bucket[5m]))',
    labels: SERVICE,
  },
  restarts: {
    title: 'Restarts of pods within an hour',
    unit: '',
    expression: 'increase(kube_pod_container_status_restarts_total[1h])',
    labels: POD,
  },
  disk: {
    title: 'Disk usage',
    unit: '%',
    expression: '100 * (1 - node_filesystem_avail_bytes / node_filesystem_size_bytes)',
    labels: MACHINE,
  },
};

/** The metric narrowed by matchers, for samples `step` seconds apart. */
export function namedMetric(name: MetricName, matchers: readonly Matcher[], step: number): Metric {
  const { title, unit, expression } = library[name];
  const wide = expression.replace(/\[(5m|1h)\]/g, (whole, window) => (step > WINDOWS[window] ? `[${step}s]` : whole));
  return { metric: name, title, unit, expression: narrowed(wide, matchers) };
}

const WINDOWS: Readonly<Record<string, number>> = { '5m': 300, '1h': 3600 };

/** What of an alert's labels narrows this question; the machine by its host, whatever port was scraped. */
export function matchersFor(name: MetricName, labels: Readonly<Record<string, string>>): Matcher[] {
  return library[name].labels.flatMap(label => {
    const value = labels[label];
    if (!value) return [];
    return [label === 'instance' ? sameHost(value) : { label, operator: '=' as const, value }];
  });
}
