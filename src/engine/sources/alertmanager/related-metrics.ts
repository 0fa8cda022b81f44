/** The sources, Alertmanager: the metrics around an alert: its own expression, when it fired before, and the library for its machine or service. */
import { Fault } from '../../../base/fault.ts';
import type { Alert } from '../../../model/alert.ts';
import type { Connection } from '../../../model/connection.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { Fact } from '../../../model/fact.ts';
import type { Samples } from '../../../model/series.ts';
import type { Fetching } from '../addresses.ts';
import { writeMetrics } from '../prometheus/files.ts';
import type { Wanted } from '../prometheus/gather.ts';
import { library, matchersFor } from '../prometheus/library.ts';
import { selectorOf } from '../prometheus/matchers.ts';
import type { Window } from '../prometheus/steps.ts';

export interface Incident extends Window {
  readonly alert: Alert;
  readonly folder: string;
}

/** Ten seconds apart in the hour and a half around an alert. */
const POINTS = 100;

/** What cannot be asked is a gap: the alert stands without it. */
export async function metricsAround(incident: Incident, by: Fetching): Promise<{ facts: Fact[]; gaps: Gap[] }> {
  const { alert, ...around } = incident;
  const connections = (await by.outside.door.connections({})).filter(one => one.system === 'prometheus' && one.url !== '');
  if (connections.length === 0)
    return {
      facts: [],
      gaps: [{ kind: 'unreachable', words: 'No Prometheus is connected: there are no metrics around the alert.' }],
    };
  try {
    const link = await by.outside.link('prometheus', likeliest(connections, alert).name);
    const { gaps } = await writeMetrics(
      link,
      {
        ...around,
        points: POINTS,
        narrow: name => {
          const matchers = matchersFor(name, alert.labels);
          return matchers.length ? matchers : null;
        },
        further: ownMetrics(alert),
        keep: ({ metric }, series) => (metric in library ? series : fitting(series, alert)),
      },
      by,
    );
    return { facts: [{ label: 'Metrics of', value: link.label, url: null }], gaps };
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    return { facts: [], gaps: [{ kind: 'unreachable', words: `There are no metrics around the alert: ${failure.message}` }] };
  }
}

/** The one that the rule was evaluated by, where it can be told; else the first. */
function likeliest(connections: readonly Connection[], { generator_url }: Alert): Connection {
  const host = generator_url && URL.canParse(generator_url) ? new URL(generator_url).host : '';
  return connections.find(one => URL.canParse(one.url) && new URL(one.url).host === host) ?? connections[0];
}

function ownMetrics({ name, expression }: Alert): Wanted[] {
  const plain = { unit: '', matchers: [] };
  const state = selectorOf([{ label: 'alertname', operator: '=', value: name }]);
  return [
    ...(expression
      ? [{ ...plain, metric: 'expression', title: 'What the alert looks at', expression: measured(expression) }]
      : []),
    { ...plain, metric: 'firing', title: 'Pending or firing', expression: `ALERTS${state}` },
  ];
}

const COMPARED = /^(.*?)\s*(?:==|!=|>=|<=|>|<)\s*(?:bool\s+)?[-+]?[\d.]+(?:e[-+]?\d+)?\s*$/is;

/** What is compared with a number, so that the samples before the alert are seen too; the whole where it is more than that. */
export function measured(expression: string): string {
  const left = COMPARED.exec(expression)?.[1] ?? expression;
  const whole = /\b(and|or|unless)\b/i.test(left) || /[=<>]/.test(left.replace(/\{[^}]*\}/g, ''));
  const balanced = [...left].filter(sign => sign === '(').length === [...left].filter(sign => sign === ')').length;
  return whole || !balanced || left === '' ? expression : left;
}

/** Where some of the series carry the alert's labels, those only. */
export function fitting(series: readonly Samples[], { labels }: Pick<Alert, 'labels'>): readonly Samples[] {
  const fits = series.filter(one =>
    Object.entries(one.labels).every(([label, value]) => UNSAID.has(label) || (labels[label] ?? value) === value),
  );
  return fits.length ? fits : series;
}

const UNSAID: ReadonlySet<string> = new Set(['__name__', 'alertstate']);
