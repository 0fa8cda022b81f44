/** Workbench: a credential is set, shown to its system and forgotten, as a person does it; no file ever holds it. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { filesThatHold } from '../bytes.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';

describe('a credential', function () {
  this.bail(true); // each step stands on the one before

  const secret = `tok-${randomBytes(16).toString('hex')}`;
  const shown: (string | undefined)[] = [];
  let loki: Server;
  let address: string;
  let workbench: Workbench;

  before(async () => {
    loki = createServer(({ headers }, reply) => {
      shown.push(headers.authorization);
      const welcome = headers.authorization === `Bearer ${secret}`;
      reply.writeHead(welcome ? 200 : 401, { 'content-type': 'application/json' });
      // A rude server says everything back.
      reply.end(JSON.stringify({ status: welcome ? 'success' : 'error', data: [], you_said: headers.authorization }));
    }).listen(0, '127.0.0.1');
    await once(loki, 'listening');
    address = `http://127.0.0.1:${(loki.address() as AddressInfo).port}`;
    workbench = await openWorkbench({ settings: { 'investigator.loki.url': address } });
  });
  after(async () => {
    await workbench?.close();
    loki?.close();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench?.failed(this.currentTest.fullTitle());
  });

  const box = () => workbench.page.locator('.quick-input-widget input[type=password]');

  async function tryConnection(): Promise<void> {
    await workbench.heard();
    await workbench.run('Investigator: Test Connection…');
    await workbench.pick('Loki', 'Test the connection with');
  }

  it('is refused by its system before it is set', async () => {
    await tryConnection();
    await workbench.told('Loki: Credential failed: it refuses the credential (status 401).');
    assert.deepEqual(shown, [undefined]);
  });

  it('is typed into a box that hides it', async () => {
    await workbench.run('Investigator: Set Credential…');
    await workbench.pick('Loki', 'Set the credential of');
    await workbench.page.locator('.quick-input-title', { hasText: 'Credential of Loki' }).waitFor();
    await box().fill(secret);
    assert.equal(await box().inputValue(), secret);
    await box().press('Enter');
    await box().waitFor({ state: 'hidden' }); // the extension host is asked first whether it can be one
    await workbench.told('The credential of Loki is kept.');
    assert.equal(await workbench.page.getByText(secret).count(), 0);
  });

  it('is shown to its system and nobody else', async () => {
    await tryConnection();
    await workbench.told(/Loki at 127\.0\.0\.1:\d+ answers as it should/);
    assert.deepEqual(shown, [undefined, `Bearer ${secret}`]);
  });

  it('is in no file: not in the home, the settings, the storage, the logs or a report', async () => {
    await workbench.run('Investigator: Open the Sample Run');
    await workbench.webview().getByText('The kernel OOM killer stopped scylla').first().waitFor();
    await workbench.run('Investigator: Show Log');
    await workbench.page.locator('.panel .view-line', { hasText: 'answers as it should' }).first().waitFor();
    const told = filesThatHold('answers as it should', workbench.life);
    assert.ok(told.length > 0, 'the log is among what is searched');
    assert.ok(
      filesThatHold(address, workbench.life).some(path => path.endsWith('settings.json')),
      'the settings are among what is searched',
    );
    assert.ok(
      filesThatHold('OOM killer stopped', workbench.life).some(path => path.startsWith(workbench.home)),
      'the reports are among what is searched',
    );
    assert.deepEqual(filesThatHold(secret, workbench.life), []);
    assert.ok(!workbench.log().includes(secret), 'nor does the server or the window say it');
  });

  it('is forgotten, and then no system is shown it', async () => {
    await workbench.heard();
    await workbench.run('Investigator: Forget Credential…');
    await workbench.pick('Loki', 'Forget the credentials of');
    await workbench.page.keyboard.press('Enter');
    await workbench.told('1 forgotten.');
    await tryConnection();
    await workbench.told('Loki: Credential failed');
    assert.equal(shown.at(-1), undefined);
    await workbench.heard();
    await workbench.run('Investigator: Forget Credential…');
    await workbench.told('No credential is kept.');
  });
});
