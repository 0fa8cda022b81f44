/** README's configurations for agents: each starts or reaches a server that the SDK's client can ask. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { readingTools } from '../../../src/tools/table.ts';
import { MAIN } from './client.ts';

interface Started {
  readonly command: string;
  readonly args: string[];
  readonly env?: Record<string, string>;
}

/** A server that runs already. */
interface Reached {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** As a person would put it in: the path of the program, here that of its source. */
const PROGRAM = '/path/to/test-run-investigator/dist/investigator.js';

function configurations(): { started: Started[]; reached: Reached[] } {
  const section = readFileSync('README.md', 'utf8').split('## For other agents')[1].split('\n## ')[0];
  const blocks = [...section.matchAll(/```json\n(.*?)```/gs)].map(match => JSON.parse(match[1]));
  const written = blocks.map(({ mcpServers, servers }) => (mcpServers ?? servers).investigator);
  const [, command, ...args] = /claude mcp add investigator -- (.*)/.exec(section)?.[0].split(' -- ')[1].split(' ') ?? [];
  const [, url, name, value] = /claude mcp add --transport http investigator (\S+) --header "(\S+): ([^"]+)"/.exec(section) ?? [];
  return {
    started: [...written.filter(one => !one.url), { command: 'node', args: [command, ...args] }],
    reached: [...written.filter(one => one.url), { url, headers: { [name]: value } }],
  };
}

describe('the configurations of README', function () {
  this.timeout(60_000);
  const { started, reached } = configurations();
  let home: string;

  before(() => {
    home = mkdtempSync(join(tmpdir(), 'mcp-readme-'));
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it('are those of Claude, Cursor and VS Code', () => assert.deepEqual([started.length, reached.length], [3, 3]));

  for (const [at, { command, args, env }] of started.entries())
    it(`number ${at + 1} starts a server that lists its tools`, async () => {
      assert.equal(command, 'node');
      assert.ok(args.includes(PROGRAM), args.join(' '));
      const real = args.map(arg => (arg === PROGRAM ? MAIN : arg));
      await listsTools(
        new StdioClientTransport({ command: process.execPath, args: [...real, '--home', home], env, stderr: 'inherit' }),
      );
    });

  describe('that name a server', () => {
    let serving: ChildProcess;
    let port: string;

    before(async () => {
      const env = { ...process.env, INVESTIGATOR_INGEST_SECRET: 'SECRET' };
      serving = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--home', home], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      for await (const line of createInterface({ input: serving.stderr as Readable })) {
        port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? '';
        if (port) break;
      }
    });
    after(async () => {
      serving.kill('SIGTERM');
      if (serving.exitCode === null) await once(serving, 'exit');
    });

    for (const [at, { url, headers }] of reached.entries())
      it(`number ${at + 1} reaches one that runs`, async () => {
        const own = new URL(url);
        assert.equal(own.port, '8000');
        own.port = port;
        await listsTools(new StreamableHTTPClientTransport(own, { requestInit: { headers } }));
      });
  });
});

async function listsTools(transport: Transport): Promise<void> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  try {
    assert.equal((await client.listTools()).tools.length, Object.keys(readingTools).length);
  } finally {
    await client.close();
  }
}
