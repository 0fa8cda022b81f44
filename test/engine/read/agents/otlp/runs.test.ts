/** The reader, agents: traces of agents in three generations of attribute names and in OpenInference. */
import assert from 'node:assert/strict';
import { agentDocuments, mayHoldAgentRuns } from '../../../../../src/engine/read/agents/documents.ts';

type Attributes = Record<string, unknown>;

const anyValue = (value: unknown): object => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return { kvlistValue: { values: listOf(value as Attributes) } };
};
const listOf = (attributes: Attributes) => Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

const START = Date.UTC(2026, 4, 26, 10);
const nano = (seconds: number) => `${START + seconds * 1000}000000`;
const id = (n: number) => n.toString(16).padStart(16, '0');

interface Told {
  n: number;
  parent?: number;
  name: string;
  at?: [number, number];
  attributes?: Attributes;
  error?: string;
  exception?: string;
}

const spanOf = ({ n, parent, name, at = [n, n + 1], attributes = {}, error, exception }: Told) => ({
  traceId: 'ABCDEF'.padEnd(32, '0'),
  spanId: id(n),
  parentSpanId: parent === undefined ? '' : id(parent),
  name,
  startTimeUnixNano: nano(at[0]),
  endTimeUnixNano: nano(at[1]),
  attributes: listOf(attributes),
  status: error === undefined ? {} : { code: 2, message: error },
  events:
    exception === undefined
      ? []
      : [{ name: 'exception', timeUnixNano: nano(n), attributes: listOf({ 'exception.type': exception }) }],
});

const documentOf = (...spans: Told[]) => ({
  resourceSpans: [
    {
      resource: { attributes: listOf({ 'service.name': 'sre-agent' }) },
      scopeSpans: [{ scope: { name: 's' }, spans: spans.map(spanOf) }],
    },
  ],
});
const runsOf = (...spans: Told[]) => agentDocuments(JSON.stringify(documentOf(...spans)), 'traces.json')?.runs ?? [];

const agent: Told = {
  n: 1,
  name: 'invoke_agent support',
  at: [0, 12],
  attributes: {
    'gen_ai.operation.name': 'invoke_agent',
    'gen_ai.agent.name': 'support',
    'gen_ai.conversation.id': 'talk-1',
    'gen_ai.usage.input_tokens': 150,
    'gen_ai.usage.output_tokens': 30,
  },
};
const chat = (n: number, attributes: Attributes = {}): Told => ({
  n,
  parent: 1,
  name: 'chat m',
  attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm', ...attributes },
});
const tool: Told = {
  n: 4,
  parent: 1,
  name: 'execute_tool query_loki',
  at: [3, 8],
  attributes: {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'query_loki',
    'gen_ai.tool.call.id': 'call_1',
    'gen_ai.tool.call.arguments': '{"query":"up"}',
    'error.type': '429',
  },
  error: 'too many outstanding requests',
  exception: 'RateLimitError',
};

describe('traces', () => {
  it('become a run with steps, calls and what failed', () => {
    const [run] = runsOf({ ...agent, error: 'tool failed' }, chat(2), tool);
    assert.deepEqual(
      [run.run_id, run.agent_name, run.status, run.model, run.error_type, run.error_message, run.started_at],
      ['abcdef'.padEnd(32, '0'), 'support', 'failure', 'm', 'RateLimitError', 'tool failed', '2026-05-26T10:00:00.000Z'],
    );
    assert.deepEqual(run.correlation_ids, ['talk-1']);
    assert.deepEqual(
      run.steps.map(step => [step.step_id, step.name, step.status, step.latency_ms, step.agent]),
      [
        [id(1), 'invoke_agent support', 'failure', 12_000, 'support'],
        [id(2), 'chat m', 'success', 1000, 'support'],
      ],
    );
    assert.deepEqual(
      run.tool_calls.map(call => [
        call.call_id,
        call.step_id,
        call.tool_name,
        call.status,
        call.args_json,
        call.error_class,
        call.status_code,
        call.latency_ms,
      ]),
      [[id(4), id(1), 'query_loki', 'failure', { query: 'up' }, 'RateLimitError', 429, 5000]],
    );
  });

  it('count tokens once: of model calls, not of the agent that repeats their sum, nor of a call within a call', () => {
    const first = chat(2, {
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 20,
      'gen_ai.usage.cache_read.input_tokens': 80,
    });
    const second = chat(3, { 'gen_ai.usage.prompt_tokens': 50, 'gen_ai.usage.completion_tokens': 10 });
    const within: Told = {
      n: 5,
      parent: 2,
      name: 'ChatOpenAI',
      attributes: { 'openinference.span.kind': 'LLM', 'llm.token_count.prompt': 100, 'llm.token_count.completion': 20 },
    };
    const [run] = runsOf(agent, first, second, within);
    assert.deepEqual(
      run.steps.map(step => [step.step_id, step.parent_id, step.cost?.tokens_prompt]),
      [
        [id(1), undefined, undefined],
        [id(2), id(1), 100],
        [id(3), id(1), 50],
        [id(5), id(2), undefined],
      ],
      'each step tells what it used itself, so that their sum is that of the run',
    );
    assert.deepEqual(run.cost, {
      tokens_prompt: 150,
      tokens_completion: 30,
      tokens_cached: 80,
      total_cost_usd: null,
    });
    assert.deepEqual(runsOf(agent)[0].cost, { tokens_prompt: 150, tokens_completion: 30, total_cost_usd: null });
  });

  it('tell which model each step asked, so that its price is known', () => {
    const used = { 'gen_ai.usage.input_tokens': 1 };
    const answered = chat(2, { ...used, 'gen_ai.request.model': 'small', 'gen_ai.response.model': 'small-20260101' });
    assert.deepEqual(
      runsOf(agent, answered, chat(3, used))[0].steps.map(step => step.model),
      [undefined, 'small-20260101', 'm'],
    );
  });

  it('of OpenInference tell kinds, cost and calls in flat keys', () => {
    const said = {
      'llm.output_messages.0.message.tool_calls.0.tool_call.id': 'c9',
      'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'look',
      'llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments': '{"q":1}',
    };
    const [run] = runsOf(
      { n: 1, name: 'root', attributes: { 'openinference.span.kind': 'AGENT', 'agent.name': 'helper' } },
      {
        n: 2,
        parent: 1,
        name: 'llm',
        attributes: { 'openinference.span.kind': 'LLM', 'llm.model_name': 'x', 'llm.cost.total': 0.25, ...said },
      },
      { n: 3, parent: 1, name: 'guard', attributes: { 'openinference.span.kind': 'GUARDRAIL', 'output.value': 'card number' } },
      { n: 4, parent: 1, name: 'find', attributes: { 'openinference.span.kind': 'RETRIEVER', 'output.value': '[]' } },
    );
    assert.equal(run.cost.total_cost_usd, 0.25);
    assert.deepEqual(
      run.tool_calls.map(call => [call.tool_name, call.status, call.args_json]),
      [
        ['retrieval find', 'success', null],
        ['look', 'unknown', { q: 1 }],
      ],
    );
    assert.deepEqual(
      run.guardrail_events.map(event => [event.type, event.message]),
      [['guard', 'card number']],
    );
  });

  it('tell a call of MCP within its tool span once, with what the inner one knows', () => {
    const outer: Told = {
      ...tool,
      error: undefined,
      exception: undefined,
      attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'query_loki', 'gen_ai.tool.call.id': 'call_1' },
    };
    const inner: Told = {
      n: 5,
      parent: 4,
      name: 'tools/call query_loki',
      attributes: {
        'mcp.method.name': 'tools/call',
        'gen_ai.tool.name': 'query_loki',
        'gen_ai.tool.call.id': 'call_1',
        'error.type': 'tool_error',
      },
      error: 'bad query',
    };
    const [run] = runsOf(agent, outer, inner);
    assert.deepEqual(
      run.tool_calls.map(call => [call.call_id, call.status, call.error_class, call.error_message]),
      [[id(4), 'failure', 'tool_error', 'bad query']],
    );
  });

  it('find calls in messages alone, with the answer of a later call', () => {
    const ask = [{ role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'look', arguments: { q: 1 } }] }];
    const answer = [{ role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'found' }] }];
    const [run] = runsOf(
      agent,
      chat(2, { 'gen_ai.output.messages': JSON.stringify(ask) }),
      chat(3, { 'gen_ai.input.messages': answer }),
    );
    assert.deepEqual(
      run.tool_calls.map(call => [call.call_id, call.tool_name, call.status, call.args_json, call.result_summary]),
      [['c1', 'look', 'success', { q: 1 }, 'found']],
    );
  });

  it('that recovered are no failures, and those without an end go on', () => {
    assert.equal(runsOf(agent, tool)[0].status, 'success');
    const open = documentOf(agent);
    Reflect.deleteProperty(open.resourceSpans[0].scopeSpans[0].spans[0], 'endTimeUnixNano');
    assert.equal(agentDocuments(JSON.stringify(open), 't.json')?.runs[0].status, 'running');
  });

  it('may come in pieces, out of order, twice and with several agents', () => {
    const other: Told = {
      n: 9,
      name: 'invoke_agent billing',
      attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'billing' },
    };
    const lines = [documentOf(tool, other), documentOf(agent), documentOf(tool)].map(one => JSON.stringify(one)).join('\n');
    assert.ok(mayHoldAgentRuns(lines));
    assert.deepEqual(
      agentDocuments(lines, 't.jsonl')?.runs.map(run => [run.agent_name, run.tool_calls.length]),
      [
        ['support', 1],
        ['billing', 0],
      ],
    );
  });

  it('end where parents are missing or lead in a circle', () => {
    const [run] = runsOf({ ...chat(2), parent: 3 }, { ...chat(3), parent: 2 }, { ...tool, parent: 77 });
    assert.deepEqual([run.steps.length, run.tool_calls.length], [2, 1]);
  });

  it('of other programs are no agent runs', () => {
    const text = JSON.stringify(documentOf({ n: 1, name: 'GET /', attributes: { 'http.request.method': 'GET' } }));
    assert.equal(agentDocuments(text, 't.json'), null);
  });
});
