/** The sources' client: what users read when a server fails, patience, bounds, credentials, cancels, by real exchanges on this machine. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { SystemName } from '../../../src/model/connection.ts';
import { assertGolden } from '../../tools/render/golden.ts';
import { faultGolden } from './faults.ts';
import { type Linking, Loopback, linkTo } from './loopback.ts';

const SECRET = 'sesame-4711';
const life = () => ({ signal: new AbortController().signal });
const json =
  (value: unknown, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

describe('the client of outside systems', () => {
  const servers: Loopback[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function serving(answer: RequestListener): Promise<Loopback> {
    const server = await Loopback.open(answer);
    servers.push(server);
    return server;
  }

  async function linked(answer: RequestListener, linking?: Linking & { system?: SystemName }) {
    const server = await serving(answer);
    return { server, ...(await linkTo(linking?.system ?? 'loki', server.url, linking)) };
  }

  it('says what failed, where, and what to do', async () => {
    const Labels = z.object({ status: z.literal('success'), data: z.array(z.string()) });
    const golden = await faultGolden('loki', async (link, alive) =>
      (await link.ask({ path: '/loki/api/v1/labels', query: { key: 'hidden' } }, alive)).json(Labels),
    );
    assert.doesNotMatch(golden, /hidden/);
    assertGolden('faults.txt', golden, import.meta.url);
  });

  it('tries again after trouble that passes, and gives the answer', async () => {
    const { server, link, pauses } = await linked((request, response) =>
      server.asked.length < 3 ? void response.writeHead(503).end() : json({ n: 1 })(request, response),
    );
    assert.deepEqual((await link.ask({ path: '/x' }, life())).json(z.object({ n: z.number() })), { n: 1 });
    assert.deepEqual(pauses, [500, 1000]);
  });

  it('asks again for an answer that broke off, from its beginning', async () => {
    const { server, link } = await linked((request, response) => {
      if (server.asked.length > 1) return json([1, 2])(request, response);
      response.writeHead(200, { 'content-length': 100 }).write('[1,', () => response.destroy());
    });
    assert.deepEqual((await link.ask({ path: '/x' }, life())).json(z.array(z.number())), [1, 2]);
  });

  it('sends what changes something once only, unless told that it may be sent twice', async () => {
    const { server, link } = await linked((_, response) => void response.writeHead(502).end());
    await assert.rejects(link.ask({ path: '/push', json: {} }, life()), { code: 'source_failed' });
    assert.equal(server.asked.length, 1);
    await assert.rejects(link.ask({ path: '/query', form: { q: 'up' }, idempotent: true }, life()), { code: 'source_failed' });
    assert.equal(server.asked.length, 5);
  });

  it('obeys Retry-After as a date, and does not wait for one that is far', async () => {
    const now = () => Date.parse('2026-05-01T10:00:00Z');
    const at =
      (date: string): RequestListener =>
      (_, response) =>
        void response.writeHead(429, { 'retry-after': date }).end();
    const near = await linked(at('Fri, 01 May 2026 10:00:09 GMT'), { now });
    await assert.rejects(near.link.ask({ path: '/' }, life()), { code: 'source_busy', message: /in 9 s/ });
    assert.deepEqual(near.pauses, [9000, 9000, 9000]);
    const far = await linked(at('Fri, 01 May 2026 11:00:00 GMT'), { now });
    await assert.rejects(far.link.ask({ path: '/' }, life()), { code: 'source_busy', message: /in 60 min/ });
    assert.equal(far.server.asked.length, 1);
  });

  it('reads the limit of GitHub, which comes as 403', async () => {
    const now = () => 1_000_000;
    const spent: RequestListener = (_, response) =>
      void response.writeHead(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2800' }).end();
    const { link } = await linked(spent, { system: 'github', now });
    await assert.rejects(link.ask({ path: '/' }, life()), { code: 'source_busy', message: /in 30 min/ });
  });

  it('shows the credential to its own host and to nobody else', async () => {
    const other = await serving(json({}));
    const { server, link } = await linked(
      (request, response) =>
        void response.writeHead(302, { location: request.url === '/here' ? '/there' : `${other.url}/x?signed=1` }).end(),
      { secret: { token: SECRET } },
    );
    await assert.rejects(link.ask({ path: '/here' }, life()), { code: 'source_failed', message: /leads on to/ });
    assert.deepEqual(
      server.asked.map(one => [one.url, one.headers.authorization]),
      [
        ['/here', `Bearer ${SECRET}`],
        ['/there', `Bearer ${SECRET}`],
      ],
    );
    const given = await link.ask({ path: '/elsewhere', leads: true }, life());
    assert.equal(given.leadsTo?.href, `${other.url}/x?signed=1`);
    assert.equal(other.asked.length, 0);
  });

  it('never repeats a credential that a server repeats', async () => {
    const echo: RequestListener = (request, response) => void response.writeHead(500).end(JSON.stringify(request.headers));
    const { link } = await linked(echo, { secret: { token: SECRET } });
    await assert.rejects(link.ask({ path: '/' }, life()), (failure: Error) => !JSON.stringify(failure).includes(SECRET));
  });

  it('unpacks what is packed, and bounds it unpacked', async () => {
    const bytes = Buffer.from(JSON.stringify('x'.repeat(50_000)));
    const packs = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync };
    const { link } = await linked((request, response) => {
      const coding = request.url?.slice(1) as keyof typeof packs;
      response.writeHead(200, { 'content-encoding': coding }).end(packs[coding](bytes));
    });
    for (const coding of Object.keys(packs))
      assert.equal((await link.ask({ path: `/${coding}` }, life())).bytes.length, bytes.length, coding);
    await assert.rejects(link.ask({ path: '/gzip', maxBytes: 10_000 }, life()), {
      code: 'source_failed',
      message: /larger than 10 KiB/,
    });
  });

  it('asks one host four questions at a time, and the rest when these are answered', async () => {
    let most = 0;
    let open = 0;
    const held: (() => void)[] = [];
    const { server, link } = await linked((request, response) => {
      most = Math.max(most, ++open);
      held.push(() => {
        open--;
        json(1)(request, response);
      });
      if (server.asked.length >= 4) for (const free of held.splice(0)) free();
    });
    await Promise.all(Array.from({ length: 12 }, (_, n) => link.ask({ path: `/${n}` }, life())));
    assert.equal(most, 4);
    assert.equal(server.asked.length, 12);
  });

  it('ends at once when the call is cancelled: under way, in the queue, and in a pause', async () => {
    const silent = await linked(() => undefined, { perHost: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const under = silent.link.ask({ path: '/1' }, first);
    const queued = silent.link.ask({ path: '/2' }, second);
    second.abort();
    await assert.rejects(queued, { code: 'cancelled' });
    first.abort();
    await assert.rejects(under, { code: 'cancelled' });
    const waiting = new AbortController();
    const busy = await linked((_, response) => void response.writeHead(503).end(), {
      pause: (_, signal) => {
        const aborted = once(signal, 'abort').then(() => Promise.reject(signal.reason));
        waiting.abort();
        return aborted;
      },
    });
    await assert.rejects(busy.link.ask({ path: '/' }, waiting), { code: 'cancelled' });
  });

  it('gives up a try that takes too long in all', async () => {
    const { link } = await linked((_, response) => void response.writeHead(200).write('['), { tries: 1 });
    await assert.rejects(link.ask({ path: '/', wholeMs: 50 }, life()), {
      code: 'source_unreachable',
      message: /longer than 0.05 s/,
    });
  });

  it('streams what does not end, and tells where it broke off', async () => {
    const { link } = await linked((_, response) => {
      response.writeHead(200);
      response.write('one\n', () => response.destroy());
    });
    const { bytes } = await link.stream({ path: '/tail' }, life());
    const seen: string[] = [];
    await assert.rejects(
      async () => {
        for await (const part of bytes) seen.push(Buffer.from(part).toString());
      },
      { code: 'source_failed', message: /broke off/ },
    );
    assert.deepEqual(seen, ['one\n']);
  });

  it('refuses to stream a page to sign in, and tells a stream that lasts too long', async () => {
    const page: RequestListener = (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    const argus = await linked(page, { system: 'argus' });
    await assert.rejects(argus.link.stream({ path: '/log' }, life()), { code: 'source_refused', message: /sign in/ });
    const { link } = await linked((_, response) => void response.writeHead(200).write('one\n'));
    const { bytes } = await link.stream({ path: '/tail', wholeMs: 50 }, life());
    await assert.rejects(readAll(bytes), { code: 'source_unreachable', message: /longer than 0.05 s/ });
  });

  it('says that another address is wanted where the same host answers encrypted only', async () => {
    const { link } = await linked((_, response) => void response.writeHead(301, { location: 'https://127.0.0.1/x' }).end(), {
      system: 'argus',
    });
    await assert.rejects(link.ask({ path: '/' }, life()), {
      code: 'source_failed',
      message: /wants to be asked at https:\/\/127\.0\.0\.1;/,
    });
  });

  it('hands each answer to who records', async () => {
    const heard: string[] = [];
    const { link } = await linked(json([1]), {
      record: ({ system, path }, reply) => void heard.push(`${system} ${path} ${reply.text()}`),
    });
    await link.ask({ path: '/x', query: { a: ['1', '2'] } }, life());
    assert.deepEqual(heard, ['loki /x?a=1&a=2 [1]']);
  });

  it('puts credential, tenant and further headers where each system wants them', async () => {
    const shown = async (system: SystemName, linking: Linking) => {
      const { server, link } = await linked(json({}), { system, ...linking });
      await link.ask({ path: '/' }, life());
      const { headers } = server.asked[0];
      return ['authorization', 'x-scope-orgid', 'accountid', 'projectid', 'x-api-key', 'cf-access-client-id'].flatMap(key =>
        headers[key] ? [`${key}: ${headers[key]}`] : [],
      );
    };
    const basic = { user: 'me', password: 'pw' };
    assert.deepEqual(await shown('loki', { secret: { basic }, tenant: 't' }), [
      'authorization: Basic bWU6cHc=',
      'x-scope-orgid: t',
    ]);
    assert.deepEqual(await shown('victoriaLogs', { secret: { token: 'x' }, tenant: '7:8' }), [
      'authorization: Bearer x',
      'accountid: 7',
      'projectid: 8',
    ]);
    assert.deepEqual(await shown('argus', { secret: { token: 'x', access: { id: 'i', secret: 's' } } }), [
      'authorization: token x',
      'cf-access-client-id: i',
    ]);
    assert.deepEqual(await shown('anthropic', { secret: { token: 'x' } }), ['x-api-key: x']);
  });
});

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return parts;
}
