/** The tests of the reader: downloads from a server that breaks off, lies, redirects and answers ranges. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { download } from '../../../src/engine/read/download.ts';
import { defaultLimits } from '../../../src/engine/read/limits.ts';
import { breakingOff, content, fault, type Handler, ranged, Web } from './web.ts';

describe('download', () => {
  let web: Web;

  beforeEach(async () => {
    web = await Web.open();
  });

  afterEach(() => web.close());

  it('brings the file and tells how far it is', async () => {
    web.handler = ranged;
    const heard: [number, number | null][] = [];
    const { path, gap } = await download(
      `${web.base}/logs/run%201.log?token=secret`,
      web.options({ onBytes: (done, total) => heard.push([done, total]) }),
    );
    assert.deepEqual(await readFile(path), content);
    assert.equal(gap, null);
    assert.match(path, /run 1\.log$/);
    assert.deepEqual(heard.at(-1), [content.length, content.length]);
  });

  it('asks for the rest when it breaks off, and joins the parts', async () => {
    web.handler = (request, response, count) => (count === 1 ? breakingOff(response, 100_000) : ranged(request, response));
    const { path } = await download(`${web.base}/a.log`, web.options());
    assert.deepEqual(await readFile(path), content);
    assert.equal(web.asked[1].headers.range, 'bytes=100000-');
    assert.equal(web.asked[1].headers['if-range'], '"one"');
  });

  it('starts over when the file has changed meanwhile', async () => {
    web.handler = (request, response, count) => (count === 1 ? breakingOff(response, 5000, '"old"') : ranged(request, response));
    const { path } = await download(`${web.base}/a.log`, web.options());
    assert.deepEqual(await readFile(path), content);
  });

  it('does not trust a weak validator with a range', async () => {
    web.handler = (request, response, count) => (count === 1 ? breakingOff(response, 5000, 'W/"x"') : ranged(request, response));
    const { path } = await download(`${web.base}/a.log`, web.options());
    assert.deepEqual(await readFile(path), content);
    assert.equal(web.asked[1].headers.range, undefined);
  });

  it('does not mix in a range it did not ask for', async () => {
    web.handler = (request, response, count) => {
      if (count === 1) return breakingOff(response, 5000);
      if (count > 2) return ranged(request, response);
      response.writeHead(206, { 'content-range': `bytes 0-9/${content.length}`, 'content-length': 10 }).end('0123456789');
    };
    const { path } = await download(`${web.base}/a.log`, web.options());
    assert.deepEqual(await readFile(path), content);
  });

  it('starts over when the kept part no longer fits (416)', async () => {
    web.handler = (request, response, count) => {
      if (count === 1) return breakingOff(response, 5000);
      if (count === 2) return void response.writeHead(416, { 'content-range': 'bytes */10' }).end();
      ranged(request, response);
    };
    const { path } = await download(`${web.base}/a.log`, web.options());
    assert.deepEqual(await readFile(path), content);
  });

  it('does not take a body that is shorter than its length for whole', async () => {
    web.handler = (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write('short', () => response.destroy());
    };
    const failure = await fault(download(`${web.base}/a.log`, web.options()), 'download_failed');
    assert.match(failure.message, /its answer broke off/);
    assert.ok(web.pauses.length >= 3);
  });

  it('waits as long as the server asks, and not longer than a minute', async () => {
    web.handler = (request, response, count) => {
      if (count === 1) return void response.writeHead(503, { 'retry-after': '7' }).end();
      ranged(request, response);
    };
    await download(`${web.base}/a.log`, web.options());
    assert.deepEqual(web.pauses, [7000]);
    web.handler = (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end();
    await fault(download(`${web.base}/b.log`, web.options()), 'download_failed');
    assert.deepEqual(web.pauses, [7000]);
  });

  it('gives up after a few tries, each after a longer pause', async () => {
    web.handler = (_, response) => void response.writeHead(500).end();
    const failure = await fault(download(`${web.base}/a.log?key=secret`, web.options()), 'download_failed');
    assert.deepEqual(web.pauses, [1000, 2000, 4000]);
    assert.match(failure.message, /a\.log failed: the server answered 500/);
    assert.doesNotMatch(failure.message, /secret/);
  });

  it('does not try again what the server refuses', async () => {
    web.handler = (_, response) => void response.writeHead(404).end();
    await fault(download(`${web.base}/a.log`, web.options()), 'download_failed');
    assert.equal(web.asked.length, 1);
  });

  it('follows five redirects and not six', async () => {
    const leading =
      (hops: number): Handler =>
      (request, response) => {
        const hop = Number(request.url?.slice(1) || 0);
        if (hop === hops) return ranged(request, response);
        response.writeHead(302, { location: `/${hop + 1}` }).end();
      };
    web.handler = leading(5);
    assert.deepEqual(await readFile((await download(`${web.base}/`, web.options())).path), content);
    web.handler = leading(6);
    await fault(download(`${web.base}/?again`, web.options()), 'download_failed');
  });

  it('does not follow a redirect out of the web', async () => {
    web.handler = (_, response) => void response.writeHead(302, { location: 'file:///etc/hostname' }).end();
    await fault(download(`${web.base}/a.log`, web.options()), 'download_failed');
  });

  it('sends credentials to their own origin only and shows them nowhere', async () => {
    const other = createServer((request, response) => {
      web.asked.push(request);
      response.writeHead(403).end();
    });
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/x`;
    web.handler = (_, response) => void response.writeHead(302, { location: elsewhere }).end();
    const failure = await fault(download(web.base.replace('//', '//ann:geheim@'), web.options()), 'download_failed');
    assert.equal(web.asked[0].headers.authorization, `Basic ${btoa('ann:geheim')}`);
    assert.equal(web.asked[1].headers.authorization, undefined);
    assert.doesNotMatch(failure.message, /geheim/);
    other.closeAllConnections();
    other.close();
  });

  it('stops at the limit, whether the length is told or not', async () => {
    const limits = { ...defaultLimits, downloadBytes: 1000 };
    web.handler = ranged;
    await fault(download(`${web.base}/a.log`, web.options({ limits })), 'over_limit');
    web.handler = (_, response) => {
      response.writeHead(200);
      response.end(content);
    };
    await fault(download(`${web.base}/b.log`, web.options({ limits })), 'over_limit');
  });
});
