/** The reader, agents: torn, damaged, deep and hostile transcripts lose what is damaged, and say so. */
import assert from 'node:assert/strict';
import { agentDocuments } from '../../../../src/engine/read/agents/documents.ts';
import { mended, tooDeep } from '../../../../src/engine/read/agents/nesting.ts';

const chat = [
  { role: 'user', content: 'Weather in "Oslo"? \\' },
  { role: 'assistant', content: '', tool_calls: [{ id: 'c1', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }] },
  { role: 'tool', tool_call_id: 'c1', content: 'Error: 503 unavailable' },
  { role: 'assistant', content: 'Sorry }]' },
];
const whole = JSON.stringify({ id: 'chat-7', messages: chat });
const told = (text: string) => {
  const read = agentDocuments(text, 'chat.json');
  return read && { runs: read.runs.map(run => [run.run_id, run.messages.length]), gaps: read.gaps.map(gap => gap.words) };
};

describe('a torn transcript', () => {
  it('is read up to its last message that is whole', () => {
    assert.deepEqual(told(whole.slice(0, whole.indexOf('Sorry'))), {
      runs: [['chat-7', 3]],
      gaps: ['chat.json is torn: it ends before its JSON does; what is whole of it was read'],
    });
  });

  it('never throws, wherever it is torn, and never makes up what was not there', () => {
    for (let at = 0; at < whole.length; at++) {
      const runs = told(whole.slice(0, at))?.runs ?? [];
      assert.ok(runs.length <= 1 && Number(runs[0]?.[1] ?? 0) <= 4, String(at));
    }
  });

  it('by line leaves out the line that is damaged', () => {
    const lines = chat.map(message => JSON.stringify(message));
    assert.deepEqual(told([...lines.slice(0, 3), lines[3].slice(0, -4)].join('\n')), {
      runs: [['chat', 3]],
      gaps: ['chat.json is torn or damaged: Line 4 is no JSON and not read'],
    });
    assert.deepEqual(told(`${lines[0]}\nplain words\nof a log\n${lines[1]}`), null);
  });

  it('keeps the byte order mark out of it', () => {
    assert.deepEqual(told(`\uFEFF${whole}`)?.runs, [['chat-7', 4]]);
  });
});

describe('a hostile transcript', () => {
  it('that is nested without end is told, and is no run', () => {
    const deep = `{"messages":[{"role":"user","content":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`;
    assert.deepEqual(told(deep), {
      runs: [],
      gaps: ['chat.json is nested too deep to be a run of an agent; it was read as lines of text'],
    });
  });

  it('keeps arguments that are nested without end as the text that they are', () => {
    const args = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const call = { id: 'c', function: { name: 't', arguments: args } };
    const [run] = agentDocuments(JSON.stringify([{ role: 'assistant', content: '', tool_calls: [call] }]), 'x')?.runs ?? [];
    assert.equal(run.tool_calls[0].args_json, args);
  });

  it('may name its keys and tools as it likes', () => {
    const text = `[{"role":"assistant","content":"","__proto__":{"x":1},"tool_calls":[{"id":"__proto__","function":{"name":"constructor","arguments":"{}"}}]},{"role":"tool","tool_call_id":"__proto__","content":"ok"}]`;
    const [run] = agentDocuments(text, 'x')?.runs ?? [];
    assert.deepEqual(
      run.tool_calls.map(call => [call.call_id, call.tool_name, call.status]),
      [['__proto__', 'constructor', 'success']],
    );
    assert.equal(({} as { x?: number }).x, undefined);
  });

  it('is read in time that grows with its length', () => {
    const calls = Array.from({ length: 50_000 }, (_, at) => [
      { role: 'assistant', content: '', tool_calls: [{ id: 'same', function: { name: 't', arguments: `{"n":${at}}` } }] },
      { role: 'tool', tool_call_id: 'same', content: `answer ${at}` },
    ]).flat();
    const begun = performance.now();
    const [run] = agentDocuments(JSON.stringify(calls), 'x')?.runs ?? [];
    assert.equal(run.tool_calls.at(-1)?.result_summary, 'answer 49999');
    assert.equal(new Set(run.tool_calls.map(call => call.call_id)).size, 50_000);
    assert.ok(performance.now() - begun < 10_000);
  });
});

describe('an answer of a tool', () => {
  const answer = (content: string) => {
    const call = { id: 'c', function: { name: 'read', arguments: '{}' } };
    const text = JSON.stringify([
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content },
    ]);
    const [{ status, status_code }] = agentDocuments(text, 'x')?.runs[0].tool_calls ?? [];
    return [status, status_code];
  };

  for (const [content, expected] of [
    ['Error: user not found', ['failure', null]],
    ['Error code: 429 - slow down', ['failure', 429]],
    ['ValueError: 404 is no order', ['failure', null]],
    ['HTTPError: status code 503', ['failure', 503]],
    ['{"error": "nothing there"}', ['failure', null]],
    ['{"error": null, "rows": 3}', ['success', null]],
    ['Error handling in Python, chapter 403: permission denied', ['success', null]],
    ['Exceptional weather', ['success', null]],
  ] as const) {
    it(`"${content}" is told as ${expected.join(', ')}`, () => assert.deepEqual(answer(content), expected));
  }
});

describe('nesting', () => {
  it('counts brackets, not those in texts', () => {
    assert.equal(tooDeep('['.repeat(200)), false);
    assert.equal(tooDeep('['.repeat(201)), true);
    assert.equal(tooDeep(JSON.stringify('['.repeat(1000))), false);
  });

  it('mends what is torn and nothing else', () => {
    assert.deepEqual(mended('{"a":[{"b":1},{"c":'), { a: [{ b: 1 }] });
    assert.equal(mended('{"a":[{"b" 1},{"c":'), undefined);
    assert.equal(mended('{"a":'), undefined);
    assert.equal(mended(']]]'), undefined);
  });
});
