/** The stand-ins: a log server for a test: a stand-in always, a real one where the environment names it. */
import type { Outside } from '../../src/engine/sources/outside.ts';
import { openOutside } from '../../src/engine/sources/outside.ts';
import type { LogServer } from '../../src/model/log-answer.ts';
import { environmentProvider, type Provider, provided } from '../../src/tools/provide.ts';
import { nowhere } from '../engine/sources/loopback.ts';
import { Loki, type LokiOptions } from './loki.ts';
import type { Mishap } from './question.ts';
import { VictoriaLogs, type VictoriaOptions } from './victoria-logs.ts';

export interface TestServer {
  readonly system: LogServer;
  /** Null where it is real: nothing goes wrong on purpose there. */
  readonly standIn: Loki | VictoriaLogs | null;
  readonly provider: Provider;
  readonly outside: Outside;
  close(): Promise<void>;
}

export interface ServerKind {
  readonly label: string;
  readonly system: LogServer;
  readonly isReal: boolean;
  open(options?: { loki?: LokiOptions; victoria?: VictoriaOptions }): Promise<TestServer>;
}

const variables = { victoriaLogs: 'VICTORIA_LOGS_ENDPOINT', loki: 'LOKI_URL' } as const;

function over(system: LogServer, standIn: Loki | VictoriaLogs | null): TestServer {
  const env = standIn ? { [variables[system]]: standIn.url } : process.env;
  const provider = environmentProvider(env);
  const outside = openOutside(provided(provider) as never, nowhere, standIn ? { pause: async () => undefined } : {});
  return { system, standIn, provider, outside, close: async () => void (await standIn?.close()) };
}

const standIns: readonly ServerKind[] = [
  {
    label: 'VictoriaLogs (stand-in)',
    system: 'victoriaLogs',
    isReal: false,
    open: async ({ victoria } = {}) => over('victoriaLogs', await VictoriaLogs.open(victoria)),
  },
  { label: 'Loki (stand-in)', system: 'loki', isReal: false, open: async ({ loki } = {}) => over('loki', await Loki.open(loki)) },
];

const real = (Object.keys(variables) as LogServer[])
  .filter(system => process.env[variables[system]])
  .map(
    (system): ServerKind => ({
      label: `${system} at ${variables[system]}`,
      system,
      isReal: true,
      open: async () => over(system, null),
    }),
  );

export const serverKinds: readonly ServerKind[] = [...standIns, ...real];

/** Lets the next request to this path go wrong. */
export function upset(server: TestServer, path: RegExp, mishap: Mishap): void {
  server.standIn?.mishaps.push({ path, mishap });
}
