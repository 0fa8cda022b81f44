/** The command line: `investigator serve`: the same engine behind a local HTTP API. */
import { parseArgs } from 'node:util';
import { Fault } from '../../base/fault.ts';
import { startEngine } from '../../engine/start.ts';
import { environmentStore } from '../../model/environment.ts';
import { environmentProvider } from '../../tools/provide.ts';
import { version } from '../../version.ts';
import { readAllowance } from './allowance.ts';

const HOST = '127.0.0.1';
const PORT = 8000;
const SECRET = 'INVESTIGATOR_INGEST_SECRET';

export const serveTitle = 'Serve the tools to programs: a local HTTP API';

export const serveHelp = [
  'usage: investigator serve [--host HOST] [--port N] [--secret-env NAME] [--allow-origin ORIGIN …] [--allow-writes]',
  '',
  'Serves every command of this program as POST /tools/NAME until it is interrupted, and to agents as MCP under /mcp.',
  'GET /openapi.json says what there is; /ui shows runs and their panels in a browser.',
  'Who can ask can read what this program can read; on another address than loopback a secret is needed.',
  '',
  `  --host HOST           address to listen on (default ${HOST})`,
  `  --port N              port to listen on; 0: any that is free (default ${PORT})`,
  `  --secret-env NAME     environment variable with the secret that is asked for as X-Ingest-Secret (default ${SECRET})`,
  '  --allow-origin ORIGIN pages that may ask, such as http://localhost:3000; several times for several',
  '  --allow-host NAME     further name by which the server is reached',
  '  --allow-writes        offer the tools that change or delete what is kept too (mark, forget)',
  '  --home DIR            folder for indexes, reports and downloads (INVESTIGATOR_HOME)',
  '  --allow LIMITS        raise limits of reading, such as totalBytes=200G',
  '',
  'One line of JSON per request goes to standard error. Connections are those of the environment: ARGUS_URL, LOKI_URL, PROMETHEUS_URL …',
].join('\n');

/** Serves until it is interrupted. Null, or the help that was asked for. Throws `bad_input`. */
export async function runServe(words: readonly string[]): Promise<string | null> {
  const given = readWords(words);
  if (given.help) return serveHelp;
  if (given.home === '') throw new Fault('bad_input', { problem: '--home needs a folder.' });
  const variable = given['secret-env'] ?? SECRET;
  const access = {
    host: given.host ?? HOST,
    hosts: given['allow-host'] ?? [],
    origins: (given['allow-origin'] ?? []).map(originIn),
    secret: secretIn(variable, given['secret-env'] !== undefined),
  };
  const port = portIn(given.port ?? String(PORT));
  const limits = readAllowance(given.allow);
  const [{ checkAccess, serveHttp }, { httpSessions }] = await Promise.all([
    import('../http/serve-http.ts'),
    import('../mcp/http-sessions.ts'),
  ]);
  checkAccess(access, variable);
  const setup = { limits, store: environmentStore(process.env), connections: environmentProvider(process.env) };
  const engine = startEngine({ home: given.home, cwd: process.cwd(), version, ...setup });
  await serveHttp({ engine, access, port, setup, allowWrites: given['allow-writes'] ?? false, mcp: httpSessions });
  return null;
}

function secretIn(variable: string, named: boolean): string | null {
  const secret = process.env[variable] || null;
  if (named && secret === null)
    throw new Fault('bad_input', { problem: `The environment variable ${variable} holds no secret.` });
  return secret;
}

function portIn(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new Fault('bad_input', { problem: `--port takes a number from 0 to 65535, not ${text}.` });
}

function originIn(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (origin !== 'null' && origin === text.replace(/\/$/, '')) return origin;
  throw new Fault('bad_input', { problem: `--allow-origin takes an origin such as http://localhost:3000, not ${text}.` });
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        'secret-env': { type: 'string' },
        'allow-origin': { type: 'string', multiple: true },
        'allow-host': { type: 'string', multiple: true },
        'allow-writes': { type: 'boolean' },
        home: { type: 'string' },
        allow: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      strict: true,
    }).values;
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure;
    throw new Fault('bad_input', {
      problem:
        'serve takes --host, --port, --secret-env, --allow-origin, --allow-host, --allow-writes, --home, --allow and nothing else.',
    });
  }
}
