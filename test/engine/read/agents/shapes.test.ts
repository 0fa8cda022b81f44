/** The reader, agents: conversations as other programs write them are the same run, whatever their shape. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { agentDocuments, mayHoldAgentRuns } from '../../../../src/engine/read/agents/documents.ts';
import { asChat } from '../../../../src/engine/read/agents/shapes.ts';

const ERROR = 'Error: 401 unauthorized';
const args = { city: 'Oslo' };
const json = JSON.stringify(args);

/** The same conversation: a question, a call, its error, an answer. */
const written: Record<string, unknown> = {
  'OpenAI, Chat Completions': [
    { role: 'user', content: 'Weather?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: json } }],
    },
    { role: 'tool', tool_call_id: 'c1', content: ERROR },
    { role: 'assistant', content: 'Sunny.' },
  ],
  'OpenAI, Responses': [
    { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Weather?' }] },
    { type: 'reasoning', summary: [] },
    { type: 'function_call', call_id: 'c1', name: 'weather', arguments: json },
    { type: 'function_call_output', call_id: 'c1', output: ERROR },
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Sunny.' }] },
  ],
  'OpenAI, Responses, input of a request': {
    model: 'm',
    input: [
      { role: 'user', content: 'Weather?' },
      { type: 'function_call', call_id: 'c1', name: 'weather', arguments: json },
      { type: 'function_call_output', call_id: 'c1', output: ERROR },
      { role: 'assistant', content: 'Sunny.' },
    ],
  },
  Anthropic: [
    { role: 'user', content: 'Weather?' },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'weather', input: args }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', is_error: true, content: ERROR }] },
    { role: 'assistant', content: [{ type: 'text', text: 'Sunny.' }] },
  ],
  'AutoGen 0.4': {
    messages: [
      { source: 'user', type: 'TextMessage', content: 'Weather?' },
      { source: 'assistant', type: 'ToolCallRequestEvent', content: [{ id: 'c1', name: 'weather', arguments: json }] },
      {
        source: 'assistant',
        type: 'ToolCallExecutionEvent',
        content: [{ call_id: 'c1', name: 'weather', content: ERROR, is_error: true }],
      },
      { source: 'assistant', type: 'TextMessage', content: 'Sunny.' },
    ],
  },
  Gemini: {
    contents: [
      { role: 'user', parts: [{ text: 'Weather?' }] },
      { role: 'model', parts: [{ functionCall: { name: 'weather', args } }] },
      { role: 'user', parts: [{ functionResponse: { name: 'weather', response: ERROR } }] },
      { role: 'model', parts: [{ text: 'Sunny.' }] },
    ],
  },
  'LangChain, as dictionaries': [
    { type: 'human', data: { content: 'Weather?' } },
    { type: 'ai', data: { content: '', tool_calls: [{ name: 'weather', args, id: 'c1' }] } },
    { type: 'tool', data: { content: ERROR, tool_call_id: 'c1' } },
    { type: 'ai', data: { content: 'Sunny.' } },
  ],
  'LangChain, serialised': [
    { lc: 1, type: 'constructor', id: ['langchain', 'schema', 'messages', 'HumanMessage'], kwargs: { content: 'Weather?' } },
    {
      lc: 1,
      type: 'constructor',
      id: ['langchain', 'AIMessage'],
      kwargs: { content: '', tool_calls: [{ name: 'weather', args, id: 'c1' }] },
    },
    { lc: 1, type: 'constructor', id: ['langchain', 'ToolMessage'], kwargs: { content: ERROR, tool_call_id: 'c1' } },
    { lc: 1, type: 'constructor', id: ['langchain', 'AIMessageChunk'], kwargs: { content: 'Sunny.' } },
  ],
  'Vercel, AI SDK': [
    { id: '1', role: 'user', parts: [{ type: 'text', text: 'Weather?' }] },
    {
      id: '2',
      role: 'assistant',
      parts: [
        { type: 'step-start' },
        { type: 'tool-weather', toolCallId: 'c1', state: 'output-error', input: args, errorText: '401 unauthorized' },
        { type: 'text', text: 'Sunny.' },
      ],
    },
  ],
};

describe('a conversation', () => {
  for (const [shape, value] of Object.entries(written)) {
    it(`is read as it is written by ${shape}`, () => {
      const text = JSON.stringify(value);
      assert.ok(mayHoldAgentRuns(text), 'its beginning is seen');
      const { runs, gaps } = agentDocuments(text, 'talk.json') ?? { runs: [], gaps: [] };
      assert.deepEqual(gaps, []);
      assert.deepEqual(
        runs.map(run => ({
          agent: run.agent_name,
          calls: run.tool_calls.map(({ tool_name, status, args_json, error_message }) => [
            tool_name,
            status,
            args_json,
            error_message,
          ]),
          said: run.messages.filter(one => one.content !== '').map(one => one.content),
          users: run.messages.filter(one => one.role === 'user' || one.agent === 'user').length,
        })),
        [{ agent: 'assistant', calls: [['weather', 'failure', args, ERROR]], said: ['Weather?', ERROR, 'Sunny.'], users: 1 }],
      );
    });
  }

  it('is read from one item per line', () => {
    const lines = (written['OpenAI, Responses'] as object[]).map(item => JSON.stringify(item)).join('\n');
    assert.ok(mayHoldAgentRuns(lines));
    const [run, ...others] = agentDocuments(lines, 'talk.jsonl')?.runs ?? [];
    assert.equal(others.length, 0);
    assert.equal(run.tool_calls[0].error_message, ERROR);
  });

  it('is what a whole response holds, with its model and id', () => {
    const response = {
      id: 'resp_1',
      object: 'response',
      model: 'm-1',
      status: 'completed',
      output: written['OpenAI, Responses'],
    };
    const [run] = agentDocuments(JSON.stringify(response), 'response.json')?.runs ?? [];
    assert.deepEqual([run.run_id, run.model, run.messages.length], ['resp_1', 'm-1', 4]);
  });

  it('tells what the API’s own tools did, and what was thought aloud', () => {
    const [run] =
      agentDocuments(
        JSON.stringify([
          { type: 'message', role: 'user', content: 'News?' },
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'I search.' }] },
          { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { query: 'news' } },
        ]),
        'x.json',
      )?.runs ?? [];
    assert.deepEqual(
      run.messages.map(one => one.content),
      ['News?', 'I search.', ''],
    );
    assert.deepEqual(
      run.tool_calls.map(call => [call.tool_name, call.args_json]),
      [['web_search_call', { query: 'news' }]],
    );
  });

  it('is nothing that only looks like it', () => {
    const logs = [
      [{ type: 'ai', data: 'not an object' }],
      [{ type: 'phone_call', id: 7 }, { level: 'info' }],
      [{ parts: [{ text: 'x' }], role: 'admin' }],
      { items: [{ name: 'a' }], output: 'text' },
      { contents: [] },
    ];
    for (const value of logs) assert.equal(asChat(value), value);
  });

  it('never fails, whatever stands there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('parts', 'data', 'kwargs', 'content', 'summary'), (value, key) => {
        const item = { type: 'message', role: 'user', [key]: value, output: value };
        for (const one of [
          value,
          [item],
          { messages: [item] },
          [{ type: 'ai', data: value }],
          [{ role: 'model', parts: [value] }],
        ]) {
          asChat(one);
          agentDocuments(JSON.stringify(one), 'x.json');
        }
      }),
    );
  });
});
