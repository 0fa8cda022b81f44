/** The console of a server as it is built: journeys to their report, requests that a person makes, what helps when they fail, and text that stays text. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { seriousFaults } from './open.ts';
import { look, type ServedApi, serveApi } from './served.ts';

const SECRET = 'open sesame';

describe('window: the console of investigator serve', function () {
  this.timeout(120_000);
  let api: ServedApi;
  let opened: Awaited<ReturnType<typeof look>>;
  let page: Page;

  before(async () => {
    api = await serveApi({ secret: SECRET });
  });
  after(() => api.end());
  beforeEach(async () => {
    opened = await look(`${api.url}/ui/console`);
    ({ page } = opened);
    await page.getByRole('heading', { name: 'Console' }).waitFor();
  });
  afterEach(() => opened.close());

  const secret = (text = SECRET) => page.getByLabel('Secret, if it has one').fill(text);
  const hint = () => page.locator('.con-hint');
  const answer = () => page.getByRole('textbox', { name: 'Answer' }).inputValue();
  const send = () => page.getByRole('button', { name: 'Send' }).click();

  for (const [journey, said] of [
    ['A tool’s schema changed', /tool_schema_mismatch · high confidence/],
    ['Too little was recorded', /unknown/],
  ] as const)
    it(`goes the journey “${journey}” from health to report by one click`, async () => {
      await secret();
      await page.getByRole('button', { name: journey }).click();
      await page.locator('.con-report').waitFor();
      assert.match(await page.locator('.con-report').innerText(), said);
      const course = await page.locator('.con-course').innerText();
      assert.match(course, /Starting RCA 5 % · .*Collecting evidence 30 % · .*RCA complete 100 %/);
      const sent = await page.locator('.con-exchange').allInnerTexts();
      assert.deepEqual(
        sent.map(one => one.split(' ')[0]),
        ['200', '202', '200', '200'],
        sent.join('\n'),
      );
      assert.deepEqual(await seriousFaults(page), []);
      await page.getByRole('link', { name: 'Open its panel' }).click();
      await page.locator('.verdict').first().waitFor();
    });

  it('says what to do without the secret, and goes on with it', async () => {
    await page.getByRole('button', { name: 'Too little was recorded' }).click();
    await page.getByText('It stopped here').waitFor();
    assert.match(await hint().innerText(), /The server has a secret: type it into the field above/);
    await secret();
    await page.getByRole('button', { name: 'Too little was recorded' }).click();
    await page.locator('.con-report').waitFor();
    assert.equal(await page.evaluate('localStorage.length + document.cookie.length'), 0);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    assert.match(
      copied,
      /^curl -sS -X GET '.*\/agent-runs\/rca-runs\/.*' \\\n {2}-H "X-Ingest-Secret: \$INVESTIGATOR_INGEST_SECRET"$/,
    );
    assert.ok(!copied.includes('sesame'));
  });

  it('names the line in which typed JSON is broken, and does not send it', async () => {
    await page.getByLabel('Ready to send').selectOption({ label: 'All runs: POST /tools/list_runs' });
    await page.getByLabel('JSON').fill('{\n  "limit": 10,\n  nonsense\n}');
    await page.getByText(/^Line 3: /).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Send' }).isDisabled());
    await secret();
    await page.getByLabel('JSON').fill('{"limit": "many"}');
    await send();
    await hint().getByText('The answer names what is wrong').waitFor();
    assert.match(await answer(), /limit/);
  });

  it('tells a server that is not there from one that lets no page ask', async () => {
    const stranger = createServer((_request, reply) => void reply.end('not for you')).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    try {
      await page.getByLabel('Server', { exact: true }).fill(`http://127.0.0.1:${port}/`);
      await page.keyboard.press('Enter');
      await page.getByText('It does not answer').waitFor();
      await send();
      await hint()
        .getByText(/let this page ask \(CORS\): start it with --allow-origin http/)
        .waitFor();
    } finally {
      stranger.close();
    }
    await page.getByLabel('Server', { exact: true }).fill('nonsense');
    assert.equal(await page.getByLabel('Server', { exact: true }).getAttribute('aria-invalid'), 'true');
  });

  it('asks another server that lets it, which is not sent the secret of this one', async () => {
    const asked: (string | undefined)[] = [];
    const origin = api.url;
    const other = createServer((request, reply) => {
      asked.push(request.headers['x-ingest-secret'] as string | undefined);
      reply.setHeader('access-control-allow-origin', origin).setHeader('content-type', 'application/json');
      reply.end('{"status":"ok","version":"<img src=x onerror=globalThis.acted=1>","runs":1,"ingesting":0}');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      await secret();
      await page.getByLabel('Server', { exact: true }).fill(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
      await page.keyboard.press('Enter');
      await page.getByText('It answers · version <img').waitFor();
      assert.ok(asked.length > 0 && asked.every(one => one === undefined));
      assert.equal(await page.evaluate('globalThis.acted'), undefined);
    } finally {
      other.close();
    }
  });

  it('is gone through by keys, and fits a narrow window', async () => {
    await page.setViewportSize({ width: 480, height: 900 });
    await page.getByLabel('Path').focus();
    await page.keyboard.press('Enter');
    await page.locator('.con-exchange').first().waitFor();
    const wide = await page.evaluate('document.querySelector("#root").scrollWidth - document.querySelector("#root").clientWidth');
    assert.equal(wide, 0, 'nothing is cut at the side');
    assert.deepEqual(await seriousFaults(page), []);
  });

  it('says so when its server has gone', async () => {
    const mine = await serveApi();
    const other = await look(`${mine.url}/ui/console`);
    await other.page.getByText('It answers · ').waitFor();
    await mine.stop();
    await other.page.getByRole('button', { name: 'Send' }).click();
    await other.page.locator('.con-hint').getByText('No answer came from').waitFor();
    await other.close();
    await mine.end();
  });
});
