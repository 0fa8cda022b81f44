/** The editor: the outside systems that can be connected, a closed table: where each is, how a credential is shown to it, what it is asked to prove that it is there. */
import type { SettingKey, Settings } from '../../../model/settings.ts';
import { t } from '../l10n.ts';
import type { CredentialName } from './credentials.ts';

export interface Reply {
  readonly status: number;
  /** Media type without parameters. */
  readonly type: string;
  /** Beginning of the body. */
  readonly body: string;
  /** Host that a redirect leads to. */
  readonly leadsTo?: string;
}

/** What is wrong with a reply, and in which layer; null when the system answers as it should. */
export type Judgement = { readonly layer: 'http' | 'auth'; readonly words: string } | null;

export interface System {
  readonly label: string;
  readonly url: SettingKey;
  readonly credentials: readonly CredentialName[];
  /** Asked below the address; it changes nothing there. */
  readonly path: string;
  headers(secrets: Partial<Record<CredentialName, string>>, settings: Settings): Record<string, string>;
  judge(reply: Reply): Judgement;
}

/** `user:password` is Basic, anything else Bearer. */
function bearerOrBasic(secret: string | undefined): Record<string, string> {
  if (secret === undefined) return {};
  if (/^[^:]+:./.test(secret)) return { authorization: `Basic ${Buffer.from(secret).toString('base64')}` };
  return { authorization: `Bearer ${secret}` };
}

function judged(name: string, isOurs: (reply: Reply) => boolean): System['judge'] {
  return reply => {
    const { status } = reply;
    if (status === 401 || status === 403)
      return { layer: 'auth', words: t('it refuses the credential (status {status})', { status }) };
    if (reply.leadsTo)
      return { layer: 'http', words: t('it leads on to {host} (status {status})', { host: reply.leadsTo, status }) };
    if (status >= 200 && status < 300)
      return isOurs(reply) ? null : { layer: 'http', words: t('what answers there is not {name}', { name }) };
    return {
      layer: 'http',
      words:
        status === 404
          ? t('there is no {name} at this address (status 404)', { name })
          : t('it answers with status {status}', { status }),
    };
  };
}

const isJson = ({ type }: Reply) => type.endsWith('json');

/** Argus answers errors with status 200; behind Cloudflare Access a missing service token shows as a redirect or a page. */
function judgeArgus(reply: Reply): Judgement {
  if (reply.leadsTo || (reply.status === 200 && !isJson(reply)))
    return { layer: 'auth', words: t('it asks to sign in; behind Cloudflare Access a service token is needed too') };
  if (/User not found for supplied token/.test(reply.body)) return { layer: 'auth', words: t('it does not know the token') };
  return judged('Argus', ({ body }) => /"status"\s*:\s*"ok"/.test(body))(reply);
}

export const systems = {
  argus: {
    label: 'Argus',
    url: 'argus.url',
    credentials: ['argus', 'argusAccess'],
    path: '/api/v1/user/jobs',
    headers: ({ argus, argusAccess }) => {
      const [id, secret] = argusAccess?.split(/:(.*)/s) ?? [];
      return {
        ...(argus !== undefined && { authorization: `token ${argus}` }),
        ...(id && { 'cf-access-client-id': id, 'cf-access-client-secret': secret }),
      };
    },
    judge: judgeArgus,
  },
  victoriaLogs: {
    label: 'VictoriaLogs',
    url: 'victoriaLogs.url',
    credentials: ['victoriaLogs'],
    path: '/select/logsql/field_names?query=*&start=1m',
    headers: ({ victoriaLogs }) => bearerOrBasic(victoriaLogs),
    judge: judged('VictoriaLogs', ({ body }) => /"values"\s*:/.test(body)),
  },
  loki: {
    label: 'Loki',
    url: 'loki.url',
    credentials: ['loki'],
    path: '/loki/api/v1/labels?since=1m',
    headers: ({ loki }, settings) => ({
      ...bearerOrBasic(loki),
      ...(settings['loki.tenant'] && { 'x-scope-orgid': settings['loki.tenant'] }),
    }),
    judge: reply => {
      if (reply.status === 401 && /no org id/.test(reply.body))
        return { layer: 'auth', words: t('it wants a tenant (investigator.loki.tenant)') };
      return judged('Loki', ({ body }) => /"status"\s*:\s*"success"/.test(body))(reply);
    },
  },
  prometheus: {
    label: 'Prometheus',
    url: 'prometheus.url',
    credentials: ['prometheus'],
    path: '/api/v1/query?query=1',
    headers: ({ prometheus }) => bearerOrBasic(prometheus),
    judge: judged('Prometheus', ({ body }) => /"status"\s*:\s*"success"/.test(body)),
  },
  alertmanager: {
    label: 'Alertmanager',
    url: 'alertmanager.url',
    credentials: ['alertmanager'],
    path: '/api/v2/status',
    headers: ({ alertmanager }) => bearerOrBasic(alertmanager),
    judge: judged('Alertmanager', ({ body }) => /"(cluster|versionInfo)"\s*:/.test(body)),
  },
  github: {
    label: 'GitHub',
    url: 'github.url',
    credentials: ['github'],
    path: '/rate_limit',
    headers: ({ github }) => ({
      accept: 'application/vnd.github+json',
      'user-agent': 'test-run-investigator',
      ...(github !== undefined && { authorization: `Bearer ${github}` }),
    }),
    judge: judged('the GitHub API', ({ body }) => /"resources"\s*:/.test(body)),
  },
  anthropic: {
    label: 'Anthropic',
    url: 'anthropic.url',
    credentials: ['anthropic'],
    path: '/v1/models?limit=1',
    headers: ({ anthropic }) => ({
      'anthropic-version': '2023-06-01',
      ...(anthropic !== undefined && { 'x-api-key': anthropic }),
    }),
    judge: judged('the Anthropic API', ({ body }) => /"data"\s*:/.test(body)),
  },
} as const satisfies Record<string, System>;

export type SystemName = keyof typeof systems;
