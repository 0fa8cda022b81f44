/** The door's table: what a door knows of the outside world, as environment variables for a process that it starts: the way back of environmentProvider. */
import { type Connection, type Network, type Secret, systemFacts, variableOf } from '../model/connection.ts';
import type { Provider } from './provide.ts';

/** Holds secrets: for the environment of one process at the moment it is started, and for nothing else. */
export async function providerEnvironment(provider: Provider): Promise<Record<string, string>> {
  const [connections, folders, network] = await Promise.all([
    provider.connections(),
    provider.knowledge?.() ?? [],
    provider.network(),
  ]);
  const variables = await Promise.all(
    connections.map(async one => ({ ...connectionVariables(one), ...secretVariables(one, await provider.secret(one)) })),
  );
  return Object.assign(
    networkVariables(network),
    // Ended by a semicolon each, so that no colon in a path is taken for one between two.
    folders.length ? { RAG_KNOWLEDGE_BASE_DIR: folders.map(folder => `${folder};`).join('') } : {},
    ...variables,
  );
}

function connectionVariables({ system, name, url, tenant, watch }: Connection): Record<string, string> {
  const { variables } = systemFacts[system];
  return {
    [variableOf(variables.url[0], name)]: url,
    ...(variables.tenant && tenant && { [variableOf(variables.tenant, name)]: tenant }),
    ...(variables.watch && watch.length > 0 && { [variableOf(variables.watch, name)]: watch.join(' ') }),
  };
}

function secretVariables({ system, name }: Connection, { token, basic, access }: Secret): Record<string, string> {
  const text = token ?? (basic && `${basic.user}:${basic.password}`);
  return {
    ...(text && { [variableOf(systemFacts[system].variables.token[0], name)]: text }),
    ...(access && {
      [variableOf('ARGUS_CF_ACCESS_CLIENT_ID', name)]: access.id,
      [variableOf('ARGUS_CF_ACCESS_CLIENT_SECRET', name)]: access.secret,
    }),
  };
}

/** In small letters, which win over capitals. */
function networkVariables({ proxy, noProxy, strictTls }: Network): Record<string, string> {
  return {
    ...(proxy && { http_proxy: proxy, https_proxy: proxy }),
    ...(noProxy && { no_proxy: noProxy.join(',') }),
    ...(!strictTls && { NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
  };
}
