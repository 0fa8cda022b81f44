/** The reader, agents: agent runs are found in files of many shapes, and nothing else is taken for one. */
import assert from 'node:assert/strict';
import { agentDocuments, mayHoldAgentRuns } from '../../../../src/engine/read/agents/documents.ts';

const read = (value: unknown, path = 'folder/chat.json') => agentDocuments(JSON.stringify(value), path);

const openAi = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Weather in Oslo?' },
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
  },
  { role: 'tool', tool_call_id: 'c1', content: 'Error: 429 too many requests' },
  { role: 'assistant', content: 'I could not find out.' },
];
const anthropic = [
  { role: 'user', content: 'Weather in Oslo?' },
  {
    role: 'assistant',
    content: [
      { type: 'text', text: 'I look.' },
      { type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Oslo' } },
    ],
  },
  {
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: 'c1', is_error: true, content: [{ type: 'text', text: 'quota exceeded' }] }],
  },
];
const autoGen = [
  { source: 'user', content: 'Add up.', type: 'TextMessage' },
  { source: 'Coder', content: 'So:\n```python\nprint(1/0)\n```', type: 'TextMessage' },
  {
    source: 'Computer_terminal',
    content: 'exitcode: 1 (execution failed)\nCode output: Traceback\nZeroDivisionError: division by zero\n',
    type: 'TextMessage',
  },
];

describe('transcripts', () => {
  it('of OpenAI: a call gets its answer, and what failed', () => {
    const [run] = read({ id: 'chat-7', model: 'm', messages: openAi })?.runs ?? [];
    assert.equal(run.run_id, 'chat-7');
    assert.equal(run.agent_name, 'assistant');
    assert.deepEqual(
      run.tool_calls.map(call => [
        call.call_id,
        call.tool_name,
        call.status,
        call.args_json,
        call.status_code,
        call.message_index,
      ]),
      [['c1', 'weather', 'failure', { city: 'Oslo' }, 429, 2]],
    );
    assert.deepEqual(
      run.messages.map(message => message.agent),
      ['system', 'user', 'assistant', 'tool', 'assistant'],
    );
  });

  it('of Anthropic: blocks of use and result', () => {
    const [run] = read(anthropic)?.runs ?? [];
    assert.equal(run.run_id, 'chat');
    assert.deepEqual(
      run.tool_calls.map(call => [call.tool_name, call.status, call.error_message]),
      [['weather', 'failure', 'quota exceeded']],
    );
    assert.equal(run.messages[1].content, 'I look.');
  });

  it('of AutoGen: code that was run is a call', () => {
    const [run] = read(autoGen)?.runs ?? [];
    assert.equal(run.agent_name, 'Coder');
    assert.deepEqual(
      run.tool_calls.map(call => [call.tool_name, call.status, call.error_class, call.error_message, call.message_index]),
      [['python', 'failure', 'ZeroDivisionError', 'ZeroDivisionError: division by zero', 1]],
    );
  });

  it('by line: messages are one run, documents are many', () => {
    const lines = openAi.map(message => JSON.stringify(message)).join('\n');
    assert.deepEqual(
      agentDocuments(lines, 'a.jsonl')?.runs.map(run => [run.run_id, run.messages.length]),
      [['a', 5]],
    );
    const many = [
      { id: 'x', history: openAi },
      { id: 'y', history: openAi },
    ]
      .map(one => JSON.stringify(one))
      .join('\n');
    assert.deepEqual(
      agentDocuments(many, 'a.jsonl')?.runs.map(run => run.run_id),
      ['x', 'y'],
    );
  });

  it('of AutoGen by line, whose messages name a source and a class but no role', () => {
    const lines = autoGen.map(message => JSON.stringify(message)).join('\n');
    assert.equal(mayHoldAgentRuns(lines), true);
    assert.deepEqual(
      agentDocuments(lines, 'a.jsonl')?.runs.map(run => [run.agent_name, run.tool_calls.length]),
      [['Coder', 1]],
    );
  });

  it('name their orchestrator without what it notes behind its name', () => {
    const history = [
      { role: 'human', content: 'q' },
      { role: 'Orchestrator (thought)', content: 'plan' },
      { role: 'WebSurfer', content: 'page' },
    ];
    assert.deepEqual(
      read({ history })?.runs[0].messages.map(message => message.agent),
      ['human', 'Orchestrator', 'WebSurfer'],
    );
  });

  it('take calls of one id apart, and arguments that are no JSON as they are', () => {
    const call = { id: 'c', function: { name: 't', arguments: '{broken' } };
    const [run] =
      read([
        { role: 'assistant', content: '', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c', content: 'a' },
        { role: 'assistant', content: '', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c', content: 'b' },
      ])?.runs ?? [];
    assert.deepEqual(
      run.tool_calls.map(one => [one.call_id, one.result_summary, one.args_json]),
      [
        ['c', 'a', '{broken'],
        ['c-2', 'b', '{broken'],
      ],
    );
  });
});

describe('other files', () => {
  for (const text of [
    '{"time":"2026-01-01T00:00:00Z","level":"error","msg":"x"}\n{"time":"2026-01-01T00:00:01Z","level":"error","msg":"y"}\n',
    '{"source":"kernel","content":"oops"}\n{"source":"kernel","content":"again"}\n',
    '{"role": "replica", "term": 4}\n',
    'plain "role": text\n',
    '{"messages": ["a", "b"]}',
    '[1, 2, 3]',
  ]) {
    it(`are no agent runs: ${text.slice(0, 40).trim()}`, () => {
      assert.equal(mayHoldAgentRuns(text) ? agentDocuments(text, 'x.json') : null, null);
    });
  }
});
