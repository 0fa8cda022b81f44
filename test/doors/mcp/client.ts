/** MCP: the SDK's own client, connected with a server that is a process of its own, as any agent would start it. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

export const MAIN = 'src/doors/cli/main.ts';

export interface Answer {
  readonly text: string;
  /** What follows the tool's own text: where to go on, what was left out. */
  readonly notes: string;
  readonly data: Record<string, unknown>;
  readonly isError: boolean;
}

export interface Agent {
  readonly client: Client;
  /** Fails where the structured content does not fit the schema that the server listed: the SDK's client proves it. */
  call(name: string, input?: Record<string, unknown>, options?: RequestOptions): Promise<Answer>;
  close(): Promise<void>;
}

export async function connect(home: string, ...words: string[]): Promise<Agent> {
  const args = [MAIN, 'mcp', '--home', home, ...words];
  return connectOver(new StdioClientTransport({ command: process.execPath, args, stderr: 'inherit' }));
}

/** With a server that answers at this address already. */
export async function connectHttp(url: string, headers: Record<string, string> = {}): Promise<Agent> {
  return connectOver(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
}

async function connectOver(transport: Transport): Promise<Agent> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  // The schemas of answers are known to the client once it has listed the tools.
  await client.listTools();
  return {
    client,
    call: async (name, input = {}, options = {}) => {
      const { content, structuredContent, isError } = await client.callTool({ name, arguments: input }, undefined, options);
      const [text, ...notes] = (content as { type: string; text: string }[]).map(part => part.text);
      return { text, notes: notes.join('\n'), data: structuredContent as Answer['data'], isError: isError === true };
    },
    close: () => client.close(),
  };
}
