/** Tests: a process that ingests one file (home, path) into a log server (system, address); made to be killed. */
import { startEngine } from '../../../src/engine/start.ts';
import type { LogServer } from '../../../src/model/log-answer.ts';
import { environmentProvider } from '../../../src/tools/provide.ts';

const [home, path, system, url] = process.argv.slice(2);
const variable = system === 'loki' ? 'LOKI_URL' : 'VICTORIA_LOGS_ENDPOINT';
// Without an address of its own it asks the server that the environment names.
const connections = environmentProvider(url ? { [variable]: url } : process.env);
const engine = startEngine({ home, cwd: home, version: 'test', inline: true, store: system as LogServer, connections });
await engine.ingest_logs({ inputs: [path] } as never);
await engine.end();
