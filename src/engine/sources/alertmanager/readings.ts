/** The sources, Alertmanager: what its answers say: alerts, their groups, silences. Other keys than known are passed over. */
import { z } from 'zod';
import { Fault } from '../../../base/fault.ts';
import type { Alert, Silence } from '../../../model/alert.ts';
import type { Reply } from '../reply.ts';
import { alertAddress } from './address.ts';

const Words = z.record(z.string(), z.string()).nullish();
const Ids = z.array(z.string()).nullish();

export const GettableAlert = z.object({
  fingerprint: z.string(),
  startsAt: z.iso.datetime({ offset: true }),
  labels: z.record(z.string(), z.string()),
  annotations: Words,
  generatorURL: z.string().nullish(),
  receivers: z.array(z.object({ name: z.string() })).nullish(),
  status: z.object({ state: z.string(), silencedBy: Ids, inhibitedBy: Ids, mutedBy: Ids }),
});
type Gettable = z.infer<typeof GettableAlert>;

const Groups = z.array(
  z.object({ labels: Words, receiver: z.object({ name: z.string() }).nullish(), alerts: z.array(GettableAlert) }),
);

const GettableSilence = z.object({
  id: z.string(),
  status: z.object({ state: z.string() }),
  matchers: z.array(
    z.object({ name: z.string(), value: z.string(), isRegex: z.boolean().default(false), isEqual: z.boolean().default(true) }),
  ),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  createdBy: z.string().default(''),
  comment: z.string().default(''),
});

/** Throws `bad_input` for a filter that it cannot read, and the source_ faults. `connection` is the name of who was asked. */
export function readAlerts(reply: Reply, connection: string): Alert[] {
  if (reply.status === 400) throw new Fault('bad_input', { problem: `Alertmanager refuses the filter: ${saidIn(reply)}.` });
  return reply.json(z.array(GettableAlert)).map(alert => alertOf(alert, connection));
}

/** Its errors are a JSON string. */
function saidIn(reply: Reply): string {
  return reply
    .text()
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .slice(0, 300);
}

export interface AlertGroup {
  readonly receiver: string;
  readonly alerts: readonly Alert[];
}

/** Throws the source_ faults. */
export function readGroups(reply: Reply, connection: string): AlertGroup[] {
  return reply.json(Groups).map(({ receiver, alerts }) => ({
    receiver: receiver?.name ?? '',
    alerts: alerts.map(alert => alertOf(alert, connection)),
  }));
}

/** Those that are over are left out. Throws the source_ faults. */
export function readSilences(reply: Reply, connection: string): Silence[] {
  const all = reply.json(z.array(GettableSilence)).filter(one => one.status.state !== 'expired');
  return all.map(({ id, status, matchers, startsAt, endsAt, createdBy, comment }) => ({
    id,
    connection,
    state: status.state,
    matchers: matchers.map(
      ({ name, value, isRegex, isEqual }) =>
        `${name}${isEqual ? '=' : '!'}${operatorEnd(isRegex, isEqual)}${JSON.stringify(value)}`,
    ),
    starts_at: Date.parse(startsAt),
    ends_at: Date.parse(endsAt),
    created_by: createdBy,
    comment,
  }));
}

function operatorEnd(isRegex: boolean, isEqual: boolean): string {
  return isRegex ? '~' : isEqual ? '' : '=';
}

function alertOf(
  { fingerprint, startsAt, labels, annotations, generatorURL, receivers, status }: Gettable,
  connection: string,
): Alert {
  const at = Date.parse(startsAt);
  return {
    address: alertAddress({ fingerprint, at, connection }),
    connection,
    fingerprint,
    name: labels.alertname ?? fingerprint,
    summary: annotations?.summary ?? annotations?.description ?? annotations?.message ?? '',
    severity: labels.sct_severity ?? labels.severity ?? '',
    state: status.state,
    starts_at: at,
    labels,
    annotations: annotations ?? {},
    receivers: (receivers ?? []).map(one => one.name),
    silenced_by: status.silencedBy ?? [],
    inhibited_by: status.inhibitedBy ?? [],
    expression: expressionIn(generatorURL ?? ''),
    generator_url: generatorURL || null,
  };
}

/** `…/graph?g0.expr=up+%3D%3D+0&g0.tab=1` holds the rule's expression. */
export function expressionIn(url: string): string | null {
  return URL.canParse(url) ? new URL(url).searchParams.get('g0.expr') : null;
}
