/** HTTP: what the server runs with, told without a secret and without a path; and the part of it that may be changed while it runs. */
import { basename } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../base/fault.ts';
import { type Connection, SystemName, systemFacts } from '../../model/connection.ts';
import { LogStore } from '../../model/kept.ts';
import { nothingConnected, type Provider } from '../../tools/provide.ts';
import { version } from '../../version.ts';
import { isLoopback } from './access.ts';
import { Config, ConfigChange, type Settled } from './config.ts';
import type { Endpoint } from './endpoints.ts';
import { lifeOf } from './request-life.ts';
import type { Served } from './server.ts';
import { SERVICE } from './state-routes.ts';

/** What the server was started with, as far as it can be told. */
export interface Setup {
  readonly connections: Provider;
  readonly store: LogStore;
  /** Limits of reading that were raised. */
  readonly limits: Readonly<Record<string, number | undefined>>;
}

const ConfigTold = Config.extend({
  service: z.string(),
  version: z.string(),
  home: z.string().describe('name of the home folder'),
  access: z.object({
    loopback: z.boolean().describe('only this machine can ask'),
    secret: z.boolean().describe('questions have to bring one'),
    hosts: z.array(z.string()),
    origins: z.array(z.string()),
    allow_writes: z.boolean(),
  }),
  log_store: LogStore,
  connections: z.array(
    z.object({
      system: SystemName,
      name: z.string().describe('empty for the only one or the first'),
      label: z.string(),
      host: z.string().describe('and port'),
      credential: z.boolean().describe('whether one is set'),
    }),
  ),
  knowledge: z.array(z.string()).describe('names of the folders of documents that are searched beside those that come along'),
  models: z.object({ sentences: z.string().nullable().describe('the sentence model of this machine; null: none') }),
  limits: z.object({ raised: z.record(z.string(), z.number()).describe('limits of reading that differ from what is usual') }),
});
type ConfigTold = z.infer<typeof ConfigTold>;

export const configEndpoints: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/config',
    summary: 'What the server runs with; never a secret',
    answer: { words: 'what it runs with', schema: ConfigTold },
  },
  {
    method: 'post',
    path: '/config',
    summary: 'Changes how much is logged and how incidents are looked at, until the server ends; needs --allow-writes',
    body: ConfigChange,
    answer: { words: 'what it runs with from now on', schema: ConfigTold },
  },
];

export function configRoutes(app: FastifyInstance, served: Served, config: Settled): void {
  app.get('/config', async (_request, reply) => told(served, config, lifeOf(reply)));
  app.post('/config', async ({ body }, reply) => {
    if (!served.allowWrites) throw new Fault('writes_refused', { tool: 'POST /config' });
    config.change(body);
    return told(served, config, lifeOf(reply));
  });
}

const NOTHING: Setup = { connections: nothingConnected, store: 'embedded', limits: {} };

async function told(
  { engine, access, allowWrites, setup = NOTHING }: Served,
  config: Settled,
  life: ReturnType<typeof lifeOf>,
): Promise<ConfigTold> {
  const provider = setup.connections;
  const [{ home }, connections, folders, model] = await Promise.all([
    engine.check_ingestion_status({}, life),
    provider.connections(),
    provider.knowledge?.() ?? [],
    provider.sentences?.(),
  ]);
  return {
    service: SERVICE,
    version,
    home: basename(home),
    access: {
      loopback: isLoopback(access.host),
      secret: access.secret !== null,
      hosts: [...access.hosts],
      origins: [...access.origins],
      allow_writes: allowWrites,
    },
    log_store: setup.store,
    connections: await Promise.all(connections.map(one => connectionTold(provider, one))),
    knowledge: folders.map(one => basename(one)),
    models: { sentences: model?.folder ? model.model : null },
    limits: {
      raised: Object.fromEntries(Object.entries(setup.limits).filter(([, limit]) => limit !== undefined)) as Record<
        string,
        number
      >,
    },
    ...config.now,
  };
}

/** Of an address no more than the host: user, path and query may hold keys. */
async function connectionTold(provider: Provider, connection: Connection): Promise<ConfigTold['connections'][number]> {
  const { system, name, url } = connection;
  const host = URL.canParse(url) ? new URL(url).host : '';
  const secret = await provider.secret(connection);
  return { system, name, label: systemFacts[system].label, host, credential: Object.values(secret).some(Boolean) };
}
