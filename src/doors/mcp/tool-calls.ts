/** MCP: the tools as a client lists and calls them: annotations from the effect, structured content beside the text, failures as results. */
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  type CallToolRequest,
  type CallToolResult,
  ErrorCode,
  type Tool as ListedTool,
  McpError,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { Fault } from '../../base/fault.ts';
import { inputSchemaOf, outputSchemaOf } from '../../tools/json-schema.ts';
import { failureForModel } from '../../tools/model-failure.ts';
import { type Engine, type ToolName, table } from '../../tools/table.ts';
import { tellModel } from '../../tools/tell-model.ts';
import type { Tool } from '../../tools/tool.ts';
import { progressTeller } from './progress.ts';

export interface OfferedTool {
  readonly name: ToolName;
  readonly listed: ListedTool;
}

export function offeredTools(allowWrites: boolean): OfferedTool[] {
  const names = Object.keys(table) as ToolName[];
  return names
    .filter(name => allowWrites || table[name].effect !== 'writes')
    .map(name => ({ name, listed: listed(table[name] as unknown as Tool) }));
}

function listed(tool: Tool): ListedTool {
  const { name, title, description, effect } = tool;
  return {
    name,
    title,
    description,
    inputSchema: inputSchemaOf(tool) as ListedTool['inputSchema'],
    outputSchema: outputSchemaOf(tool) as ListedTool['outputSchema'],
    annotations: {
      title,
      // What asks the network keeps a copy of what it fetched, and changes nothing that anybody wrote.
      readOnlyHint: effect !== 'writes',
      destructiveHint: effect === 'writes',
      idempotentHint: true,
      openWorldHint: effect === 'asks-network',
    },
  };
}

interface Asking {
  readonly engine: Engine;
  readonly offered: readonly OfferedTool[];
  readonly extra: RequestHandlerExtra<ServerRequest, ServerNotification>;
}

export async function answerTool(params: CallToolRequest['params'], asking: Asking): Promise<CallToolResult> {
  const { engine, offered, extra } = asking;
  const tool = offered.find(one => one.name === params.name);
  if (!tool) return refusal(params.name);
  try {
    const life = { signal: signalOf(extra.signal), onProgress: progressTeller(extra) };
    const { text, data, notes } = await tellModel(engine, tool.name, { input: params.arguments ?? {}, ...life });
    const parts = [text, ...(notes.length ? [notes.join('\n')] : [])];
    return {
      content: parts.map(part => ({ type: 'text', text: part })),
      structuredContent: data as Record<string, unknown>,
    };
  } catch (failure) {
    if (!(failure instanceof Fault)) process.stderr.write(`${failure instanceof Error ? failure.stack : String(failure)}\n`);
    return failed(failureForModel(failure));
  }
}

/** A writing tool that is not offered is told to the model; one that there is not is an error of the protocol. */
function refusal(name: string): CallToolResult {
  if (!Object.hasOwn(table, name)) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${name}.`);
  return failed(`${name} changes what is kept, and this server only reads. A person may start it with --allow-writes.`);
}

function failed(words: string): CallToolResult {
  return { content: [{ type: 'text', text: words }], isError: true };
}

/** The client's cancel, with the reason that the engine's side knows. */
export function signalOf(cancelled: AbortSignal): AbortSignal {
  const life = new AbortController();
  const end = () => life.abort(new Fault('cancelled'));
  if (cancelled.aborted) end();
  else cancelled.addEventListener('abort', end, { once: true });
  return life.signal;
}
