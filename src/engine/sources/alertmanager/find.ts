/** The sources, Alertmanager: the alerts that fire now, as runs that can be investigated. */
import type { Alert } from '../../../model/alert.ts';
import type { Fact } from '../../../model/fact.ts';
import type { Finder, FoundRun } from '../finders.ts';
import { readAlerts } from './readings.ts';
import { alertsRequest } from './requests.ts';

export const alertFinder: Finder = {
  system: 'alertmanager',
  async find(link, { limit }, life) {
    const reply = await link.ask(alertsRequest({ filter: link.connection.watch, silenced: false, inhibited: false }), life);
    const alerts = readAlerts(reply, link.connection.name).sort((a, b) => b.starts_at - a.starts_at);
    return alerts.slice(0, limit).map(alert => runOf(alert, link.connection.url));
  },
};

function runOf(alert: Alert, url: string): FoundRun {
  return {
    address: alert.address,
    title: titleOf(alert),
    job: alert.name,
    outcome: 'failed',
    status: ['firing', alert.severity].filter(Boolean).join(', '),
    at: alert.starts_at,
    finished: false,
    url: pageOf(alert, url),
    facts: labelFacts(alert),
  };
}

export function titleOf({ name, summary }: Pick<Alert, 'name' | 'summary'>): string {
  return summary ? `${name}: ${summary}` : name;
}

/** Its page in Alertmanager. */
export function pageOf({ name }: Alert, url: string): string {
  const filter = encodeURIComponent(`{alertname=${JSON.stringify(name)}}`);
  return `${url.replace(/\/(api\/v[12].*)?$/, '')}/#/alerts?filter=${filter}`;
}

export function labelFacts({ labels }: Alert): Fact[] {
  return Object.entries(labels)
    .filter(([label]) => label !== 'alertname')
    .map(([label, value]) => ({ label, value, url: null }));
}
