/** The editor: the credentials that can be kept, a closed table; they live in VS Code's secret storage and nowhere else. */

import { said } from '../l10n.ts';

export interface CredentialKind {
  readonly label: string;
  /** What the input box asks for. */
  readonly prompt: string;
  /** Why this cannot be one; undefined when it can. */
  refuse(text: string): string | undefined;
}

const oneWord = (text: string) => (/\s/.test(text) ? said('It has blanks in it; a token has none.') : undefined);
const pair = (text: string) => (/^[^\s:]+:\S+$/.test(text) ? undefined : said('It reads ID:SECRET, with a colon between.'));

function beginning(words: string, form: RegExp): CredentialKind['refuse'] {
  return text => oneWord(text) ?? (form.test(text) ? undefined : words);
}

const proxied = said('Token (sent as Bearer), or user:password (sent as Basic)');

export const credentialKinds = {
  argus: { label: 'Argus', prompt: said('Personal access token, from your Argus profile page'), refuse: oneWord },
  argusAccess: {
    label: 'Argus: Cloudflare Access',
    prompt: said('Service token of Cloudflare Access, as CLIENT_ID:CLIENT_SECRET, where Argus stands behind it'),
    refuse: pair,
  },
  victoriaLogs: { label: 'VictoriaLogs', prompt: proxied, refuse: oneWord },
  loki: { label: 'Loki', prompt: proxied, refuse: oneWord },
  prometheus: { label: 'Prometheus', prompt: proxied, refuse: oneWord },
  alertmanager: { label: 'Alertmanager', prompt: proxied, refuse: oneWord },
  github: {
    label: 'GitHub',
    prompt: said('Token with read access to the repositories whose runs you look at'),
    refuse: beginning(
      'A GitHub token begins with ghp_, github_pat_, gho_, ghs_ or ghu_.',
      /^(gh[posu]_|github_pat_|[0-9a-f]{40}$)/,
    ),
  },
  anthropic: {
    label: 'Anthropic',
    prompt: said('API key'),
    refuse: beginning(said('An Anthropic key begins with sk-ant-.'), /^sk-ant-/),
  },
} as const satisfies Record<string, CredentialKind>;

export type CredentialName = keyof typeof credentialKinds;
export const credentialNames = Object.keys(credentialKinds) as CredentialName[];

/** VS Code's secret storage, as much of it as is needed. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

export interface Credentials {
  get(name: CredentialName): Promise<string | undefined>;
  set(name: CredentialName, value: string): Promise<void>;
  forget(name: CredentialName): Promise<void>;
  /** Those that are set. */
  known(): Promise<CredentialName[]>;
}

export function openCredentials(secrets: Secrets): Credentials {
  const key = (name: CredentialName) => `investigator.credential.${name}`;
  const get = async (name: CredentialName) => secrets.get(key(name));
  return {
    get,
    set: async (name, value) => secrets.store(key(name), value),
    forget: async name => secrets.delete(key(name)),
    known: async () => {
      const all = await Promise.all(credentialNames.map(async name => ((await get(name)) === undefined ? [] : [name])));
      return all.flat();
    },
  };
}
