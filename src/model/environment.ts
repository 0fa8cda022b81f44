/** The nouns: connections, their secrets and folders of knowledge as environment variables name them, for every door that has no store of its own. */

import { Fault } from '../base/fault.ts';
import { decoded } from '../base/lenient.ts';
import { Connection, type Secret, SystemName, secretOf, systemFacts, variableOf } from './connection.ts';
import { LogStore } from './kept.ts';
import { defaultHub, defaultModel, type ModelChoice } from './knowledge.ts';
import type { Masking } from './masking.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `LOKI_URL` is the only Loki or the first one; `LOKI_URL_EU_WEST` a further one by the name `eu-west`. */
export function environmentConnections(env: Environment): Connection[] {
  return SystemName.options.flatMap(system => {
    const { variables, fallback } = systemFacts[system];
    return namesOf(env, variables.url).flatMap(name => {
      const url = read(env, variables.url, name) ?? (name === '' ? fallback : undefined);
      const tenant = (variables.tenant && read(env, [variables.tenant], name)) ?? '';
      const watch = (variables.watch && read(env, [variables.watch], name)?.split(/[\s,]+/)) || [];
      return url ? [Connection.parse({ system, name, url: split(url).url, tenant, watch })] : [];
    });
  });
}

export function environmentSecret(env: Environment, { system, name }: Pick<Connection, 'system' | 'name'>): Secret {
  const { variables } = systemFacts[system];
  const inAddress = split(read(env, variables.url, name) ?? '').basic;
  const secret = secretOf(system, read(env, variables.token, name));
  const [id, key] = ['ID', 'SECRET'].map(part => read(env, [`ARGUS_CF_ACCESS_CLIENT_${part}`], name));
  return {
    ...(inAddress && { basic: inAddress }),
    ...secret,
    ...(system === 'argus' && id && key && { access: { id, secret: key } }),
  };
}

/** `RAG_KNOWLEDGE_BASE_DIR`: one folder of documents, or several as PATH has them. */
export function environmentFolders(env: Environment): string[] {
  const named = env.RAG_KNOWLEDGE_BASE_DIR?.trim() ?? '';
  // On Windows a colon belongs to the drive.
  const between = /^[A-Za-z]:[\\/]|;/.test(named) ? ';' : ':';
  return named
    .split(between)
    .map(one => one.trim())
    .filter(Boolean);
}

/** `INVESTIGATOR_MODELS` names the folder of sentence models, `INVESTIGATOR_MODEL` one of them, `HF_ENDPOINT` the hub or a mirror of it. */
export function environmentModel(env: Environment): ModelChoice {
  return {
    folder: env.INVESTIGATOR_MODELS?.trim() ?? '',
    model: env.INVESTIGATOR_MODEL?.trim() || defaultModel,
    hub: env.HF_ENDPOINT?.trim() || defaultHub,
  };
}

/** `INVESTIGATOR_MASK=off` hides nothing from language models; `INVESTIGATOR_MASK_PATTERNS`: regular expressions, one a line. Throws `bad_input`. */
export function environmentMasking(env: Environment): Masking {
  const text = env.INVESTIGATOR_MASK?.trim().toLowerCase() || 'on';
  if (text !== 'on' && text !== 'off') throw new Fault('bad_input', { problem: `INVESTIGATOR_MASK is on or off; not ${text}.` });
  const patterns = (env.INVESTIGATOR_MASK_PATTERNS ?? '').split(/\r?\n/).filter(one => one.trim());
  return { on: text === 'on', patterns };
}

/** The empty name, and each that follows one of the variables. */
function namesOf(env: Environment, variables: readonly string[]): string[] {
  const further = Object.keys(env).flatMap(key => {
    const variable = variables.find(one => key.startsWith(`${one}_`) && key.length > one.length + 1);
    return variable
      ? [
          key
            .slice(variable.length + 1)
            .toLowerCase()
            .replaceAll('_', '-'),
        ]
      : [];
  });
  return ['', ...new Set(further)];
}

/** Where the text of ingested lines is kept. Throws `bad_input` for a store that there is not. */
export function environmentStore(env: Environment): LogStore {
  const text = env.INVESTIGATOR_LOGS_STORE?.trim() || 'embedded';
  const found = LogStore.options.find(one => one.toLowerCase() === text.toLowerCase());
  if (found) return found;
  throw new Fault('bad_input', { problem: `INVESTIGATOR_LOGS_STORE is ${LogStore.options.join(', ')}; not ${text}.` });
}

function read(env: Environment, variables: readonly string[], name: string): string | undefined {
  return variables.map(one => env[variableOf(one, name)]?.trim()).find(Boolean);
}

/** User and password that somebody wrote into an address are a secret, not a part of it. */
function split(address: string): { url: string; basic?: Secret['basic'] } {
  const parts = /^(https?:\/\/)([^/@:]*):?([^/@]*)@(.*)$/is.exec(address);
  if (!parts) return { url: address };
  const [, scheme, user, password, rest] = parts;
  return { url: scheme + rest, basic: { user: decoded(user), password: decoded(password) } };
}
