/** The investigator, Anthropic: a turn against the stand-in: what is sent, what comes back, what is cached. */
import assert from 'node:assert/strict';
import type { Message, Reply } from '../../../src/agent/model.ts';
import { Anthropic, type AnthropicOptions, type Scripted } from '../../stand-in/anthropic.ts';
import type { MessagesRequest } from '../../stand-in/anthropic-request.ts';
import { assertGolden } from '../../tools/render/golden.ts';
import { askingOf, connectedTo, faultOf, question, turnOf } from './asking.ts';

type Script = (request: MessagesRequest, nth: number) => Scripted;

describe('a Claude model', () => {
  const open: Anthropic[] = [];
  afterEach(async () => void (await Promise.all(open.splice(0).map(api => api.close()))));

  async function standIn(script?: Script, options?: AnthropicOptions): Promise<Anthropic> {
    const api = await Anthropic.open(script, options);
    open.push(api);
    return api;
  }

  it('tells its text as it comes, and answers with it', async () => {
    const api = await standIn(() => ({ content: [{ type: 'text', text: 'A node went down, and the quorum was lost.' }] }), {
      piece: 3,
    });
    const { ask, heard } = askingOf(api.url);
    const reply = await ask();
    assert.deepEqual(reply.parts, [{ kind: 'text', text: 'A node went down, and the quorum was lost.' }]);
    assert.equal(heard.text, 'A node went down, and the quorum was lost.');
    assert.equal(reply.stop, 'end');
    const { input, output } = reply.usage;
    assert.deepEqual({ input, output }, { input: api.usages[0].input_tokens, output: api.usages[0].output_tokens });
  });

  it('holds a conversation with calls', async () => {
    const api = await standIn(investigation, { piece: 5 });
    const { ask } = askingOf(api.url);
    const { messages, replies } = await conversation(ask);
    assertGolden(
      'conversation.json',
      `${JSON.stringify({ sent: api.taken.at(-1), messages, replies }, null, 2)}\n`,
      import.meta.url,
    );
  });

  it('reads from the cache all that it sent before', async () => {
    const api = await standIn(investigation);
    const { ask } = askingOf(api.url);
    const { replies } = await conversation(ask, 'Runs fail for reasons. '.repeat(400));
    const [first, second, third] = replies.map(reply => reply.usage);
    assert.ok(first.cache_read === 0 && first.cache_written > 2000, JSON.stringify(first));
    assert.equal(second.cache_read, first.cache_written);
    // The sentence that must be forced stands behind the last block that is cached, and another choice makes other messages.
    assert.ok(third.cache_read > 2000, JSON.stringify(third));
    assert.deepEqual(
      replies.map(({ usage }) => usage.input),
      [0, 0, 0],
    );
    for (const request of api.taken) assert.ok(JSON.stringify(request).split('cache_control').length - 1 <= 4);
  });

  it('asks for the tool that must be called, in words where the model cannot be forced', async () => {
    const forcedApi = await standIn(investigation);
    await askingOf(forcedApi.url).ask({ must: 'submit_findings' });
    assert.deepEqual(forcedApi.taken[0].tool_choice, { type: 'tool', name: 'submit_findings' });
    const api = await standIn(investigation, { thinking: /./ });
    const { ask, pauses } = askingOf(api.url);
    await ask({ must: 'submit_findings' });
    await ask({ must: 'submit_findings' });
    assert.equal(api.asked.length, 3, 'what was refused once is not tried again');
    assert.equal(api.taken[0].tool_choice, undefined);
    assert.deepEqual(api.taken[0].messages[0].content.at(-1), {
      type: 'text',
      text: 'Now call the tool submit_findings, and no other.',
    });
    assert.deepEqual(pauses, []);
  });

  it('gives back what the model thought before its calls, unchanged, and drops it where the history was rewritten', async () => {
    const script: Script = (_, nth) => ({
      content: [
        { type: 'thinking', thinking: `Let me look (${nth}).` },
        { type: 'redacted_thinking', data: 'c2VjcmV0' },
        { type: 'tool_use', id: `toolu_${nth}`, name: 'search_logs', input: { query: 'error' } },
      ],
    });
    const api = await standIn(script, { thinking: /./ });
    const { ask, heard } = askingOf(api.url);
    const reply = await ask();
    assert.deepEqual(
      reply.parts.map(part => part.kind),
      ['call'],
    );
    assert.equal(heard.text, '');
    await ask({ messages: [question, { from: 'model', parts: reply.parts }, resultOf('toolu_0')] });
    assert.deepEqual(kindsIn(api.taken[1]), ['thinking', 'redacted_thinking', 'tool_use']);
    const summary: Message = { from: 'user', parts: [{ kind: 'text', text: 'Summary of what was found.' }] };
    await ask({ messages: [summary, { from: 'model', parts: reply.parts }, resultOf('toolu_0')] });
    assert.deepEqual(kindsIn(api.taken[2]), ['tool_use']);
  });

  for (const [reason, stop] of [
    ['end_turn', 'end'],
    ['stop_sequence', 'end'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['pause_turn', 'length'],
    ['refusal', 'refused'],
    ['something_new', 'end'],
  ] as const) {
    it(`takes ${reason} for ${stop}`, async () => {
      const api = await standIn(() => ({ content: [{ type: 'text', text: 'Well.' }], stop: reason }));
      assert.equal((await askingOf(api.url).ask()).stop, stop);
    });
  }

  it('leaves out a call that was cut, and those of a refusal', async () => {
    const call = { type: 'tool_use', id: 'toolu_1', name: 'search_logs', input: { query: 'x' } } as const;
    const refusing = await standIn(() => ({ content: [{ type: 'text', text: 'No' }, call], stop: 'refusal' }));
    assert.deepEqual((await askingOf(refusing.url).ask()).parts, [{ kind: 'text', text: 'No' }]);
    const cut = await standIn(() => ({ content: [call], stop: 'max_tokens' }));
    assert.equal((await askingOf(cut.url).ask()).parts.length, 1, 'it was written to its end');
  });

  it('puts results first and sends neither blank text nor an input that is no object', async () => {
    const api = await standIn();
    await askingOf(api.url).ask({
      messages: [
        question,
        {
          from: 'model',
          parts: [
            { kind: 'text', text: ' ' },
            { kind: 'call', id: 'a', tool: 'search_logs', input: '{"qu' },
          ],
        },
        {
          from: 'user',
          parts: [
            { kind: 'text', text: 'Go on.' },
            { kind: 'result', id: 'a', text: 'No such input.', failed: true },
          ],
        },
      ],
    });
    assert.deepEqual(api.taken[0].messages.slice(1), [
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'search_logs', input: { written: '{"qu' } }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: 'No such input.', is_error: true },
          { type: 'text', text: 'Go on.', cache_control: { type: 'ephemeral' } },
        ],
      },
    ]);
  });

  it('shows the key as the API documents it, asked for at each request, and no other credential', async () => {
    const api = await standIn(undefined, { key: 'sk-ant-second' });
    let key = 'sk-ant-first';
    const connected = async () => ({ ...(await connectedTo(api.url)()), secret: { token: key } });
    const { ask } = askingOf(api.url, { connected });
    assert.match(
      await faultOf(ask()),
      /^source_refused: Anthropic at 127\.0\.0\.1:\d+ refuses the credential: status 401, “invalid x-api-key”\.$/,
    );
    key = 'sk-ant-second';
    await ask();
    assert.deepEqual(
      api.asked.map(({ headers }) => headers['x-api-key']),
      ['sk-ant-first', 'sk-ant-second'],
    );
    for (const { headers } of api.asked)
      assert.deepEqual([headers.authorization, headers['anthropic-version']], [undefined, '2026-10-21']);
  });

  it('answers two at once, each its own', async () => {
    const api = await standIn(request => ({
      content: [{ type: 'text', text: JSON.stringify(request.messages).includes('first') ? 'one' : 'two' }],
    }));
    const { ask } = askingOf(api.url);
    const said = (text: string) => ask({ messages: [{ from: 'user', parts: [{ kind: 'text', text }] }] });
    const replies = await Promise.all([said('first'), said('second')]);
    assert.deepEqual(
      replies.map(reply => reply.parts[0].kind === 'text' && reply.parts[0].text),
      ['one', 'two'],
    );
  });
});

/** Searches, looks at what it found, and ends. */
const investigation: Script = ({ messages, tool_choice: choice }) => {
  if (choice || messages.length > 4)
    return { content: [{ type: 'tool_use', id: 'toolu_3', name: 'submit_findings', input: { hypotheses: [] } }] };
  if (messages.length === 1)
    return {
      content: [
        { type: 'text', text: 'I look at the errors first.' },
        { type: 'tool_use', id: 'toolu_1', name: 'search_logs', input: { query: 'level:error "größer"' } },
        { type: 'tool_use', id: 'toolu_2', name: 'search_logs', input: {} },
      ],
    };
  return { content: [{ type: 'text', text: 'The disk was full.' }] };
};

async function conversation(ask: (turn: object) => Promise<Reply>, system = 'You investigate failed runs.') {
  const messages: Message[] = [question];
  const replies: Reply[] = [];
  const next = async (must: string | null, then: Message | null) => {
    const reply = await ask(turnOf({ system, messages: [...messages], must }));
    replies.push(reply);
    messages.push({ from: 'model', parts: reply.parts });
    if (then) messages.push(then);
  };
  const results: Message = {
    from: 'user',
    parts: ['toolu_1', 'toolu_2'].map(id => ({ kind: 'result', id, text: `lines of ${id}`, failed: id === 'toolu_2' })),
  };
  await next(null, results);
  await next(null, { from: 'user', parts: [{ kind: 'text', text: 'State what you found.' }] });
  await next('submit_findings', null);
  return { messages, replies };
}

function resultOf(id: string): Message {
  return { from: 'user', parts: [{ kind: 'result', id, text: 'nothing', failed: false }] };
}

function kindsIn(request: MessagesRequest): string[] {
  const { content } = request.messages[1];
  return typeof content === 'string' ? [] : content.map(block => block.type);
}
