/** The reader, agents: the record of a coding session is one run, its tokens counted once. */
import assert from 'node:assert/strict';
import { agentDocuments, mayHoldAgentRuns } from '../../../../src/engine/read/agents/documents.ts';

const stamp = (second: number) => `2026-11-20T10:00:0${second}.000Z`;
const event = (type: string, message: object, second: number, more: object = {}) => ({
  parentUuid: null,
  sessionId: 's-1',
  version: '2.1.0',
  type,
  uuid: `u${second}`,
  timestamp: stamp(second),
  message,
  ...more,
});
const usage = { input_tokens: 10, output_tokens: 5, cache_read_input_tokens: 80, cache_creation_input_tokens: 10 };
const said = { id: 'msg_1', role: 'assistant', model: 'claude-sonnet-4-5', usage };
const use = { type: 'tool_use', id: 't1', name: 'Bash', input: { command: 'npm test' } };
const result = { type: 'tool_result', tool_use_id: 't1', is_error: true, content: 'Error: Exit code 1' };

const events = [
  { type: 'summary', summary: 'Fix the build', leafUuid: 'u4' },
  event('user', { role: 'user', content: 'Fix the build' }, 1),
  event('assistant', { ...said, content: [{ type: 'text', text: 'I run the tests.' }] }, 2),
  event('assistant', { ...said, content: [use] }, 3),
  { type: 'file-history-snapshot', messageId: 'm', snapshot: {} },
  event('user', { role: 'user', content: [result] }, 4),
  event('assistant', { ...said, id: 'msg_2', content: [{ type: 'text', text: 'Done.' }] }, 5, { isSidechain: true }),
];
const text = (list: readonly object[]) => list.map(one => `${JSON.stringify(one)}\n`).join('');

describe('the record of a coding session', () => {
  it('is one run with its messages, calls, times and tokens', () => {
    assert.ok(mayHoldAgentRuns(text(events)));
    const [run, ...others] = agentDocuments(text(events), 's-1.jsonl')?.runs ?? [];
    assert.equal(others.length, 0);
    const { run_id, agent_name, agent_version, model, started_at, ended_at } = run;
    assert.deepEqual(
      { run_id, agent_name, agent_version, model, started_at, ended_at },
      {
        run_id: 's-1',
        agent_name: 'Claude Code',
        agent_version: '2.1.0',
        model: 'claude-sonnet-4-5',
        started_at: stamp(1),
        ended_at: stamp(5),
      },
    );
    assert.deepEqual(
      run.messages.map(one => [one.agent, one.content]),
      [
        ['user', 'Fix the build'],
        ['Claude Code', 'I run the tests.'],
        ['Claude Code', ''],
        ['tool', 'Error: Exit code 1'],
        ['subagent', 'Done.'],
      ],
    );
    assert.deepEqual(
      run.tool_calls.map(call => [call.tool_name, call.status]),
      [['Bash', 'failure']],
    );
    assert.deepEqual(
      run.cost,
      { tokens_prompt: 200, tokens_completion: 10, tokens_cached: 160, total_cost_usd: null },
      'a message in two lines counts once, and what came from the cache is part of the prompt',
    );
  });

  it('is read to its last whole line where it is torn', () => {
    const torn = text(events).slice(0, -40);
    const { runs, gaps } = agentDocuments(torn, 's-1.jsonl') ?? { runs: [], gaps: [] };
    assert.equal(runs[0].messages.length, 4);
    assert.match(gaps[0].words, /torn or damaged: Line 7 is no JSON/);
  });

  it('is no log that has types and messages too', () => {
    const log = [
      { type: 'user', message: 'logged in' },
      { type: 'system', message: 'up' },
    ];
    assert.equal(mayHoldAgentRuns(text(log)), false);
    assert.equal(agentDocuments(text(log), 'a.jsonl'), null);
  });
});
