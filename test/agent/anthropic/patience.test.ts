/** The investigator, Anthropic: what goes wrong: what is asked again, after which pause, what is told, and that a cancel is heard at once. */
import assert from 'node:assert/strict';
import { patience } from '../../../src/agent/anthropic/patience.ts';
import { Connection } from '../../../src/model/connection.ts';
import { direct, Loopback } from '../../engine/sources/loopback.ts';
import { Anthropic, type AnthropicOptions, KEY, type Mishap } from '../../stand-in/anthropic.ts';
import { assertGolden } from '../../tools/render/golden.ts';
import { askingOf, connectedTo, faultOf } from './asking.ts';

const TEXT = 'The disk was full.';

describe('a Claude model that fails', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => void (await Promise.all(open.splice(0).map(one => one.close()))));

  /** Goes wrong the first `times` times. */
  async function failing(mishap: Mishap, times = Number.POSITIVE_INFINITY, options?: AnthropicOptions): Promise<Anthropic> {
    const api = await Anthropic.open(
      (_, nth) => ({ content: [{ type: 'text', text: TEXT }], ...(nth < times && { mishap }) }),
      options,
    );
    open.push(api);
    return api;
  }

  const cases: Record<string, Mishap> = {
    'a rate limit': { status: 429, message: 'This request would exceed your rate limit.' },
    'a rate limit that says for how long': { status: 429, headers: { 'retry-after': '7' } },
    'a rate limit of an hour': { status: 429, headers: { 'retry-after': '3600' } },
    'an overload': { status: 529, message: 'Overloaded' },
    'an overload in the stream': { errorEvent: { after: 3, type: 'overloaded_error' } },
    'an error of the API': { status: 500, message: 'Internal server error' },
    'a gateway': { status: 502 },
    'a stream that breaks': { cutAfter: 700 },
    'a stream that breaks in an event': { cutAfter: 20 },
    'a stream that ends too soon': { endAfter: 4 },
    'a key without rights': { status: 403, message: `Your key ${KEY} may not use this.` },
    'an account that cannot pay': { status: 402, message: 'Your credit balance is too low.' },
    'a model that is not there': { status: 404, message: 'model: claude-sonnet-5-5' },
    'a request that is too large': { status: 413 },
    'a conversation that is too long': { status: 400, message: 'prompt is too long: 213462 tokens > 200000 maximum' },
    'a request that it does not take': { status: 400, message: `tools.0: bad ${KEY}\n\u001b[31mred` },
    'a redirect': { status: 307, headers: { location: 'https://elsewhere.example/v1/messages' } },
    'a status that nobody knows': { status: 418 },
  };

  it('is asked again where that may help, and tells what it is otherwise', async () => {
    const told: string[] = [];
    for (const [name, mishap] of Object.entries(cases)) {
      const api = await failing(mishap);
      const { ask, pauses, heard } = askingOf(api.url);
      const fault = await faultOf(ask());
      told.push(name, `  ${fault}`, `  tries ${api.asked.length}, pauses ${pauses.join(', ') || 'none'}`);
      for (const words of new Set(heard.waits)) told.push(`  ${words}`);
    }
    assertGolden('failures.txt', `${told.join('\n')}\n`.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST'), import.meta.url);
  });

  for (const name of ['a rate limit', 'an overload in the stream', 'a stream that breaks', 'an error of the API'])
    it(`answers after ${name} that passes`, async () => {
      const api = await failing(cases[name], 2);
      const reply = await askingOf(api.url).ask();
      assert.deepEqual(reply.parts, [{ kind: 'text', text: TEXT }]);
      assert.equal(api.asked.length, 3);
    });

  it('spreads those who were sent away together', async () => {
    const api = await failing(cases['an overload']);
    const { ask, pauses } = askingOf(api.url, { random: () => 1 });
    await faultOf(ask());
    assert.deepEqual(pauses, [1500, 3000, 6000]);
  });

  it('is asked twice where nothing comes, before and within its answer', async () => {
    for (const hangs of ['before', 'within'] as const) {
      const api = await failing({ hangs });
      const { ask, pauses, heard } = askingOf(api.url, { idleMs: 100 });
      assert.match(await faultOf(ask()), /^model_silent: claude-sonnet-5-5 at Anthropic said nothing for 1 s\.$/);
      assert.deepEqual([api.asked.length, pauses, heard.waits.length], [2, [0], 1]);
    }
  });

  it('is asked three times, five seconds apart, where nobody listens', async () => {
    const gone = await Loopback.open(() => undefined);
    const { url } = gone;
    await gone.close();
    const { ask, pauses } = askingOf(url);
    assert.match(
      await faultOf(ask()),
      /^source_unreachable: .* cannot be reached \(TCP\): nobody listens there \(ECONNREFUSED\)\.$/,
    );
    assert.deepEqual(pauses, [5000, 5000]);
  });

  it('says what cannot be sent at all', async () => {
    assert.match(await faultOf(askingOf('http://127.0.0.1:9').ask()), /^source_failed: .*the request cannot be sent: bad port/);
  });

  it('is not asked without a key, nor with one that cannot be sent, nor at what is no address', async () => {
    const api = await failing({});
    for (const token of [undefined, '', `${KEY}\nx-evil: 1`, 'sk-ant-ключ']) {
      const { ask } = askingOf(api.url, { connected: connectedTo(api.url, { secret: { token } }) });
      assert.match(await faultOf(ask()), /^key_missing: The key of Anthropic (is not set|holds signs that no key has)\.$/);
    }
    const connection = Connection.parse({ system: 'anthropic', url: 'ftp://example' });
    const connected = async () => ({ connection, secret: { token: KEY }, network: direct });
    assert.match(await faultOf(askingOf('', { connected }).ask()), /^source_unreachable: .*does not begin with http/);
    assert.equal(api.asked.length, 0);
  });

  it('says that a page is no answer', async () => {
    const web = await Loopback.open((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
    );
    open.push(web);
    assert.match(await faultOf(askingOf(web.url).ask()), /^source_failed: .*its answer broke off/);
  });

  it('ends within a moment where it is cancelled: asking, reading, waiting', async () => {
    for (const mishap of [{ hangs: 'before' }, { hangs: 'within' }, { status: 529 }] as const) {
      const api = await failing(mishap);
      const life = new AbortController();
      // The pauses of this one are made.
      const { ask } = askingOf(api.url, { pause: patience.pause, idleMs: 60_000 });
      const asked = ask({}, life.signal);
      while (api.asked.length === 0) await new Promise(setImmediate);
      const started = performance.now();
      setTimeout(() => life.abort(), 20);
      assert.match(await faultOf(asked), /^cancelled:/);
      assert.ok(performance.now() - started < 500);
    }
    const life = AbortSignal.abort();
    const api = await failing({});
    assert.match(await faultOf(askingOf(api.url).ask({}, life)), /^cancelled:/);
    assert.equal(api.asked.length, 0);
  });
});
