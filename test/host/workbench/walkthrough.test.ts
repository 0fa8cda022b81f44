/** Workbench: the walkthrough as somebody reads it who has just installed the extension: five steps, each with its picture, and buttons that do what they say. */
import assert from 'node:assert/strict';
import { walkthrough } from '../../../src/doors/vscode/walkthrough.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';

/** As much of a picture as is looked at; the project's tests are compiled without a DOM. */
interface Drawn {
  getBoundingClientRect(): { readonly width: number; readonly height: number };
}

describe('the walkthrough', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
    await openPage();
  });
  after(() => workbench?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.failed(this.currentTest.fullTitle());
  });

  const page = () => workbench.page.locator('.gettingStartedContainer');
  const step = (id: string) => page().locator(`.getting-started-step[data-step-id$="#${id}"]`);
  const input = () => workbench.page.locator('.quick-input-widget .quick-input-title');

  async function openPage(): Promise<void> {
    await workbench.run('Investigator: Get Started');
    await page().getByText(walkthrough.title, { exact: true }).first().waitFor();
  }

  async function unfold(id: string): Promise<void> {
    if (!(await step(id).getAttribute('class'))?.includes('expanded')) await step(id).click();
    await step(id).locator('.button-container').first().waitFor();
  }

  async function press(id: string, button: string): Promise<void> {
    await unfold(id);
    await step(id).getByRole('button', { name: button }).click();
  }

  it('has its five steps in their order', async () => {
    const titles = await page().locator('.getting-started-step .step-title').allInnerTexts();
    assert.deepEqual(
      titles,
      walkthrough.steps.map(one => one.title),
    );
    assert.equal(titles.length, 5);
  });

  for (const { id, altText } of walkthrough.steps) {
    it(`${id} shows its picture`, async () => {
      await unfold(id);
      const picture = workbench.webview().locator('svg').first();
      await picture.waitFor();
      const { width, height } = await picture.evaluate(drawn => {
        const { width, height } = (drawn as unknown as Drawn).getBoundingClientRect();
        return { width, height };
      });
      assert.ok(width > 200 && height > 100, `${width} × ${height}`);
      assert.ok((altText ?? '').length > 20, 'and says in words what it shows');
      await workbench.picture(`walkthrough-${id}`);
    });
  }

  it('opens the sample run', async () => {
    await press('openSample', 'Open the Sample Run');
    await workbench
      .webview()
      .getByRole('heading', { name: /The kernel OOM killer stopped scylla/ })
      .first()
      .waitFor();
  });

  it('offers the runs that are there', async () => {
    await openPage();
    await step('openSample').locator('.codicon.complete').waitFor();
    await press('readCause', 'Open Run…');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'The kernel OOM killer stopped scylla' })
      .first()
      .waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('brings the sample’s lines to the front, the cursor in their filter', async () => {
    await press('filterLog', 'Filter Lines');
    await workbench.webview().locator('.log-row').first().waitFor();
    await workbench.webview().locator('input:focus, textarea:focus, [contenteditable]:focus').first().waitFor();
  });

  it('asks for logs of one’s own, and for passing runs', async () => {
    await openPage();
    await press('ownLogs', 'Investigate Logs…');
    await input().filter({ hasText: 'Investigate logs' }).waitFor();
    await workbench.page.keyboard.press('Escape');
    await press('compare', 'Compare with Passing Runs…');
    await input().filter({ hasText: 'Compare a run with passing ones' }).waitFor();
    await workbench.page.keyboard.press('Escape');
    await press('compare', 'Add Passing Runs…');
    await input().filter({ hasText: 'Add passing runs' }).waitFor();
    await workbench.page.keyboard.press('Escape');
  });
});
