/** Workbench: Argus connected step by step by a person, its failed runs in the tree, one opened by a click, with what Argus says of it beside the report. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type ArgusStandIn, openArgus } from '../../stand-in/argus.ts';
import { addSampleRun } from '../../stand-in/sample-run.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';

const TOKEN = 'argus-token-4711';

describe('Argus, connected by a person', function () {
  this.bail(true); // each step stands on the one before

  let argus: ArgusStandIn;
  let workbench: Workbench;

  before(async () => {
    argus = await openArgus({ token: TOKEN });
    await addSampleRun(argus, join(import.meta.dirname, '../../../media/sample'));
    workbench = await openWorkbench();
    await workbench.openContainer('Investigator');
  });
  after(async () => {
    await workbench?.close();
    await argus?.close();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench?.failed(this.currentTest.fullTitle());
  });

  const row = (words: string | RegExp) => workbench.view('Failed Runs').locator('.monaco-list-row', { hasText: words }).first();

  /** Types into a box that hides it, again where a busy workbench has swallowed the key: what comes next would close the box. */
  async function hidden(words: string, title: string): Promise<void> {
    const asked = workbench.page.locator('.quick-input-title', { hasText: title });
    await asked.waitFor();
    const box = workbench.page.locator('.quick-input-widget input[type=password]');
    for (let gone = false; !gone; ) {
      await box.fill(words);
      await box.press('Enter');
      gone = await asked.waitFor({ state: 'hidden', timeout: 3000 }).then(
        () => true,
        () => false,
      );
    }
  }

  /** The list of notices closes with the progress that stands in it; it is opened again until what is waited for is there. */
  async function told(words: RegExp): Promise<void> {
    const centre = workbench.page.locator('.notifications-center.visible');
    const there = centre.locator('.notification-list-item', { hasText: words }).first();
    for (let seen = false; !seen; ) {
      await workbench.run('Notifications: Show Notifications');
      const comes = there.waitFor().then(() => true);
      seen = await Promise.race([comes, centre.waitFor({ state: 'detached' }).then(() => false)]);
      if (!seen) comes.catch(() => undefined);
    }
    await workbench.page.keyboard.press('Escape');
    await centre.waitFor({ state: 'detached' });
  }

  it('asks for address, token and service token, tries them, and says what is next', async () => {
    await workbench.run('Investigator: Connect Argus…');
    await workbench.answer(argus.url, 'Connect Argus (1 of 3): address');
    await hidden(TOKEN, 'Connect Argus (2 of 3): token');
    await hidden('', 'Connect Argus (3 of 3): Cloudflare Access');
    await told(/Argus at 127\.0\.0\.1:\d+ answers as it should.*Runs that are assigned to you are listed now/);
  });

  it('lists its failed runs in the tree, not fetched yet', async () => {
    await row('Argus').waitFor();
    await row('longevity-50gb-4h-major-test #412').waitFor();
    assert.match(await row('longevity-50gb-4h-major-test #412').innerText(), /failed, under investigation.*not fetched/s);
    assert.equal(argus.storage.asked.length, 0);
  });

  it('opens one by a click: fetched and investigated, with what Argus says of it beside the report', async () => {
    await row('longevity-50gb-4h-major-test #412').click();
    const panel = workbench.webview();
    await panel.locator('h2.verdict', { hasText: 'The kernel OOM killer stopped scylla' }).waitFor();
    const told = panel.locator('.aside section', { hasText: 'Told by Argus' });
    await told.waitFor();
    assert.match(await told.innerText(), /Status\s+failed, under investigation[\s\S]*Assignee\s+Dana Example/);
    await told.getByRole('button', { name: /more/ }).click();
    await told.getByText('Node 3 is gone since the major compaction; looks like memory.').waitFor();
    assert.equal(
      await told.getByRole('link', { name: /scylladb#24310/ }).getAttribute('href'),
      'https://github.com/scylladb/scylladb/issues/24310',
    );
    await row(/longevity-50gb-4h-major-test #412.*Memory ran out/).waitFor();
    await workbench.picture('argus-opened');
  });
});
