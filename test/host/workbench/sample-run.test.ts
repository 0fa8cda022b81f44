/** Workbench: the way of a person from an empty view to the line that tells the cause: sample, tree, panel, filter, click, editor. */
import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from '../workbench.ts';

describe('from an empty view to the line that tells the cause', function () {
  this.bail(true); // each step stands on the one before

  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench?.close());
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench.failed(this.currentTest.fullTitle());
  });

  const inside = () => workbench.webview();
  const activeRow = () => inside().locator('.log-row.active');

  it('the welcome view opens the sample run; its report comes up in a panel', async () => {
    await workbench.openContainer('Investigator');
    await workbench.page.getByText('Open the sample run', { exact: true }).click();
    await inside()
      .getByRole('heading', { name: /The kernel OOM killer stopped scylla/ })
      .first()
      .waitFor();
  });

  it('the tree shows the run under its job, and what failed in it', async () => {
    await workbench
      .row('The kernel OOM')
      .or(workbench.row(/failed.*·/))
      .first()
      .waitFor();
    await workbench.picture('sample-report');
    const run = workbench.row('Memory ran out');
    await run.locator('.monaco-tl-twistie').click();
    await workbench.row('Nemeses').waitFor();
  });

  it('a click on a piece of evidence shows that very line among all lines', async () => {
    const line = inside().locator('.line').first();
    const cited = await line.locator('.text').innerText();
    await line.locator('.place').click();
    await activeRow().waitFor();
    const shown = await activeRow().locator('.log-text').innerText();
    assert.ok(shown.includes('Out of memory') && cited.includes('Out of memory'), `${cited}\n${shown}`);
    assert.equal(await activeRow().count(), 1);
    await workbench.picture('sample-logs');
  });

  it('a filter leaves what fits and says how much that is of how much', async () => {
    await inside().getByRole('textbox', { name: 'Filter' }).fill('"out of memory"');
    await inside().locator('.log-fitting', { hasText: / of / }).waitFor();
    await inside().locator('.log-grid[aria-busy=false]').waitFor();
    await inside()
      .locator('.log-row:not(.log-head)', { hasNotText: /out of memory/i })
      .first()
      .waitFor({ state: 'detached' });
    const texts = await inside().locator('.log-row .log-text').allInnerTexts();
    assert.ok(texts.length > 0);
    for (const text of texts) assert.match(text, /out of memory/i);
  });

  it('Enter on a row opens its log in an editor, the cursor on that line', async () => {
    await inside().locator('.log-row').first().click();
    await activeRow().waitFor();
    const [, member, line] = /([^/]+):(\d+)$/.exec(await activeRow().locator('.log-member').innerText())!;
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.tab.active', { hasText: member }).waitFor();
    const { title, position } = await workbench.editor();
    assert.equal(title, member);
    assert.match(position, new RegExp(`^Ln ${line}, Col 1`));
    await workbench.picture('sample-line');
  });

  it('after a reload of the window the log is there again, the cursor where it was', async () => {
    const before = await workbench.editor();
    await workbench.openContainer('Explorer'); // no view of the extension wakes it
    await workbench.reload();
    await workbench.page.locator('.editor-instance .view-line', { hasText: 'Out of memory' }).first().waitFor();
    assert.deepEqual(await workbench.editor(), before);
  });
});
