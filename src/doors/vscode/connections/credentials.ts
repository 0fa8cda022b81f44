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

/** A credential, perhaps of one of several instances: `loki`, `loki:staging`. */
export type CredentialSlot = CredentialName | `${CredentialName}:${string}`;

export function slotOf(name: CredentialName, instance: string): CredentialSlot {
  return instance === '' ? name : `${name}:${instance}`;
}

export function partsOf(slot: CredentialSlot): { name: CredentialName; instance: string } {
  const [name, instance = ''] = slot.split(/:(.*)/s) as [CredentialName, string?];
  return { name, instance };
}

/** `Loki`, `Loki (staging)`. */
export function credentialLabel(slot: CredentialSlot): string {
  const { name, instance } = partsOf(slot);
  return instance === '' ? credentialKinds[name].label : `${credentialKinds[name].label} (${instance})`;
}

/** One slot per system that has a credential, and one more for each further instance of it. */
export function slotsOf(instances: readonly { readonly system: string; readonly name: string }[]): CredentialSlot[] {
  return credentialNames.flatMap(name => {
    const system = name === 'argusAccess' ? 'argus' : name;
    const further = instances.filter(one => one.system === system && one.name !== '');
    return [name, ...further.map(one => slotOf(name, one.name))];
  });
}

/** VS Code's secret storage, as much of it as is needed. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

export interface Credentials {
  get(slot: CredentialSlot): Promise<string | undefined>;
  set(slot: CredentialSlot, value: string): Promise<void>;
  forget(slot: CredentialSlot): Promise<void>;
  /** Those of these that are set. */
  known(slots?: readonly CredentialSlot[]): Promise<CredentialSlot[]>;
}

export function openCredentials(secrets: Secrets): Credentials {
  const key = (slot: CredentialSlot) => `investigator.credential.${slot}`;
  const get = async (slot: CredentialSlot) => secrets.get(key(slot));
  return {
    get,
    set: async (slot, value) => secrets.store(key(slot), value),
    forget: async slot => secrets.delete(key(slot)),
    known: async (slots = credentialNames) => {
      const all = await Promise.all(slots.map(async slot => ((await get(slot)) === undefined ? [] : [slot])));
      return all.flat();
    },
  };
}
