/** The tests of the reader: downloads from a server that breaks off, lies, redirects and answers ranges. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultCode } from '../../../src/base/fault.ts';
import { Fault } from '../../../src/base/fault.ts';
import { type DownloadOptions, download } from '../../../src/engine/read/download.ts';
import { fileNameOf } from '../../../src/engine/read/file-name.ts';
import { resolveInput } from '../../../src/engine/read/inputs.ts';
import { defaultLimits } from '../../../src/engine/read/limits.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

const content = Buffer.from(Array.from({ length: 20_000 }, (_, i) => `line ${i} of the log\n`).join(''));

describe('download', () => {
  let folder: string;
  let server: Server;
  let base: string;
  let handler: Handler;
  let asked: IncomingMessage[];
  let pauses: number[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'download-test-'));
    asked = [];
    pauses = [];
    server = createServer((request, response) => {
      asked.push(request);
      handler(request, response, asked.length);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });

  function options(more: Partial<DownloadOptions> = {}): DownloadOptions {
    const pause = async (ms: number): Promise<void> => void pauses.push(ms);
    return { folder, limits: defaultLimits, signal: new AbortController().signal, pause, ...more };
  }

  function ranged(request: IncomingMessage, response: ServerResponse): void {
    const etag = '"one"';
    const start = request.headers['if-range'] === etag ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    if (!start) return void response.writeHead(200, { etag, 'content-length': content.length }).end(content);
    const range = `bytes ${start}-${content.length - 1}/${content.length}`;
    response
      .writeHead(206, { etag, 'content-range': range, 'content-length': content.length - start })
      .end(content.subarray(start));
  }

  function breakingOff(response: ServerResponse, at: number, etag = '"one"'): void {
    response.writeHead(200, { etag, 'content-length': content.length });
    response.write(content.subarray(0, at), () => response.destroy());
  }

  async function fault(promise: Promise<unknown>, code: FaultCode): Promise<Fault> {
    const failure = await promise.then(
      () => null,
      reason => reason,
    );
    assert.ok(failure instanceof Fault, String(failure));
    assert.equal(failure.code, code);
    return failure;
  }

  it('brings the file and tells how far it is', async () => {
    handler = ranged;
    const heard: [number, number | null][] = [];
    const { path, gap } = await download(
      `${base}/logs/run%201.log?token=secret`,
      options({ onBytes: (done, total) => heard.push([done, total]) }),
    );
    assert.deepEqual(await readFile(path), content);
    assert.equal(gap, null);
    assert.match(path, /run 1\.log$/);
    assert.deepEqual(heard.at(-1), [content.length, content.length]);
  });

  it('asks for the rest when it breaks off, and joins the parts', async () => {
    handler = (request, response, count) => (count === 1 ? breakingOff(response, 100_000) : ranged(request, response));
    const { path } = await download(`${base}/a.log`, options());
    assert.deepEqual(await readFile(path), content);
    assert.equal(asked[1].headers.range, 'bytes=100000-');
    assert.equal(asked[1].headers['if-range'], '"one"');
  });

  it('starts over when the file has changed meanwhile', async () => {
    handler = (request, response, count) => (count === 1 ? breakingOff(response, 5000, '"old"') : ranged(request, response));
    const { path } = await download(`${base}/a.log`, options());
    assert.deepEqual(await readFile(path), content);
  });

  it('goes on with the part of an earlier call', async () => {
    handler = (_, response, count) => (count === 1 ? breakingOff(response, 70_000) : void response.writeHead(503).end());
    await fault(download(`${base}/a.log`, options()), 'download_failed');
    asked = [];
    handler = ranged;
    const { path } = await download(`${base}/a.log`, options());
    assert.deepEqual(await readFile(path), content);
    assert.equal(asked[0].headers.range, 'bytes=70000-');
  });

  it('does not trust a weak validator with a range', async () => {
    handler = (request, response, count) => (count === 1 ? breakingOff(response, 5000, 'W/"x"') : ranged(request, response));
    const { path } = await download(`${base}/a.log`, options());
    assert.deepEqual(await readFile(path), content);
    assert.equal(asked[1].headers.range, undefined);
  });

  it('does not mix in a range it did not ask for', async () => {
    handler = (request, response, count) => {
      if (count === 1) return breakingOff(response, 5000);
      if (count > 2) return ranged(request, response);
      response.writeHead(206, { 'content-range': `bytes 0-9/${content.length}`, 'content-length': 10 }).end('0123456789');
    };
    const { path } = await download(`${base}/a.log`, options());
    assert.deepEqual(await readFile(path), content);
  });

  it('starts over when the kept part no longer fits (416)', async () => {
    handler = (request, response, count) => {
      if (count === 1) return breakingOff(response, 5000);
      if (count === 2) return void response.writeHead(416, { 'content-range': 'bytes */10' }).end();
      ranged(request, response);
    };
    const { path } = await download(`${base}/a.log`, options());
    assert.deepEqual(await readFile(path), content);
  });

  it('takes a part that is whole for the file (416 with its very length)', async () => {
    handler = (_, response, count) => (count === 1 ? breakingOff(response, 5000) : void response.writeHead(503).end());
    await fault(download(`${base}/a.log`, options()), 'download_failed');
    const part = (await readdir(folder)).find(name => name.endsWith('.part')) ?? '';
    await writeFile(join(folder, part), content);
    handler = (request, response) => {
      assert.equal(request.headers.range, `bytes=${content.length}-`);
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    };
    const { path } = await download(`${base}/a.log`, options());
    assert.deepEqual(await readFile(path), content);
  });

  it('does not take a body that is shorter than its length for whole', async () => {
    handler = (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write('short', () => response.destroy());
    };
    const failure = await fault(download(`${base}/a.log`, options()), 'download_failed');
    assert.match(failure.message, /connection failed/);
    assert.ok(pauses.length >= 3);
  });

  it('waits as long as the server asks, and not longer than a minute', async () => {
    handler = (request, response, count) => {
      if (count === 1) return void response.writeHead(503, { 'retry-after': '7' }).end();
      ranged(request, response);
    };
    await download(`${base}/a.log`, options());
    assert.deepEqual(pauses, [7000]);
    handler = (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end();
    await fault(download(`${base}/b.log`, options()), 'download_failed');
    assert.deepEqual(pauses, [7000]);
  });

  it('gives up after a few tries, each after a longer pause', async () => {
    handler = (_, response) => void response.writeHead(500).end();
    const failure = await fault(download(`${base}/a.log?key=secret`, options()), 'download_failed');
    assert.deepEqual(pauses, [1000, 2000, 4000]);
    assert.match(failure.message, /a\.log failed: the server answered 500/);
    assert.doesNotMatch(failure.message, /secret/);
  });

  it('does not try again what the server refuses', async () => {
    handler = (_, response) => void response.writeHead(404).end();
    await fault(download(`${base}/a.log`, options()), 'download_failed');
    assert.equal(asked.length, 1);
  });

  it('follows five redirects and not six', async () => {
    const leading =
      (hops: number): Handler =>
      (request, response) => {
        const hop = Number(request.url?.slice(1) || 0);
        if (hop === hops) return ranged(request, response);
        response.writeHead(302, { location: `/${hop + 1}` }).end();
      };
    handler = leading(5);
    assert.deepEqual(await readFile((await download(`${base}/`, options())).path), content);
    handler = leading(6);
    await fault(download(`${base}/?again`, options()), 'download_failed');
  });

  it('does not follow a redirect out of the web', async () => {
    handler = (_, response) => void response.writeHead(302, { location: 'file:///etc/hostname' }).end();
    await fault(download(`${base}/a.log`, options()), 'download_failed');
  });

  it('sends credentials to their own origin only and shows them nowhere', async () => {
    const other = createServer((request, response) => {
      asked.push(request);
      response.writeHead(403).end();
    });
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/x`;
    handler = (_, response) => void response.writeHead(302, { location: elsewhere }).end();
    const failure = await fault(download(base.replace('//', '//ann:geheim@'), options()), 'download_failed');
    assert.equal(asked[0].headers.authorization, `Basic ${btoa('ann:geheim')}`);
    assert.equal(asked[1].headers.authorization, undefined);
    assert.doesNotMatch(failure.message, /geheim/);
    other.closeAllConnections();
    other.close();
  });

  it('stops at the limit, whether the length is told or not', async () => {
    const limits = { ...defaultLimits, downloadBytes: 1000 };
    handler = ranged;
    await fault(download(`${base}/a.log`, options({ limits })), 'over_limit');
    handler = (_, response) => {
      response.writeHead(200);
      response.end(content);
    };
    await fault(download(`${base}/b.log`, options({ limits })), 'over_limit');
  });

  it('reuses what has not changed and fetches what has', async () => {
    handler = (request, response) => ranged(request, response);
    const first = await download(`${base}/a.log`, options());
    assert.deepEqual(await download(`${base}/a.log`, options()), first);
    assert.equal(asked[1].headers['if-none-match'], '"one"');
    handler = (_, response) => void response.writeHead(200, { etag: '"two"' }).end('new');
    assert.equal(await readFile((await download(`${base}/a.log`, options())).path, 'utf8'), 'new');
  });

  it('uses the earlier copy when the server is gone, and says so', async () => {
    handler = (request, response) => ranged(request, response);
    const { path } = await download(`${base}/a.log?key=secret`, options());
    handler = (_, response) => response.destroy();
    const again = await download(`${base}/a.log?key=secret`, options());
    assert.equal(again.path, path);
    assert.equal(again.gap?.kind, 'unverified');
    assert.doesNotMatch(again.gap?.words ?? '', /secret/);
    const [input] = await resolveInput(`${base}/a.log?key=secret`, { ...options(), cwd: folder, cacheFolder: folder });
    assert.equal(input.gap?.kind, 'unverified');
    assert.equal(input.title, 'a.log');
  });

  it('lets one of two at a time do the work', async () => {
    handler = (request, response) => ranged(request, response);
    const both = await Promise.all([download(`${base}/a.log`, options()), download(`${base}/a.log`, options())]);
    for (const { path } of both) assert.deepEqual(await readFile(path), content);
    assert.equal(asked.filter(request => !request.headers['if-none-match']).length, 1);
    assert.ok(!(await readdir(folder)).some(name => name.endsWith('.lock')));
  });

  it('takes over the lock of a dead process', async () => {
    handler = (request, response) => ranged(request, response);
    await download(`${base}/a.log`, options());
    const lock = (await readdir(folder)).find(name => name.endsWith('.json'))?.replace('.json', '.lock') ?? '';
    // Linux gives out no such number; Windows' are multiples of four.
    await writeFile(join(folder, lock), '2147483645');
    assert.deepEqual(await readFile((await download(`${base}/a.log`, options())).path), content);
  });

  it('hears the cancel while it waits for bytes, and keeps the part', async () => {
    const life = new AbortController();
    handler = (_, response) => {
      response.writeHead(200, { etag: '"one"', 'content-length': content.length });
      response.write(content.subarray(0, 5000));
    };
    const onBytes = (): void => life.abort();
    await fault(download(`${base}/a.log`, options({ signal: life.signal, onBytes })), 'cancelled');
    assert.ok((await readdir(folder)).some(name => name.endsWith('.part')));
    assert.ok(!(await readdir(folder)).some(name => name.endsWith('.lock')));
  });
});

describe('the name of a download', () => {
  const url = new URL('http://host.example/dir/a%2Fb.tar.gz?x=1');
  const cases: [disposition: string | null, name: string][] = [
    [null, 'b.tar.gz'],
    ['attachment; filename="run 7.zip"', 'run 7.zip'],
    ["attachment; filename=x.zip; filename*=UTF-8''l%C3%B6g.zip", 'lög.zip'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\Windows\\\\evil.log"', 'evil.log'],
    ['attachment; filename="..."', 'b.tar.gz'],
    ['attachment; filename="nul.log"', '_nul.log'],
    ['attachment; filename="a:b*c.log"', 'a_b_c.log'],
  ];
  for (const [disposition, name] of cases) {
    it(`${disposition} → ${name}`, () => assert.equal(fileNameOf(disposition, url), name));
  }
});
