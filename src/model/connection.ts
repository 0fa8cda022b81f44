/** The nouns: a connection with an outside system; the secret that belongs to it is a thing of its own, so that no answer can carry it along. */
import { z } from 'zod';

export const SystemName = z.enum(['argus', 'victoriaLogs', 'loki', 'prometheus', 'alertmanager', 'github', 'anthropic']);
export type SystemName = z.infer<typeof SystemName>;

/** What a person calls a system, and where its address and credential are set. */
export interface SystemFacts {
  readonly label: string;
  /** Environment variables, the first one the one that is told; further instances append `_NAME`. */
  readonly variables: {
    readonly url: readonly string[];
    readonly token: readonly string[];
    readonly tenant?: string;
    readonly watch?: string;
  };
  /** Where it is unless somebody says otherwise. */
  readonly fallback?: string;
}

export const systemFacts: Readonly<Record<SystemName, SystemFacts>> = {
  argus: {
    label: 'Argus',
    variables: { url: ['ARGUS_URL'], token: ['ARGUS_TOKEN', 'ARGUS_AUTH_TOKEN'], watch: 'ARGUS_WATCH' },
  },
  victoriaLogs: {
    label: 'VictoriaLogs',
    variables: {
      url: ['VICTORIA_LOGS_ENDPOINT', 'VICTORIA_LOGS_URL'],
      token: ['VICTORIA_LOGS_TOKEN'],
      tenant: 'VICTORIA_LOGS_TENANT',
    },
  },
  loki: { label: 'Loki', variables: { url: ['LOKI_URL'], token: ['LOKI_TOKEN'], tenant: 'LOKI_TENANT' } },
  prometheus: {
    label: 'Prometheus',
    variables: { url: ['PROMETHEUS_URL'], token: ['PROMETHEUS_TOKEN'], tenant: 'PROMETHEUS_TENANT' },
  },
  alertmanager: {
    label: 'Alertmanager',
    variables: { url: ['ALERTMANAGER_URL'], token: ['ALERTMANAGER_TOKEN'], tenant: 'ALERTMANAGER_TENANT' },
  },
  github: {
    label: 'GitHub',
    variables: { url: ['GITHUB_API_URL'], token: ['GITHUB_TOKEN'], watch: 'GITHUB_REPOSITORY' },
    fallback: 'https://api.github.com',
  },
  anthropic: {
    label: 'Anthropic',
    variables: { url: ['ANTHROPIC_BASE_URL'], token: ['ANTHROPIC_API_KEY'] },
    fallback: 'https://api.anthropic.com',
  },
};

const SECRET_HEADER = /auth|cookie|token|secret|key/i;

export const Connection = z.object({
  system: SystemName,
  name: z.string().default('').describe('tells several instances of a system apart; empty for the only one'),
  url: z.string().describe('where it is reached, with the path that its API lies below'),
  tenant: z.string().default('').describe('X-Scope-OrgID; of VictoriaLogs AccountID:ProjectID'),
  watch: z
    .array(z.string())
    .default([])
    .describe('whose runs are listed: of Argus releases or ids of tests; of GitHub repositories as OWNER/NAME'),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .refine(headers => !Object.keys(headers).some(name => SECRET_HEADER.test(name)), 'a credential is not set here')
    .describe('further headers; never credentials'),
});
export type Connection = z.infer<typeof Connection>;

/** What proves who asks. It crosses from the door to the engine when it is needed, and is kept by neither. */
export const Secret = z.object({
  token: z.string().optional(),
  basic: z.object({ user: z.string(), password: z.string() }).optional(),
  access: z.object({ id: z.string(), secret: z.string() }).optional().describe('service token of Cloudflare Access'),
});
export type Secret = z.infer<typeof Secret>;

/** How this machine reaches others; what is left out is as the environment says. */
export const Network = z.object({
  proxy: z.string().optional(),
  noProxy: z.array(z.string()).optional(),
  strictTls: z.boolean().default(true),
});
export type Network = z.infer<typeof Network>;

/** All that is needed to ask a system. */
export const Connected = z.object({ connection: Connection, secret: Secret, network: Network });
export type Connected = z.infer<typeof Connected>;

/** The layers of a connection, from the outside in. */
export const Layer = z.enum(['address', 'dns', 'tcp', 'tls', 'proxy', 'http', 'auth', 'payload']);
export type Layer = z.infer<typeof Layer>;

/** What a person calls each layer. */
export const layerNames: Readonly<Record<Layer, string>> = {
  address: 'address',
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  proxy: 'proxy',
  http: 'HTTP',
  auth: 'credential',
  payload: 'answer',
};

/** `Loki`, `Loki (staging)`. */
export function connectionLabel({ system, name }: Pick<Connection, 'system' | 'name'>): string {
  return name ? `${systemFacts[system].label} (${name})` : systemFacts[system].label;
}

/** Further instances append their name: `LOKI_URL`, `LOKI_URL_EU_WEST`. */
export function variableOf(variable: string, name: string): string {
  return name === '' ? variable : `${variable}_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** A typed credential: `user:password` is Basic where a proxy may stand in front, anything else a token. */
export function secretOf(system: SystemName, text: string | undefined): Secret {
  if (!text) return {};
  const pair = /^([^\s:]+):(.+)$/s.exec(text);
  const takesPairs = !['argus', 'github', 'anthropic'].includes(system);
  return pair && takesPairs ? { basic: { user: pair[1], password: pair[2] } } : { token: text };
}
