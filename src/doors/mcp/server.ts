/** MCP: one server over the tools table: its capabilities, and who answers each request. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Engine } from '../../tools/table.ts';
import { version } from '../../version.ts';
import { complete } from './complete.ts';
import { instructionsFor } from './instructions.ts';
import { getPrompt, listPrompts } from './prompts.ts';
import { listResources, readResource, templates } from './resources.ts';
import { answerTool, offeredTools } from './tool-calls.ts';

export interface Served {
  readonly engine: Engine;
  readonly allowWrites: boolean;
}

export function makeServer({ engine, allowWrites }: Served): Server {
  const offered = offeredTools(allowWrites);
  const server = new Server(
    { name: 'test-run-investigator', title: 'Test Run Investigator', version },
    { capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} }, instructions: instructionsFor(offered) },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: offered.map(tool => tool.listed) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => answerTool(params, { engine, offered, extra }));
  server.setRequestHandler(ListResourcesRequestSchema, ({ params }, { signal }) => listResources(engine, params?.cursor, signal));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: templates }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, { signal }) => readResource(engine, params.uri, signal));
  server.setRequestHandler(ListPromptsRequestSchema, listPrompts);
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => getPrompt(params));
  server.setRequestHandler(CompleteRequestSchema, ({ params }, { signal }) => complete(engine, params, signal));
  return server;
}
