/** The panel in a browser, on a server as it is built: the list of runs, the sample's report and its lines, the secret, and who may not ask. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { until } from './logs.ts';
import { SAMPLE, seriousFaults } from './open.ts';
import { look, type ServedApi, serveApi } from './served.ts';

const SECRET = 'open sesame';

async function enter(page: Page, secret = SECRET): Promise<void> {
  await page.getByLabel('Secret').fill(secret);
  await page.keyboard.press('Enter');
}

describe('window: the panel of investigator serve', function () {
  this.timeout(120_000);
  let api: ServedApi;
  let hostile: string;

  before(async () => {
    api = await serveApi({ secret: SECRET });
    await api.tool('investigate_run', SAMPLE);
    hostile = mkdtempSync(join(tmpdir(), 'investigator-ui-'));
    const folder = join(hostile, '<img src=x onerror=globalThis.acted=1>');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'app.log'),
      '2026-11-20T08:00:00Z ERROR <script>globalThis.acted=2</script><b>bold</b> \u202egnp.exe failed\nProcess completed with exit code 1.\n',
    );
    await api.tool('investigate_run', { inputs: [folder] });
  });
  after(async () => {
    await api.end();
    rmSync(hostile, { recursive: true, force: true });
  });

  it('asks for the secret, keeps it in this tab alone, and lists the runs', async () => {
    const { page, problems, refused, close } = await look(`${api.url}/ui`);
    assert.doesNotMatch(await page.content(), /sample/, 'nothing of a run without the secret');
    await page.getByRole('alert').getByText('This server was started with a secret.').waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await enter(page, 'close sesame');
    await page.getByRole('alert').getByText('The secret is another one.').waitFor();
    await enter(page);
    await page.getByRole('link', { name: 'sample/failed' }).waitFor();
    assert.match(await page.locator('.ui-runs').innerText(), /The kernel OOM killer stopped scylla on db-node-3/);
    assert.deepEqual(await seriousFaults(page), []);
    assert.ok(!page.url().includes('sesame'));
    assert.equal(await page.evaluate('localStorage.length + document.cookie.length'), 0);
    await page.getByRole('searchbox').fill('no such run');
    await page.getByText('No run fits “no such run”.').waitFor();
    await page.getByRole('searchbox').fill('OOM');
    await page.getByText('1 run, newest first').waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'sample/failed' }).waitFor();
    assert.deepEqual([problems, refused], [[], []]);
    await close();
  });

  for (const [dark, width] of [
    [true, 1280],
    [false, 700],
  ] as const) {
    it(`shows the sample’s report, and its line in the log (${dark ? 'dark' : 'light'}, ${width} px)`, async () => {
      const { page, problems, refused, close } = await look(`${api.url}/ui`, { dark, width });
      await enter(page);
      await page.getByRole('link', { name: 'sample/failed' }).click();
      await page.locator('.verdict', { hasText: 'The kernel OOM killer stopped scylla on db-node-3' }).waitFor();
      assert.equal(await page.title(), 'sample/failed');
      assert.deepEqual(await seriousFaults(page), []);
      for (const no of ['Compare…', 'Source', 'Document'])
        assert.equal(await page.getByRole('button', { name: no }).count(), 0, no);
      await page.locator('.findings .place', { hasText: 'dmesg.log:22' }).first().click();
      const row = page.locator('.log-row[aria-selected="true"]');
      await row.getByText(/Out of memory: Killed process 6550/).waitFor();
      for (const tab of [/^Timeline/, /^Patterns/]) {
        await page.getByRole('tab', { name: tab }).click();
        await until(async () => (await page.locator('.room:not([hidden])').innerText()).length > 200);
      }
      assert.deepEqual(await seriousFaults(page), []);
      assert.deepEqual([problems, refused], [[], []]);
      await close();
    });
  }

  it('does what it can where an editor would open something: the whole log, the place copied, the report as a file', async () => {
    const { page, problems, close } = await look(`${api.url}/ui`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await enter(page);
    await page.getByRole('link', { name: 'sample/failed' }).click();
    const place = page.locator('.findings .place', { hasText: 'dmesg.log:22' }).first();
    await place.focus();
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('status')
      .getByText(/A browser opens no source; .*dmesg\.log:22 was copied\./)
      .waitFor();
    assert.match(String(await page.evaluate('navigator.clipboard.readText()')), /dmesg\.log:22$/);
    const loaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export…' }).click();
    assert.equal((await loaded).suggestedFilename(), 'sample-failed-report.html');
    await place.click();
    const field = page.getByLabel('Filter');
    await field.fill('"Out of memory"');
    await until(async () => (await page.locator('.log-row').count()) < 10);
    await page.locator('.log-row', { hasText: 'Killed process 6550' }).first().click();
    await page.keyboard.press('Enter');
    await until(async () => (await page.locator('.log-row').count()) > 10);
    await page.locator('.log-row[aria-selected="true"]', { hasText: 'Killed process 6550' }).waitFor();
    assert.deepEqual(problems, []);
    await close();
  });

  it('shows as text what would like to act, in a title, a line and an address', async () => {
    const { page, problems, refused, close } = await look(`${api.url}/ui`);
    await enter(page);
    await page.getByRole('link', { name: '<img src=x' }).click();
    await page.locator('.verdict').waitFor();
    await page.getByRole('tab', { name: /^Logs/ }).click();
    await page.locator('.log-row', { hasText: '⟨U+202E⟩gnp.exe' }).waitFor();
    await page.goto(`${api.url}/ui/${encodeURIComponent('<img src=x onerror=globalThis.acted=3>')}`);
    await page.getByRole('alert').getByText('No run is known as <img src=x onerror=globalThis.acted=3>.').waitFor();
    for (const torn of ['%ff', '%3Cscript%3E', '..%2f..%2fetc%2fpasswd']) {
      await page.goto(`${api.url}/ui/${torn}`);
      await page.locator('.ui-refused, pre').first().waitFor();
    }
    assert.equal(await page.evaluate('globalThis.acted'), undefined);
    assert.equal(await page.locator('main img, main b, main script').count(), 0);
    assert.deepEqual([problems, refused], [[], []]);
    await close();
  });

  it('says that the server is gone, and goes on when it is there again', async () => {
    const first = await serveApi();
    const { page, problems, close } = await look(`${first.url}/ui`);
    await page.getByRole('heading', { name: 'No runs yet.' }).waitFor();
    await first.stop();
    await page.getByRole('searchbox').fill('x');
    await page.getByRole('alert').getByText(`${first.url} cannot be reached.`).waitFor();
    const again = await serveApi({ home: first.home, port: Number(new URL(first.url).port) });
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByText('No run fits “x”.').waitFor();
    assert.deepEqual(problems, []);
    await close();
    await again.end();
  });

  it('is framed by nobody, answers no foreign name and page, and sends a bundle only when it is another', async () => {
    const page = await fetch(`${api.url}/ui/anything`);
    const policy = page.headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",

      "frame-ancestors 'none'",
      "connect-src 'self'",
    ])
      assert.ok(policy.split('; ').includes(part), part);
    assert.match(policy, /style-src 'self' 'nonce-[\w-]{22}';/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.deepEqual([page.headers.get('x-frame-options'), page.headers.get('cache-control')], ['DENY', 'no-store']);
    const script = await fetch(`${api.url}/ui/assets/ui.js`);
    const etag = script.headers.get('etag') ?? '';
    assert.deepEqual(
      [script.headers.get('content-type'), script.headers.get('cache-control')],
      ['text/javascript; charset=utf-8', 'no-cache'],
    );
    assert.equal((await fetch(`${api.url}/ui/assets/ui.js`, { headers: { 'if-none-match': etag } })).status, 304);
    for (const no of ['investigator.js', 'ui.js.map', '..%2fpackage.json', 'constructor']) {
      const reply = await fetch(`${api.url}/ui/assets/${no}`);
      assert.equal(reply.status, 404, no);
    }
    const call = JSON.stringify({ type: 'call', id: 1, verb: 'list_runs', input: {} });
    const wire = (headers: Record<string, string>, body = call) =>
      fetch(`${api.url}/ui/wire`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
    assert.equal((await wire({})).status, 401);
    const knowing = { 'x-ingest-secret': SECRET };
    assert.equal((await wire({ ...knowing, origin: 'http://evil.example' })).status, 403);
    assert.equal((await wire({ ...knowing, origin: api.url })).status, 200);
    for (const torn of ['{}', '[]', '{"type":"cancel","id":1}', '{"type":"call","id":"x","verb":1}'])
      assert.equal((await wire(knowing, torn)).status, 400, torn);
    for (const verb of ['forget_run', 'open_line', 'constructor']) {
      const told = await (await wire(knowing, JSON.stringify({ type: 'call', id: 2, verb, input: {} }))).text();
      assert.match(told, /^\{"type":"fail","id":2,"fault":\{"code":"bad_input"/, verb);
    }
    assert.equal(await statusFor(api.url, 'evil.example'), 403, 'a name that was made to point here');
  });
});

function statusFor(url: string, host: string): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ host: hostname, port, path: '/ui', headers: { host } }, reply => {
      reply.resume();
      resolve(reply.statusCode);
    });
    asked.once('error', reject).end();
  });
}
