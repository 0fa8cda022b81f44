/** Test window: the pages of `investigator serve` as it is built: a server of its own with a home of its own, and pages that look at it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../host/setup.ts';
import { endLater, openPage } from './open.ts';

export interface ServedApi {
  readonly url: string;
  readonly home: string;
  /** The data of a tool's answer. */
  tool(name: string, input: object): Promise<unknown>;
  /** Ends the server as a person does, and keeps its home. */
  stop(): Promise<void>;
  end(): Promise<void>;
}

export interface ServeOptions {
  readonly secret?: string;
  readonly words?: readonly string[];
  /** That of a former server; a new one unless given. */
  readonly home?: string;
  readonly port?: number;
}

export async function serveApi({ secret, words = [], port = 0, ...options }: ServeOptions = {}): Promise<ServedApi> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'investigator-ui-'));
  const program = [join(root, 'dist/investigator.js'), 'serve', '--port', String(port), '--home', home, ...words];
  const env = { ...process.env, INVESTIGATOR_INGEST_SECRET: secret };
  const child = spawn(process.execPath, program, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const url = await addressOf(child);
  const headers = { 'content-type': 'application/json', ...(secret !== undefined && { 'x-ingest-secret': secret }) };
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  endLater(stop);
  return {
    url,
    home,
    stop,
    tool: async (name, input) => {
      const reply = await fetch(`${url}/tools/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
      if (!reply.ok) throw new Error(`${name}: ${await reply.text()}`);
      return ((await reply.json()) as { data: unknown }).data;
    },
    end: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The server says it in its first line of JSON; all later lines are read, so that it never waits for us. */
function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const said: string[] = [];
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', line => {
    said.push(line);
    if (line.includes('"listening"')) resolve((JSON.parse(line) as { address: string }).address);
  });
  child.once('exit', code => reject(new Error(`the server ended with ${code}: ${said.join('\n')}`)));
  return promise;
}

export interface LookOptions {
  readonly width?: number;
  readonly dark?: boolean;
}

/** A page at an address; `problems` holds what its scripts and its policy complain of. */
export async function look(address: string, { width = 1280, dark = true }: LookOptions = {}) {
  const opened = await openPage({ viewport: { width, height: 800 }, colorScheme: dark ? 'dark' : 'light' });
  const refused: string[] = [];
  opened.page.on('console', message => {
    if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
  });
  await opened.page.goto(address);
  return { ...opened, refused };
}
