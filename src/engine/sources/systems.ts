/** The sources: the outside systems, a closed table: how a credential is shown to each, and what it is asked to prove that it is there. */
import type { Connected, Connection, Secret, SystemName } from '../../model/connection.ts';
import type { Request } from './request.ts';

export interface SystemKind {
  headers(to: Connected): Record<string, string>;
  /** Asked below the address; it changes nothing there. */
  readonly health: Request;
  /** Where below the address some have their API instead. */
  readonly below?: readonly string[];
  /** Whether the answer to that is one that only this system gives. */
  isOurs(text: string): boolean;
  /** A page or a way elsewhere instead of an answer means that somebody has to sign in. */
  readonly signsIn?: boolean;
  /** What the answer says when it refuses the credential or wants a tenant, whatever its status; else null. */
  refuses?(answer: { readonly status: number; readonly text: string }): string | null;
  /** What people paste along with the address, from an API call or a page of it; it is not part of the address. */
  readonly pasted?: RegExp;
  /** Milliseconds to be left alone where another header than Retry-After says so. */
  limited?(header: (name: string) => string | null, now: number): number | null;
}

function bearerOrBasic({ token, basic }: Secret): Record<string, string> {
  if (basic) return { authorization: `Basic ${Buffer.from(`${basic.user}:${basic.password}`).toString('base64')}` };
  return token ? { authorization: `Bearer ${token}` } : {};
}

function scoped({ secret, connection }: Connected): Record<string, string> {
  return { ...bearerOrBasic(secret), ...(connection.tenant && { 'x-scope-orgid': connection.tenant }) };
}

const wantsTenant: SystemKind['refuses'] = ({ status, text }) =>
  status === 401 && /no org id/.test(text) ? 'it wants a tenant' : null;

/** The connection with what was pasted too much taken off its address. */
export function trimmed(connection: Connection): Connection {
  const { pasted } = systems[connection.system];
  if (!pasted || !URL.canParse(connection.url)) return connection;
  const url = new URL(connection.url);
  url.pathname = url.pathname.replace(pasted, '');
  return { ...connection, url: url.href };
}

/** Argus answers errors with status 200. */
const unknownToken: SystemKind['refuses'] = ({ text }) =>
  /User not found for supplied token/.test(text.slice(0, 4096)) ? 'it does not know the token' : null;

export const systems: Readonly<Record<SystemName, SystemKind>> = {
  argus: {
    headers: ({ secret: { token, access } }) => ({
      ...(token && { authorization: `token ${token}` }),
      ...(access && { 'cf-access-client-id': access.id, 'cf-access-client-secret': access.secret }),
    }),
    health: { path: '/api/v1/user/jobs' },
    isOurs: text => /"status"\s*:\s*"ok"/.test(text),
    signsIn: true,
    refuses: unknownToken,
  },
  victoriaLogs: {
    headers: ({ secret, connection }) => {
      const [account, project = '0'] = connection.tenant.split(':');
      return { ...bearerOrBasic(secret), ...(account && { accountid: account, projectid: project }) };
    },
    health: { path: '/select/logsql/field_names', query: { query: '*', start: '1m' } },
    isOurs: text => /"values"\s*:/.test(text),
  },
  loki: {
    headers: scoped,
    health: { path: '/loki/api/v1/labels', query: { since: '1m' } },
    isOurs: text => /"status"\s*:\s*"success"/.test(text),
    refuses: wantsTenant,
  },
  prometheus: {
    headers: scoped,
    health: { path: '/api/v1/query', query: { query: '1' } },
    // Cortex and Mimir.
    below: ['/prometheus'],
    pasted: /\/(api\/v1(\/.*)?|graph|query|alerts|targets)\/?$/,
    isOurs: text => /"status"\s*:\s*"success"/.test(text),
    refuses: wantsTenant,
  },
  alertmanager: {
    headers: scoped,
    health: { path: '/api/v2/status' },
    pasted: /\/api\/v[12](\/.*)?$/,
    isOurs: text => /"(cluster|versionInfo)"\s*:/.test(text),
    refuses: wantsTenant,
  },
  github: {
    headers: ({ secret: { token } }) => ({
      accept: 'application/vnd.github+json',
      'user-agent': 'test-run-investigator',
      ...(token && { authorization: `Bearer ${token}` }),
    }),
    health: { path: '/rate_limit' },
    isOurs: text => /"resources"\s*:/.test(text),
    // A spent limit comes as 403 as well as 429.
    limited: (header, now) =>
      header('x-ratelimit-remaining') === '0' ? Math.max(0, Number(header('x-ratelimit-reset')) * 1000 - now) : null,
  },
  anthropic: {
    headers: ({ secret: { token } }) => ({ 'anthropic-version': '2023-06-01', ...(token && { 'x-api-key': token }) }),
    health: { path: '/v1/models', query: { limit: 1 } },
    isOurs: text => /"data"\s*:/.test(text),
  },
};
