/** MCP: an agent of another make (the AI SDK's loop and its own client of the protocol) investigates with our tools, over both transports; its model is scripted. */
import assert from 'node:assert/strict';
import { createMCPClient, type MCPClientConfig } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport as StdioTransport } from '@ai-sdk/mcp/mcp-stdio';
import { generateText, isStepCount } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { readingTools } from '../../../src/tools/table.ts';
import { SAMPLE } from './questions.ts';
import { SECRET, type Serving, serveBoth } from './serving.ts';

type Result = Extract<NonNullable<ConstructorParameters<typeof MockLanguageModelV4>[0]>['doGenerate'], unknown[]>[number];

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

function calls(...made: readonly (readonly [tool: string, input: object])[]): Result {
  return {
    content: made.map(([toolName, input], at) => ({
      type: 'tool-call',
      toolCallId: `${toolName}-${at}`,
      toolName,
      input: JSON.stringify(input),
    })),
    finishReason: { unified: 'tool-calls', raw: undefined },
    usage,
    warnings: [],
  };
}

function says(text: string): Result {
  return { content: [{ type: 'text', text }], finishReason: { unified: 'stop', raw: undefined }, usage, warnings: [] };
}

describe('an agent of another make', function () {
  this.timeout(60_000);
  let serving: Serving;

  before(async () => {
    serving = await serveBoth();
  });
  after(() => serving.close());

  const transports: Record<string, () => MCPClientConfig['transport']> = {
    'standard input and output': () => new StdioTransport({ command: serving.command[0], args: serving.command.slice(1) }),
    HTTP: () => ({ type: 'http', url: serving.url, headers: { 'x-ingest-secret': SECRET } }),
  };

  for (const [name, transport] of Object.entries(transports))
    it(`is instructed, investigates, reads a cited line and is told what failed, over ${name}`, async () => {
      const client = await createMCPClient({ transport: transport() });
      try {
        const tools = await client.tools();
        assert.deepEqual(Object.keys(tools).sort(), Object.keys(readingTools).sort());
        const model = new MockLanguageModelV4({
          doGenerate: [
            calls(['get_investigation_instructions', {}]),
            calls(['investigate_run', SAMPLE]),
            calls(
              ['search_logs', { run_id: 'sample/failed', query: 'oom-kill', limit: 2 }],
              ['get_report', { run_id: 'nobody' }],
              ['forget_run', { run_id: 'sample/failed' }],
            ),
            says('The kernel killed scylla.'),
          ],
        });
        const { steps, text } = await generateText({ model, tools, prompt: 'Why did it fail?', stopWhen: isStepCount(6) });
        assert.equal(text, 'The kernel killed scylla.');
        const told = steps.map(step => JSON.stringify(step.content));
        assert.match(told[0], /How to begin with any run|start/i);
        assert.match(told[1], /The kernel OOM killer stopped scylla on db-node-3/);
        assert.match(told[2], /dmesg\.log/);
        assert.match(told[2], /run_unknown: No run is known as nobody\. Call list_runs/);
        // What changes something is not offered, so that the agent's own loop refuses it.
        assert.match(told[2], /unavailable tool 'forget_run'/);
        const { runs } = await serving.engine.list_runs({});
        assert.deepEqual(runs.map(run => run.title).sort(), ['sample/failed', 'sample/passed']);
        // The model has seen what the tools said, as text.
        assert.match(JSON.stringify(model.doGenerateCalls.at(-1)?.prompt), /Out of memory: Killed process/);
      } finally {
        await client.close();
      }
    });
});
