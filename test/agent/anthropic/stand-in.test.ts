/** The investigator, Anthropic, tests: the stand-in refuses what the API refuses, counts its cache honestly, and is read by the provider's own library. */
import assert from 'node:assert/strict';
import { Anthropic as Library } from '@anthropic-ai/sdk';
import { Anthropic, KEY } from '../../stand-in/anthropic.ts';

const user = (content: unknown) => ({ role: 'user', content });
const good = { model: 'claude-haiku-4-5', max_tokens: 10, messages: [user('Hi')] };
const use = { type: 'tool_use', id: 'a', name: 't', input: {} };
const result = { type: 'tool_result', tool_use_id: 'a', content: 'x' };
const cached = { cache_control: { type: 'ephemeral' } };

const refused: [words: RegExp, body: unknown][] = [
  [/^max_tokens: Field required$/, { ...good, max_tokens: undefined }],
  [/^prompt: Extra inputs are not permitted$/, { ...good, prompt: 'x' }],
  [/^temperature: Extra/, { ...good, temperature: 0 }],
  [/^messages.0.content.0: |^messages.0.name: Extra/, { ...good, messages: [{ ...user('x'), name: 'me' }] }],
  [/first message must use the "user" role/, { ...good, messages: [{ role: 'assistant', content: 'x' }] }],
  [/non-whitespace/, { ...good, messages: [user([{ type: 'text', text: ' ' }])] }],
  [
    /without `tool_result` blocks immediately after: a\./,
    { ...good, messages: [user('x'), { role: 'assistant', content: [use] }, user('y')] },
  ],
  [/unexpected `tool_use_id`/, { ...good, messages: [user([result])] }],
  [
    /must come first/,
    { ...good, messages: [user('x'), { role: 'assistant', content: [use] }, user([{ type: 'text', text: 'y' }, result])] },
  ],
  [
    /A maximum of 4 blocks/,
    { ...good, messages: [user(Array.from({ length: 5 }, () => ({ type: 'text', text: 'x', ...cached })))] },
  ],
  [
    /not found in provided tools/,
    { ...good, tools: [{ name: 't', input_schema: { type: 'object' } }], tool_choice: { type: 'tool', name: 'u' } },
  ],
  [/prompt is too long: \d+ tokens > 2000 maximum/, { ...good, messages: [user('x'.repeat(9000))] }],
];

describe('the stand-in for Anthropic', () => {
  let api: Anthropic;
  before(async () => {
    api = await Anthropic.open(undefined, { window: 2000, bodyBytes: 20_000 });
  });
  after(() => api.close());

  const post = async (
    body: unknown,
    headers: Record<string, string> = { 'x-api-key': KEY, 'anthropic-version': '2023-06-01' },
  ) => {
    const response = await fetch(`${api.url}/v1/messages`, { method: 'POST', headers, body: JSON.stringify(body) });
    const { error } = (await response.json()) as { error?: { type: string; message: string } };
    return { status: response.status, id: response.headers.get('request-id'), error };
  };

  it('refuses what the API refuses', async () => {
    for (const [words, body] of refused) {
      const { status, error } = await post(body);
      assert.deepEqual([status, error?.type], [400, 'invalid_request_error'], JSON.stringify(body).slice(0, 100));
      assert.match(String(error?.message), words);
    }
    assert.deepEqual((await post(good, {})).error?.type, 'authentication_error');
    assert.deepEqual((await post(good, { 'x-api-key': KEY })).error?.message, 'anthropic-version: header is required');
    assert.deepEqual((await post({ ...good, messages: [user('x'.repeat(30_000))] })).error?.type, 'request_too_large');
    assert.match(String((await post(good)).id), /^req_\d+$/);
  });

  it('is understood by the library, streamed and whole', async () => {
    const client = new Library({ baseURL: api.url, apiKey: KEY, maxRetries: 0 });
    const whole = await client.messages.create(good as Library.MessageCreateParamsNonStreaming);
    const streamed = await client.messages.stream(good as Library.MessageCreateParamsNonStreaming).finalMessage();
    assert.deepEqual(streamed.content, whole.content);
    assert.deepEqual(streamed.usage.input_tokens, whole.usage.input_tokens);
    assert.equal(whole.stop_reason, 'end_turn');
  });

  it('reads from its cache what begins alike, for five minutes', async () => {
    let now = 0;
    const caching = await Anthropic.open(undefined, { now: () => now });
    const client = new Library({ baseURL: caching.url, apiKey: KEY, maxRetries: 0 });
    const ask = async (system: string, more: string) => {
      const { usage } = await client.messages.create({
        ...(good as Library.MessageCreateParamsNonStreaming),
        system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
        messages: [{ role: 'user', content: more }],
      });
      return [usage.cache_creation_input_tokens, usage.cache_read_input_tokens].map(tokens => Math.round(Number(tokens) / 100));
    };
    const long = 'x'.repeat(8000);
    assert.deepEqual(await ask('short', 'a'), [0, 0]);
    assert.deepEqual(await ask(long, 'a'), [20, 0]);
    assert.deepEqual(await ask(long, 'b'), [0, 20]);
    assert.deepEqual(await ask(`y${long}`, 'b'), [20, 0]);
    now = 6 * 60_000;
    assert.deepEqual(await ask(long, 'b'), [20, 0]);
    await caching.close();
  });
});
