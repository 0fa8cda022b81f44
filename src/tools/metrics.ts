/** The table: tools that ask monitoring systems: metric series around a run or in any span of time, and alerts that fire. */
import { z } from 'zod';
import { AlertsAnswer } from '../model/alert.ts';
import { MetricAnswer, MetricName } from '../model/series.ts';
import { RunName, When } from './inputs.ts';
import { alertsText } from './render/alerts.ts';
import { metricsText } from './render/metrics.ts';
import { defineTool } from './tool.ts';

export const queryMetrics = defineTool({
  name: 'query_metrics',
  title: 'Query metrics',
  description:
    'Metric series of a Prometheus (or Cortex, Mimir, VictoriaMetrics) over the span of a run or any other: CPU, memory, error rate, latency, restarts and ' +
    'disk by name, or any PromQL. Tells for each series its extremes and when its level first changed. A run that was brought in with its metrics answers ' +
    'from its own lines unless a query or a connection is named.',
  effect: 'asks-network',
  input: z.object({
    query: z.string().min(1).optional().describe('PromQL; instead of named'),
    named: z.array(MetricName).default([]).describe('metrics of the library; all of them unless a query is given'),
    run_id: RunName.optional(),
    name: z.string().optional().describe('the connection to ask, where there are several'),
    from: When.optional().describe('the beginning of the run unless given; without a run an hour before the end'),
    to: When.optional().describe('the end of the run unless given; without a run now'),
    match: z
      .array(z.string())
      .default([])
      .describe('label matchers that narrow the named metrics, such as instance="db-1:9100" or job=~"db.*"'),
    points: z.int().min(2).max(2000).default(60).describe('samples per series at most; extremes are kept'),
    step: z.int().min(1).optional().describe('seconds between samples as they are asked; chosen for the span unless given'),
    limit: z.int().min(1).max(200).default(10).describe('series per metric at most'),
  }),
  output: MetricAnswer,
  command: { word: 'metrics', positional: 'query' },
  render: metricsText,
});

export const listAlerts = defineTool({
  name: 'list_alerts',
  title: 'List alerts',
  description:
    'Alerts that fire in the connected Alertmanagers, newest first, with their labels, and the silences in force. investigate_run takes the address of an ' +
    'alert: the alerts of its groups, the metrics and the lines of log servers around its beginning become a run.',
  effect: 'asks-network',
  input: z.object({
    filter: z.array(z.string()).default([]).describe('matchers that all have to fit, such as alertname="X" or severity=~"a|b"'),
    quiet: z.boolean().default(false).describe('true: also those that are silenced or inhibited'),
    name: z.string().optional().describe('only the connection of this name, where there are several'),
    limit: z.int().min(1).max(500).default(50).describe('alerts at most'),
  }),
  output: AlertsAnswer,
  command: { word: 'alerts', positional: 'filter' },
  render: alertsText,
});
