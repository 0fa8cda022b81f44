/** The table: an incident as text: the service at fault, why, and what was and was not seen. */
import { faultKinds, type Incident, type RankedService, type Reason } from '../../model/incident.ts';
import type { View } from '../tool.ts';
import { type Labels, labelsOf } from './labels.ts';
import { linked, painted } from './paint.ts';
import { cells, elided, oneLine, padded } from './safe.ts';
import { count, counted, lasting, stamp } from './words.ts';

const GAPS = 10;

/** The verdict in one sentence; then each service with its reasons and their places. */
export function incidentText(incident: Incident, view: View): string {
  const { services } = incident;
  const reasons = services.flatMap(service => service.reasons);
  const labels = labelsOf(reasons.flatMap(({ place, passing }) => [place.member, ...(passing ? [passing.member] : [])]));
  const parts = [
    painted(view, 'dim', oneLine(`${incident.title} · from ${stamp(incident.at)} UTC, ${lasting(incident.until - incident.at)}`)),
    painted(view, services.length ? 'red' : null, verdict(incident)),
    '',
    ...services.flatMap((service, i) => [
      ...ranked(service, i + 1, view),
      ...service.reasons.flatMap(one => told(one, labels, view)),
    ]),
    ...(services.length ? [''] : []),
    ...notes(incident, labels).map(note => painted(view, 'dim', note)),
    ...gaps(incident, view),
  ];
  return parts.join('\n');
}

function verdict({ services: [first], fault_kind }: Incident): string {
  if (!first) return 'No service behaves otherwise than in the fault-free time.';
  return `${oneLine(first.service)} is most likely at fault: ${faultKinds[fault_kind]}.`;
}

function ranked({ service, score, kind }: RankedService, rank: number, view: View): string[] {
  return [
    `${padded(`${rank}.`, 3)} ${painted(view, 'bold', oneLine(service))}  ${painted(view, 'dim', `${score.toFixed(1)} bits, ${faultKinds[kind]}`)}`,
  ];
}

function told({ words, place, text, passing }: Reason, labels: Labels, view: View): string[] {
  const before = passing ? `  before: ${linked(view, passing, oneLine(labels.place(passing)))}` : '';
  return [
    `    ${oneLine(words)}`,
    `      ${linked(view, place, oneLine(labels.place(place)))}${before}`,
    `      ${painted(view, 'dim', elided(oneLine(text), Math.max(40, view.width - 6)))}`,
  ];
}

function notes({ seen, services, in_all, against }: Incident, labels: Labels): string[] {
  const width = Math.max(0, ...labels.legend.map(([label]) => cells(oneLine(label))));
  const shown =
    services.length < in_all
      ? `${count(services.length)} of ${counted(in_all, 'service')} with reasons, more: --limit`
      : `${counted(in_all, 'service')} with reasons`;
  return [
    `${shown}; ${count(seen.services)} in all. A bit is a doubling against the fault-free time.`,
    `Looked at ${counted(seen.spans, 'span')}, ${counted(seen.statements, 'log record')}, ${counted(seen.samples, 'metric point')}; compared with ${counted(seen.passing_spans, 'fault-free span')}${against.length ? ` of ${against.join(', ')}` : ''}.`,
    ...labels.legend.map(([label, path]) => `${padded(oneLine(label), width)}  ${oneLine(path)}`),
  ];
}

function gaps(incident: Incident, view: View): string[] {
  const rows = incident.gaps
    .slice(0, GAPS)
    .map(gap => painted(view, 'yellow', `! ${gap.member ? `${oneLine(gap.member)}: ` : ''}${oneLine(gap.words)}`));
  const more = incident.gaps.length - GAPS;
  return [...rows, ...(more > 0 ? [`… and ${count(more)} more gaps`] : [])];
}
