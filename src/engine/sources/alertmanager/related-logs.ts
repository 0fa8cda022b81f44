/** The sources, Alertmanager: the lines of connected log servers around an alert, by what its labels name: a pod, a service, a machine. */
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../../base/fault.ts';
import type { Connection } from '../../../model/connection.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { AddressKind, Fetching } from '../addresses.ts';
import type { Incident } from './related-metrics.ts';

type LogServer = 'loki' | 'victoriaLogs';

/** Lines of one server at most. */
const LINES = 20_000;
/** Labels that logs share with metrics, the most particular first; those of a row go together. */
const NAMING = [
  ['pod', 'namespace'],
  ['container', 'namespace'],
  ['service', 'namespace'],
  ['app', 'namespace'],
  ['host'],
  ['node'],
  ['instance'],
  ['job'],
];

/** Lines of each connected server go to `logs/SYSTEM`; `kinds` are the addresses by which log servers are asked. What cannot be had is a gap. */
export async function logsAround(incident: Incident, by: Fetching, kinds: readonly AddressKind[]): Promise<Gap[]> {
  const connections = await by.outside.door.connections({});
  const gaps: Gap[] = [];
  for (const connection of connections.filter(one => one.url !== '' && isLogServer(one))) {
    const query = logQuery(connection.system as LogServer, incident.alert.labels);
    if (query !== null) gaps.push(...(await bring(connection, { query, incident, kinds }, by)));
  }
  return gaps;
}

function isLogServer({ system }: Connection): boolean {
  return system === 'loki' || system === 'victoriaLogs';
}

async function bring(
  { system, name }: Connection,
  what: { query: string; incident: Incident; kinds: readonly AddressKind[] },
  by: Fetching,
): Promise<Gap[]> {
  const { query, incident } = what;
  const options = new URLSearchParams({ from: iso(incident.from), to: iso(incident.to), name, limit: String(LINES) });
  const text = `${system.toLowerCase()}:${query}?${options}`;
  const kind = what.kinds.find(one => one.origin === system);
  const claimed = kind?.claims(text) ?? null;
  if (!kind || claimed === null) return [];
  const place = [system, name].filter(Boolean).join('-');
  const aside = join(by.folder, 'servers', place);
  try {
    await mkdir(aside, { recursive: true });
    const { folder, gaps } = await kind.fetch(claimed, { ...by, given: claimed, folder: aside });
    await rm(join(incident.folder, 'logs', place), { recursive: true, force: true });
    await cp(folder, join(incident.folder, 'logs', place), { recursive: true });
    return [...gaps];
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    return [{ kind: 'unreachable', words: `There are no lines of the log server around the alert: ${failure.message}` }];
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** LogQL or LogsQL for what the labels name; null where they name nothing that logs have. */
export function logQuery(system: LogServer, labels: Readonly<Record<string, string>>): string | null {
  const row = NAMING.find(([first]) => labels[first]);
  if (!row) return null;
  const pairs = row.filter(label => labels[label]).map(label => [label, labels[label].replace(/:\d+$/, '')] as const);
  if (system === 'victoriaLogs') return pairs.map(([label, value]) => `${label}:${JSON.stringify(value)}`).join(' ');
  return `{${pairs.map(([label, value]) => `${label}=~${JSON.stringify(`${escaped(value)}(:[0-9]+)?`)}`).join(', ')}}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
