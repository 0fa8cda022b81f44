/** HTTP: the tools for agents that speak MCP, under /mcp: admitted as every request is, answered by sessions of their own. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Served } from './server.ts';

/** What answers under /mcp; the command line brings it, since doors do not know one another. */
export interface McpSessions {
  answer(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Bytes of a message at most: a whole agent run is one. */
const BODY = 16 << 20;

export function mcpRoutes(app: FastifyInstance, { engine, allowWrites, mcp }: Served): void {
  if (!mcp) return;
  const sessions = mcp({ engine, allowWrites });
  // Streams would hold up the end.
  app.addHook('preClose', () => sessions.close());
  const url = '/mcp';
  app.route({ method: ['GET', 'POST', 'DELETE'], url, bodyLimit: BODY, handler: answer });

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
    await sessions.answer(request.raw, reply.raw, request.body ?? undefined);
  }
}
