/** MCP: the server on standard input and output: it speaks nothing but the protocol there, and ends with its client. */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { RunningEngine } from '../../engine/start.ts';
import { makeServer } from './server.ts';

export interface Serving {
  readonly engine: RunningEngine;
  /** Tools that change what is kept are offered too. */
  readonly allowWrites: boolean;
}

/** Settles when the client has gone or a signal ends it, and all that was begun is over. */
export async function serveStdio({ engine, allowWrites }: Serving): Promise<void> {
  const server = makeServer({ engine, allowWrites });
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  process.stdin.once('end', end).once('close', end);
  // Many answers at once may wait until the client reads.
  process.stdout.setMaxListeners(0);
  // A client that has gone closes its end of the pipe.
  process.stdout.on('error', () => end());
  process.once('SIGINT', () => end()).once('SIGTERM', () => end());
  server.onclose = end;
  await server.connect(new StdioServerTransport());
  await over;
  await server.close();
  await engine.end();
  process.stdin.destroy();
}
