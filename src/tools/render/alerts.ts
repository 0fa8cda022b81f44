/** The table: alerts as text: since when each fires, how grave it is, what it is about, and the address to investigate it by. */
import type { Alert, AlertsAnswer, Silence } from '../../model/alert.ts';
import type { View } from '../tool.ts';
import { type Ink, painted } from './paint.ts';
import { cells, elided, oneLine, padded } from './safe.ts';
import { count, counted, stamp } from './words.ts';

export function alertsText({ alerts, in_all, silences, gaps }: AlertsAnswer, view: View): string {
  const width = Math.max(0, ...alerts.map(one => cells(gravity(one))));
  const rows = alerts.flatMap(one => row(one, width, view));
  const quiet = silences.map(one => painted(view, 'dim', silenceWords(one)));
  const untold = gaps.map(gap => painted(view, 'yellow', `! ${oneLine(gap.words)}`));
  const cut = alerts.length < in_all ? `, of ${count(in_all)}: --limit` : '';
  const foot = `${counted(alerts.length, 'alert')}${cut}. Times are UTC. Investigate one: investigator investigate ADDRESS`;
  const none = gaps.length ? [] : ['No alert fires.'];
  return [...(alerts.length ? [...rows, '', painted(view, 'dim', foot)] : none), ...quiet, ...untold].join('\n');
}

function row(alert: Alert, width: number, view: View): string[] {
  const { name, summary, labels, address } = alert;
  const when = painted(view, 'dim', stamp(alert.starts_at).slice(0, 19));
  const grave = painted(view, inkOf(alert), padded(gravity(alert), width));
  const title = elided(oneLine(summary ? `${name}: ${summary}` : name), Math.max(30, view.width - 24 - width));
  const others = Object.entries(labels).filter(([label]) => label !== 'alertname' && label !== 'severity');
  const about = others.map(([label, value]) => `${label}=${value}`).join(' ');
  return [
    `${when}  ${grave}  ${title}`,
    ...(about ? [`  ${painted(view, 'dim', oneLine(about))}`] : []),
    `  ${painted(view, 'blue', oneLine(address))}`,
  ];
}

/** `critical`, `info, silenced`. */
function gravity({ severity, silenced_by, inhibited_by, state }: Alert): string {
  const quiet = silenced_by.length ? 'silenced' : inhibited_by.length ? 'inhibited' : state === 'active' ? '' : state;
  return oneLine([severity || 'alert', quiet].filter(Boolean).join(', '));
}

function inkOf({ severity, state }: Alert): Ink {
  if (state !== 'active') return 'dim';
  return /^(info|none)/i.test(severity) ? 'blue' : /^warn/i.test(severity) ? 'yellow' : 'red';
}

function silenceWords({ matchers, created_by, ends_at, comment, state }: Silence): string {
  const who = created_by ? ` by ${created_by}` : '';
  const from = state === 'pending' ? 'To be silenced' : 'Silenced';
  return oneLine(`${from}${who} until ${stamp(ends_at).slice(0, 16)}: ${matchers.join(', ')}${comment && ` (${comment})`}`);
}
