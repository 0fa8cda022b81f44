/** The answers: alerts of the connected Alertmanagers, newest first, one that several tell of once; one that cannot be asked is a gap. */
import { Fault } from '../../base/fault.ts';
import type { Alert, AlertsAnswer, Silence } from '../../model/alert.ts';
import { connectionLabel } from '../../model/connection.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { readAlerts, readSilences } from '../sources/alertmanager/readings.ts';
import { alertsRequest, silencesRequest } from '../sources/alertmanager/requests.ts';
import type { Link } from '../sources/outside.ts';
import type { CallLife, Workshop } from '../workshop.ts';

type Request = Proved<typeof table.list_alerts>;

interface Told {
  readonly alerts: readonly Alert[];
  readonly silences: readonly Silence[];
}

export async function listAlerts(shop: Workshop, request: Request, life: CallLife): Promise<AlertsAnswer> {
  const links = await linksOf(shop, request.name);
  const told = await Promise.all(links.map(link => tellOf(link, request, life)));
  const faults = told.flatMap(one => (one instanceof Fault ? [one] : []));
  if (faults.length === links.length) throw faults[0];
  const answers = told.filter((one): one is Told => !(one instanceof Fault));
  // Peers of a cluster know the same alerts.
  const alerts = [
    ...new Map(answers.flatMap(one => one.alerts).map(one => [`${one.fingerprint} ${one.starts_at}`, one])).values(),
  ];
  return {
    alerts: alerts.sort((a, b) => b.starts_at - a.starts_at).slice(0, request.limit),
    in_all: alerts.length,
    silences: [...new Map(answers.flatMap(one => one.silences).map(one => [one.id, one])).values()],
    gaps: links.flatMap(({ connection }, index) => {
      const failure = told[index];
      if (!(failure instanceof Fault)) return [];
      return [{ kind: 'unreachable' as const, words: `${connectionLabel(connection)} was not asked: ${failure.message}` }];
    }),
  };
}

/** The named one, else all. Throws `not_connected`. */
async function linksOf({ outside }: Workshop, name: string | undefined): Promise<Link[]> {
  const all = name === undefined ? await outside.door.connections({}) : [];
  const ours = all.filter(one => one.system === 'alertmanager' && one.url !== '');
  if (ours.length === 0) return [await outside.link('alertmanager', name)];
  return Promise.all(ours.map(one => outside.link('alertmanager', one.name)));
}

async function tellOf(link: Link, request: Request, life: CallLife): Promise<Told | Fault> {
  const { filter, quiet } = request;
  try {
    const [alerts, silences] = await Promise.all([
      link.ask(alertsRequest({ filter, silenced: quiet, inhibited: quiet }), life),
      link.ask(silencesRequest(), life),
    ]);
    return {
      alerts: readAlerts(alerts, link.connection.name),
      silences: readSilences(silences, link.connection.name),
    };
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.code === 'cancelled') throw failure;
    return failure;
  }
}
