/** The sources, Alertmanager: an incident as a run: the alerts of its groups, the silences over them, and the metrics and logs around its beginning. */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../../base/fault.ts';
import { Alert, type Silence } from '../../../model/alert.ts';
import type { Gap } from '../../../model/coverage.ts';
import type { Fact } from '../../../model/fact.ts';
import type { AddressKind, Fetched, Fetching } from '../addresses.ts';
import type { Link } from '../outside.ts';
import { writeIfNew } from '../write-file.ts';
import { alertAddress, readAddress } from './address.ts';
import { labelFacts, pageOf, titleOf } from './find.ts';
import { readAlerts, readGroups, readSilences } from './readings.ts';
import { logsAround } from './related-logs.ts';
import { type Incident, metricsAround } from './related-metrics.ts';
import { alertsRequest, groupsRequest, silencesRequest } from './requests.ts';

const FILE = 'alerts.jsonl';

/** `logs` are the addresses by which log servers are asked for the lines around an alert. */
export function alertRuns(logs: readonly AddressKind[]): AddressKind {
  return {
    origin: 'alertmanager',
    claims: text => {
      const address = readAddress(text);
      return address && alertAddress(address);
    },
    settle: async (text, { outside, signal }) => {
      const { fingerprint, at, connection } = addressIn(text);
      if (at !== null) return text;
      const link = await outside.link('alertmanager', connection);
      const all = readAlerts(
        await link.ask(alertsRequest({ filter: [], silenced: true, inhibited: true }), { signal }),
        connection,
      );
      const alert = all.find(one => one.fingerprint === fingerprint);
      if (!alert) throw gone(link, fingerprint);
      return alert.address;
    },
    fetch: async (text, by) => {
      const { fingerprint, at, connection } = addressIn(text);
      const link = await by.outside.link('alertmanager', connection);
      const groups = readGroups(await link.ask(groupsRequest(), by), connection);
      const isIt = (alert: Alert) => alert.fingerprint === fingerprint && alert.starts_at === at;
      const alert = groups.flatMap(group => group.alerts).find(isIt);
      if (!alert) return over(link, { text, fingerprint }, by);
      const together = groups.filter(group => group.alerts.some(isIt)).flatMap(group => group.alerts);
      return firing({ link, alert, together: distinct(together), logs }, by);
    },
  };
}

function addressIn(text: string) {
  const address = readAddress(text);
  if (!address) throw new Fault('bad_input', { problem: `${text} is no address of an alert, such as alert:FINGERPRINT.` });
  return address;
}

/** An alert that goes to several receivers stands in several groups. */
function distinct(alerts: readonly Alert[]): Alert[] {
  return [...new Map(alerts.map(alert => [alert.address, alert])).values()];
}

interface Firing {
  readonly link: Link;
  readonly alert: Alert;
  readonly together: readonly Alert[];
  readonly logs: readonly AddressKind[];
}

async function firing(what: Firing, by: Fetching): Promise<Fetched> {
  const { link, alert, together } = what;
  const gaps: Gap[] = [];
  const silences = await silencesOf(what, by, gaps);
  const folder = folderIn(by);
  await mkdir(folder, { recursive: true });
  await writeIfNew(join(folder, FILE), linesOf(together.map(alertLine)));
  if (silences.length) await writeIfNew(join(folder, 'silences.jsonl'), linesOf(silences.map(silenceLine)));
  const incident: Incident = { alert, folder, from: alert.starts_at - BEFORE, to: alert.starts_at + AFTER };
  const around = await metricsAround(incident, by);
  gaps.push(...around.gaps, ...(await logsAround(incident, by, what.logs)));
  return {
    ...headOf(alert, link),
    finished: false,
    folder,
    facts: [...factsOf(alert, together.length), ...around.facts, ...silences.map(silenceFact)],
    gaps,
  };
}

/** Beside it stands what is kept for the next fetch only. */
function folderIn(by: Fetching): string {
  return join(by.folder, 'incident');
}

/** What led to an alert stands before it. The span is the same at every fetch, so that its samples only grow at their end. */
const BEFORE = 3_600_000;
const AFTER = 1_800_000;

function headOf(alert: Alert, link: Link): Pick<Fetched, 'title' | 'job' | 'outcome' | 'url'> {
  return { title: titleOf(alert), job: alert.name, outcome: 'failed', url: pageOf(alert, link.connection.url) };
}

/** Alertmanager forgets what is resolved: what was fetched while it fired is the incident then. */
async function over(link: Link, { text, fingerprint }: { text: string; fingerprint: string }, by: Fetching): Promise<Fetched> {
  const file = join(folderIn(by), FILE);
  const lines = existsSync(file) ? (await readFile(file, 'utf8')).trim().split('\n') : [];
  const alerts = lines.map(line => z.object({ alert: Alert }).parse(JSON.parse(line)).alert);
  const alert = alerts.find(one => one.address === text);
  if (!alert) throw gone(link, fingerprint);
  const words = 'It does not fire any more; what stands here was fetched while it did.';
  return {
    ...headOf(alert, link),
    finished: true,
    folder: folderIn(by),
    facts: [...factsOf(alert, alerts.length), { label: 'Now', value: 'resolved', url: null }],
    gaps: [{ kind: 'cut', words }],
  };
}

function gone({ label }: Link, fingerprint: string): Fault {
  return new Fault('bad_input', {
    problem: `${label} tells of no alert ${fingerprint} that fires; it forgets those that are resolved. List those that do with list_alerts.`,
  });
}

async function silencesOf(
  { link, together }: { link: Link; together: readonly Alert[] },
  by: Fetching,
  gaps: Gap[],
): Promise<Silence[]> {
  const ids = new Set(together.flatMap(alert => alert.silenced_by));
  if (ids.size === 0) return [];
  try {
    return readSilences(await link.ask(silencesRequest(), by), link.connection.name).filter(one => ids.has(one.id));
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    gaps.push({ kind: 'unreachable', words: `Its silences could not be read: ${failure.message}` });
    return [];
  }
}

function alertLine(alert: Alert) {
  const silent = alert.silenced_by.length ? ', silenced' : '';
  return { at: alert.starts_at, level: levelOf(alert), message: `alert ${titleOf(alert)} fires${silent}`, alert };
}

function silenceLine(silence: Silence) {
  const { starts_at, created_by, matchers, ends_at, comment } = silence;
  const until = new Date(ends_at).toISOString();
  return {
    at: starts_at,
    level: 'info',
    message: `${created_by || 'somebody'} silenced ${matchers.join(', ')} until ${until}: ${comment}`,
    silence,
  };
}

/** What pages people is an error to them, whatever words a rule has for it. */
function levelOf({ severity }: Alert): string {
  if (/^(info|none|debug|low|notice|normal)/i.test(severity)) return 'info';
  return /^(warn|medium|minor)/i.test(severity) ? 'warn' : 'error';
}

function linesOf(lines: readonly { at: number; level: string; message: string }[]): string {
  return [...lines]
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...rest }) => `${JSON.stringify({ time: new Date(at).toISOString(), ...rest })}\n`)
    .join('');
}

function factsOf(alert: Alert, together: number): Fact[] {
  const plain = (label: string, value: string, url: string | null = null): Fact[] => (value ? [{ label, value, url }] : []);
  const page = (text: string) => (/^https?:\/\//.test(text) && URL.canParse(text) ? text : null);
  return [
    ...plain('State', alert.state),
    ...labelFacts(alert),
    ...Object.entries(alert.annotations).flatMap(([label, value]) => plain(label, value, page(value))),
    ...plain('Expression', alert.expression ?? '', page(alert.generator_url ?? '')),
    ...plain('Alerts in its groups', String(together)),
  ];
}

function silenceFact({ matchers, created_by, comment, ends_at }: Silence): Fact {
  const until = new Date(ends_at).toISOString().slice(0, 16).replace('T', ' ');
  return { label: 'Silenced', value: `${matchers.join(', ')} by ${created_by} until ${until}: ${comment}`, url: null };
}
