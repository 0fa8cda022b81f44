/** MCP, tests: one home behind both transports: what starts a server on standard input and output, and a server over HTTP that asks for a secret. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpSessions } from '../../../src/doors/mcp/http-sessions.ts';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { openServer } from '../http/asker.ts';
import { MAIN } from './client.ts';

export const SECRET = 'a secret of this test';

export interface Serving {
  readonly folder: string;
  readonly engine: RunningEngine;
  /** The words of a command that serves over standard input and output. */
  readonly command: readonly string[];
  readonly url: string;
  close(): Promise<void>;
}

export async function serveBoth(): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-serving-'));
  const home = join(folder, 'home');
  const engine = startEngine({ home, cwd: process.cwd(), version: 'test', inline: true });
  const access = { host: '127.0.0.1', hosts: [], origins: [], secret: SECRET };
  const server = await openServer(engine, { access, allowWrites: false, mcp: httpSessions });
  return {
    folder,
    engine,
    command: [process.execPath, MAIN, 'mcp', '--home', home],
    url: `${server.url}/mcp`,
    close: async () => {
      await server.close();
      await engine.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
