/** The tests of the reader: what the cache keeps of downloads, and several that want the same. */
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { download } from '../../../src/engine/read/download.ts';
import { resolveInput } from '../../../src/engine/read/inputs.ts';
import { breakingOff, content, fault, ranged, Web } from './web.ts';

describe('the download cache', () => {
  let web: Web;

  beforeEach(async () => {
    web = await Web.open();
  });

  afterEach(() => web.close());

  it('goes on with the part of an earlier call', async () => {
    web.handler = (_, response, count) => (count === 1 ? breakingOff(response, 70_000) : void response.writeHead(503).end());
    await fault(download(`${web.base}/a.log`, web.options()), 'download_failed');
    web.asked = [];
    web.handler = ranged;
    const { path } = await download(`${web.base}/a.log`, web.options());
    assert.deepEqual(await readFile(path), content);
    assert.equal(web.asked[0].headers.range, 'bytes=70000-');
  });

  it('takes a part that is whole for the file (416 with its very length)', async () => {
    web.handler = (_, response, count) => (count === 1 ? breakingOff(response, 5000) : void response.writeHead(503).end());
    await fault(download(`${web.base}/a.log`, web.options()), 'download_failed');
    const part = (await readdir(web.folder)).find(name => name.endsWith('.part')) ?? '';
    await writeFile(join(web.folder, part), content);
    web.handler = (request, response) => {
      assert.equal(request.headers.range, `bytes=${content.length}-`);
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    };
    const { path } = await download(`${web.base}/a.log`, web.options());
    assert.deepEqual(await readFile(path), content);
  });

  it('reuses what has not changed and fetches what has', async () => {
    web.handler = (request, response) => ranged(request, response);
    const first = await download(`${web.base}/a.log`, web.options());
    assert.deepEqual(await download(`${web.base}/a.log`, web.options()), first);
    assert.equal(web.asked[1].headers['if-none-match'], '"one"');
    web.handler = (_, response) => void response.writeHead(200, { etag: '"two"' }).end('new');
    assert.equal(await readFile((await download(`${web.base}/a.log`, web.options())).path, 'utf8'), 'new');
  });

  it('uses the earlier copy when the server is gone, and says so', async () => {
    web.handler = (request, response) => ranged(request, response);
    const { path } = await download(`${web.base}/a.log?key=secret`, web.options());
    web.handler = (_, response) => response.destroy();
    const again = await download(`${web.base}/a.log?key=secret`, web.options());
    assert.equal(again.path, path);
    assert.equal(again.gap?.kind, 'unverified');
    assert.doesNotMatch(again.gap?.words ?? '', /secret/);
    const [input] = await resolveInput(`${web.base}/a.log?key=secret`, {
      ...web.options(),
      cwd: web.folder,
      cacheFolder: web.folder,
    });
    assert.equal(input.gap?.kind, 'unverified');
    assert.equal(input.title, 'a.log');
  });

  it('lets one of two at a time do the work', async () => {
    web.handler = (request, response) => ranged(request, response);
    const both = await Promise.all([download(`${web.base}/a.log`, web.options()), download(`${web.base}/a.log`, web.options())]);
    for (const { path } of both) assert.deepEqual(await readFile(path), content);
    assert.equal(web.asked.filter(request => !request.headers['if-none-match']).length, 1);
    assert.ok(!(await readdir(web.folder)).some(name => name.endsWith('.lock')));
  });

  it('takes over the lock of a dead process', async () => {
    web.handler = (request, response) => ranged(request, response);
    await download(`${web.base}/a.log`, web.options());
    const lock = (await readdir(web.folder)).find(name => name.endsWith('.json'))?.replace('.json', '.lock') ?? '';
    // Linux gives out no such number; Windows' are multiples of four.
    await writeFile(join(web.folder, lock), '2147483645');
    assert.deepEqual(await readFile((await download(`${web.base}/a.log`, web.options())).path), content);
  });

  it('hears the cancel while it waits for bytes, and keeps the part', async () => {
    const life = new AbortController();
    web.handler = (_, response) => {
      response.writeHead(200, { etag: '"one"', 'content-length': content.length });
      response.write(content.subarray(0, 5000));
    };
    const onBytes = (): void => life.abort();
    await fault(download(`${web.base}/a.log`, web.options({ signal: life.signal, onBytes })), 'cancelled');
    assert.ok((await readdir(web.folder)).some(name => name.endsWith('.part')));
    assert.ok(!(await readdir(web.folder)).some(name => name.endsWith('.lock')));
  });

  it('says that its folder cannot be written', async () => {
    await writeFile(join(web.folder, 'file'), '');
    await fault(download(`${web.base}/a.log`, web.options({ folder: join(web.folder, 'file') })), 'home_unwritable');
  });
});
