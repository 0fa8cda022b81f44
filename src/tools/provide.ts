/** The door's table: what the engine asks its door back: connections, and their secrets at the moment they are needed. */
import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import {
  Connected,
  Connection,
  connectionLabel,
  Network,
  type Secret,
  SystemName,
  systemFacts,
  variableOf,
} from '../model/connection.ts';
import {
  type Environment,
  environmentConnections,
  environmentFolders,
  environmentModel,
  environmentSecret,
} from '../model/environment.ts';
import { ModelChoice } from '../model/knowledge.ts';
import type { Handlers, Remote } from '../rpc/verb.ts';

const Named = z.object({ system: SystemName, name: z.string().default('') });

export const doorTable = {
  connections: { name: 'connections', input: z.object({}), output: z.array(Connection) },
  connection: { name: 'connection', input: Named, output: Connected },
  network: { name: 'network', input: z.object({}), output: Network },
  knowledge: { name: 'knowledge', input: z.object({}), output: z.array(z.string()) },
  sentences: { name: 'sentences', input: z.object({}), output: ModelChoice },
} as const;

export type DoorHandlers = Handlers<typeof doorTable>;
/** The door as the engine sees it. */
export type DoorRemote = Remote<typeof doorTable>;

/** What a door knows of the outside world. Asked anew each time, so that a changed credential counts at once. */
export interface Provider {
  connections(): Promise<readonly Connection[]>;
  secret(connection: Connection): Promise<Secret>;
  network(): Promise<Network>;
  /** Folders with documents of knowledge beside those that come along; none unless given. */
  knowledge?(): Promise<readonly string[]>;
  /** The sentence model of this machine; none unless given. */
  sentences?(): Promise<ModelChoice>;
}

/** The provider of a door that connects nothing. */
export const nothingConnected: Provider = {
  connections: async () => [],
  secret: async () => ({}),
  network: async () => ({ strictTls: true }),
};

/** Connections and secrets as environment variables name them. */
export function environmentProvider(env: Environment): Provider {
  return {
    connections: async () => environmentConnections(env),
    secret: async connection => environmentSecret(env, connection),
    network: async () => ({ strictTls: env.NODE_TLS_REJECT_UNAUTHORIZED !== '0' }),
    knowledge: async () => environmentFolders(env),
    sentences: async () => environmentModel(env),
  };
}

/** Answers the engine's questions. `connection` throws `not_connected`, and `bad_input` where a name is needed. */
export function provided(provider: Provider): DoorHandlers {
  return {
    connections: async () => [...(await provider.connections())],
    connection: async wanted => {
      const connection = chosen(await provider.connections(), wanted);
      const [secret, network] = await Promise.all([provider.secret(connection), provider.network()]);
      return { connection, secret, network };
    },
    network: async () => provider.network(),
    knowledge: async () => [...((await provider.knowledge?.()) ?? [])],
    sentences: async () => (await provider.sentences?.()) ?? environmentModel({}),
  };
}

/** Without a name: the one that has none, or the only one. */
function chosen(all: readonly Connection[], { system, name }: { system: SystemName; name: string }): Connection {
  const ours = all.filter(one => one.system === system && one.url !== '');
  const found = ours.find(one => one.name === name) ?? (name === '' && ours.length === 1 ? ours[0] : undefined);
  if (found) return found;
  const { label, variables } = systemFacts[system];
  if (ours.length === 0 || name !== '')
    throw new Fault('not_connected', {
      system: connectionLabel({ system, name }),
      variable: variableOf(variables.url[0], name),
      setting: name ? 'investigator.connections' : `investigator.${system}.url`,
      name: system,
    });
  const names = ours.map(one => one.name).join(', ');
  throw new Fault('bad_input', { problem: `Several instances of ${label} are connected: ${names}; name the one you mean.` });
}
