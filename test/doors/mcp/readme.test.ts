/** README's configurations for agents: each starts a server that the SDK's client can ask. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { readingTools } from '../../../src/tools/table.ts';
import { MAIN } from './client.ts';

interface Started {
  readonly command: string;
  readonly args: string[];
  readonly env?: Record<string, string>;
}

/** As a person would put it in: the path of the program, here that of its source. */
const PROGRAM = '/path/to/test-run-investigator/dist/investigator.js';

function configurations(): Started[] {
  const section = readFileSync('README.md', 'utf8').split('## For other agents')[1].split('\n## ')[0];
  const blocks = [...section.matchAll(/```json\n(.*?)```/gs)].map(match => JSON.parse(match[1]));
  const written = blocks.map(({ mcpServers, servers }) => (mcpServers ?? servers).investigator as Started);
  const [, command, ...args] = /claude mcp add investigator -- (.*)/.exec(section)?.[0].split(' -- ')[1].split(' ') ?? [];
  return [...written, { command: 'node', args: [command, ...args] }];
}

describe('the configurations of README', function () {
  this.timeout(60_000);
  const all = configurations();
  let home: string;

  before(() => {
    home = mkdtempSync(join(tmpdir(), 'mcp-readme-'));
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it('are those of Claude, Cursor and VS Code', () => assert.equal(all.length, 3));

  for (const [at, { command, args, env }] of all.entries())
    it(`number ${at + 1} starts a server that lists its tools`, async () => {
      assert.equal(command, 'node');
      assert.ok(args.includes(PROGRAM), args.join(' '));
      const client = new Client({ name: 'test', version: '1' });
      const real = args.map(arg => (arg === PROGRAM ? MAIN : arg));
      await client.connect(
        new StdioClientTransport({ command: process.execPath, args: [...real, '--home', home], env, stderr: 'inherit' }),
      );
      try {
        assert.equal((await client.listTools()).tools.length, Object.keys(readingTools).length);
      } finally {
        await client.close();
      }
    });
});
