/** Log servers: every form of question on stand-ins, and on real servers where the environment names them. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bringIn } from '../../../src/engine/answers/ingest-logs.ts';
import { searchLogs } from '../../../src/engine/answers/lines.ts';
import { queryLogServer } from '../../../src/engine/answers/query-log-server.ts';
import { nanoseconds } from '../../../src/engine/sources/log-address.ts';
import { pagesOf } from '../../../src/engine/sources/loki/pages.ts';
import { pushBody, pushRequest } from '../../../src/engine/sources/loki/push.ts';
import { tail as tailLoki } from '../../../src/engine/sources/loki/tail.ts';
import type { Link } from '../../../src/engine/sources/outside.ts';
import { flushRequest, insertRequest } from '../../../src/engine/sources/victoria-logs/insert.ts';
import { tail as tailVictoria } from '../../../src/engine/sources/victoria-logs/tail.ts';
import { type CallLife, openWorkshop, type Workshop } from '../../../src/engine/workshop.ts';
import { provided } from '../../../src/tools/provide.ts';
import { table } from '../../../src/tools/table.ts';
import { plainView } from '../../../src/tools/tool.ts';
import { Loki } from '../../stand-in/loki.ts';
import { serverKinds, type TestServer } from '../../stand-in/servers.ts';

const life: CallLife = { signal: new AbortController().signal, onProgress: () => undefined };

interface Sent {
  readonly at: number;
  readonly text: string;
  readonly level: string;
  readonly service: string;
}

async function send(link: Link, mark: string, lines: readonly Sent[]): Promise<void> {
  if (link.connection.system === 'loki') {
    const services = [...new Set(lines.map(line => line.service))];
    const streams = services.map(service => ({
      labels: { app: mark, service },
      values: lines.flatMap(line =>
        line.service === service ? [[nanoseconds(line.at), line.text, { level: line.level }] as const] : [],
      ),
    }));
    assert.equal((await link.ask(pushRequest(gzipSync(pushBody(streams))), life)).status, 204);
    return;
  }
  const rows = lines.map(({ at, text, level, service }) =>
    JSON.stringify({ _time: String(nanoseconds(at)), _msg: text, level, service, app: mark }),
  );
  assert.equal(
    (await link.ask(insertRequest({ packed: gzipSync(rows.join('\n')), streamFields: ['app', 'service'] }), life)).status,
    200,
  );
  await link.ask(flushRequest, life);
}

for (const kind of serverKinds)
  describe(`questions to ${kind.label}`, () => {
    const mark = `t${randomUUID().slice(0, 8)}`;
    const now = Math.floor(Date.now() / 1000) * 1000;
    const begin = now - 600_000;
    const isLoki = kind.system === 'loki';
    const lines: Sent[] = Array.from({ length: 40 }, (_, i) => ({
      at: begin + Math.floor(i / 2) * 1000,
      text: `order ${i} <b>${i % 10 === 0 ? 'failed: disk "full"' : 'done'}</b>`,
      level: i % 10 === 0 ? 'error' : 'info',
      service: i % 3 === 0 ? 'billing' : 'order-api',
    }));
    let server: TestServer;
    let link: Link;
    let folder: string;
    let shop: Workshop;

    before(async () => {
      server = await kind.open();
      link = await server.outside.link(kind.system);
      await send(link, mark, lines);
      folder = mkdtempSync(join(tmpdir(), 'servers-'));
      shop = openWorkshop({ home: join(folder, 'home'), cwd: folder, version: 'test' }, provided(server.provider) as never);
    });
    after(async () => {
      shop.notebook().close();
      rmSync(folder, { recursive: true, force: true });
      await server.close();
    });

    const ask = (query: string, more = {}) =>
      queryLogServer(
        shop,
        table.query_log_server.input.parse({ query, from: String(begin), to: String(now), system: kind.system, ...more }),
        life,
      );
    const failed = isLoki ? `{app="${mark}"} |= "failed"` : `{app="${mark}"} failed`;

    it('gives the newest lines that fit, in order of time, with what is known of them', async () => {
      const all = await ask(`{app="${mark}"}`, { limit: 10 });
      assert.deepEqual(
        all.lines.map(line => line.at),
        lines.slice(30).map(line => line.at),
      );
      assert.equal(all.gaps[0]?.kind, 'cut');
      const found = await ask(failed);
      assert.deepEqual(
        found.lines.map(line => line.text),
        lines.filter(line => line.level === 'error').map(line => line.text),
      );
      const { service, level } = found.lines[0].fields;
      assert.deepEqual([service, level, found.gaps], ['billing', 'error', []]);
      const text = table.query_log_server.render(found, plainView);
      assert.match(text, /Bring them in to cite and investigate them: investigator investigate '(victorialogs|loki):/);
      assert.equal((await ask(`{app="${mark}-none"}`)).lines.length, 0);
    });

    it('leaves out what has the time of the end', async () => {
      const until = await ask(`{app="${mark}"}`, { to: String(begin + 1000) });
      assert.deepEqual(
        until.lines.map(line => line.at),
        [begin, begin],
      );
    });

    it('counts', async () => {
      const query = isLoki
        ? `sum by (level) (count_over_time({app="${mark}"}[15m]))`
        : `{app="${mark}"} | stats by (level) count() n`;
      const counted = await ask(query);
      assert.equal(counted.kind, 'numbers');
      assert.equal(counted.address, null);
      const last = new Map(counted.lines.map(line => [line.fields.level, Number(line.text.replace('n=', ''))]));
      assert.equal(last.get('error'), 4);
    });

    it('tells what streams can be selected by', async () => {
      const known = await ask('');
      assert.equal(known.kind, 'fields');
      assert.ok(known.fields.find(field => field.name === 'app')?.values.includes(mark));
    });

    it('refuses what it does not understand, with its reason', async () => {
      await assert.rejects(ask('{app="'), { code: 'bad_input', message: /does not take the query: .*parse/ });
    });

    it('is read into files once and for all, and its lines are places', async () => {
      const address = `${kind.system.toLowerCase()}:{app="${mark}"}?from=${begin}&to=${now - 400_000}`;
      const run = await bringIn(shop, { inputs: [address] }, life);
      assert.deepEqual([run.origin, run.lines, run.remote?.finished], [kind.system, 40, true]);
      const files = readdirSync(join(shop.downloads, kind.system, run.run_id, 'lines'));
      assert.equal(files.length, 2);
      const found = await searchLogs(
        shop,
        table.search_logs.input.parse({ run_id: run.run_id, query: 'failed level:error' }),
        life,
      );
      assert.equal(found.coverage.matched, 4);
      assert.equal(found.lines[0].at, begin);
      const raw = readFileSync(join(shop.downloads, kind.system, run.run_id, 'lines', found.lines[0].place.member), 'utf8');
      assert.ok(raw.split('\n')[found.lines[0].place.line - 1].includes('order 0 <b>failed: disk \\"full\\"</b>'));
    });

    it('tells lines as they come in', async () => {
      const ending = new AbortController();
      const alive = { signal: ending.signal };
      const query = `{app="${mark}-live"}`;
      const heard: string[] = [];
      const listening = (async () => {
        if (isLoki)
          for await (const frame of tailLoki(link, { query, start: nanoseconds(Date.now() - 1000) }, alive))
            heard.push(...frame.lines.map(line => line.text));
        else for await (const row of tailVictoria(link, query, alive)) heard.push(row._msg);
      })();
      // Sent until one is heard: a tail begins when the server has it, which no answer tells.
      for (let i = 0; heard.length === 0; i++) {
        await send(link, `${mark}-live`, [{ at: Date.now(), text: `live ${i}`, level: 'info', service: 'x' }]);
        await new Promise(setImmediate);
      }
      ending.abort();
      await assert.rejects(listening, { code: 'cancelled' });
      assert.match(heard[0], /^live \d+$/);
    });

    it('tells new lines as they come, ends after so many, and hears a cancel', async () => {
      const query = `{app="${mark}-new"}`;
      const said: string[] = [];
      const ending = new AbortController();
      const heard: CallLife = { signal: ending.signal, onProgress: ({ said: parts }) => void said.push(...(parts ?? [])) };
      const listen = (more: object) =>
        queryLogServer(shop, table.query_log_server.input.parse({ query, system: kind.system, tail: 600, ...more }), heard);
      let over = false;
      const listening = listen({ limit: 3 }).finally(() => {
        over = true;
      });
      // Sent until enough are heard: a tail begins when the server has it, which no answer tells.
      for (let i = 0; !over; i++) {
        await send(link, `${mark}-new`, [{ at: Date.now(), text: `new ${i}`, level: 'info', service: 'x' }]);
        await new Promise(setImmediate);
      }
      const { lines: told, gaps, address, kind: what } = await listening;
      assert.deepEqual([what, told.length, gaps.map(gap => gap.kind)], ['lines', 3, ['cut']]);
      assert.deepEqual(
        said.map(text => / (new \d+)\n/.exec(text)?.[1]),
        told.map(line => line.text),
      );
      assert.match(address ?? '', /^(victorialogs|loki):/);
      const cancelled = listen({});
      ending.abort();
      await assert.rejects(cancelled, { code: 'cancelled' });
      await assert.rejects(listen({ from: '-1h' }), { code: 'bad_input' });
    });

    it('has nothing to tell when the time is up and nothing came', async () => {
      const request = { query: `{app="${mark}-silent"}`, system: kind.system, tail: 1 };
      const { lines: told, gaps } = await queryLogServer(shop, table.query_log_server.input.parse(request), life);
      assert.deepEqual([told, gaps], [[], []]);
    });
  });

describe('pages of Loki', () => {
  const at = Math.floor(Date.now() / 1000) * 1000 - 60_000;

  async function paged(mostEntries: number, lines: readonly [service: string, ms: number, text: string][], limit?: number) {
    const loki = await Loki.open({ mostEntries });
    const { openOutside } = await import('../../../src/engine/sources/outside.ts');
    const { environmentProvider } = await import('../../../src/tools/provide.ts');
    const { nowhere } = await import('./loopback.ts');
    const outside = openOutside(provided(environmentProvider({ LOKI_URL: loki.url })) as never, nowhere);
    const link = await outside.link('loki');
    await send(
      link,
      'p',
      lines.map(([service, ms, text]) => ({ service, at: at + ms, text, level: 'info' })),
    );
    const pages: { texts: string[]; crowded: boolean }[] = [];
    for await (const page of pagesOf(
      link,
      { query: '{app="p"}', start: nanoseconds(at), end: nanoseconds(at + 10_000), limit },
      life,
    ))
      pages.push({ texts: page.lines.map(line => line.text), crowded: page.crowded !== null });
    await loki.close();
    return pages;
  }

  it('lose no line and give none twice where many share a time, over several streams', async () => {
    const lines = Array.from({ length: 23 }, (_, i): [string, number, string] => [`s${i % 3}`, Math.floor(i / 4), `line ${i}`]);
    const pages = await paged(5, lines, 5);
    const texts = pages.flatMap(page => page.texts);
    assert.deepEqual([...texts].sort(), lines.map(line => line[2]).sort());
    assert.ok(pages.every(page => !page.crowded));
  });

  it('ask for as few at once as the server gives', async () => {
    const lines = Array.from({ length: 12 }, (_, i): [string, number, string] => ['s', i, `line ${i}`]);
    const pages = await paged(4, lines);
    assert.deepEqual(
      pages.flatMap(page => page.texts),
      lines.map(line => line[2]),
    );
  });

  it('go on behind a time with more lines than the server gives, and say so', async () => {
    const lines: [string, number, string][] = [
      ...Array.from({ length: 6 }, (_, i): [string, number, string] => ['s', 1, `same ${i}`]),
      ['s', 2, 'after'],
    ];
    const pages = await paged(3, lines, 3);
    assert.ok(pages.some(page => page.crowded));
    assert.equal(pages.flatMap(page => page.texts).at(-1), 'after');
  });
});
