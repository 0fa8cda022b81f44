/** Workbench: a person's own logs: from the explorer's menu, dropped on the tree, hostile ones, and all of it after a reload of the window. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from '../workbench.ts';

/** What a log may hold to be taken for something else: markup, scripts, command links, colours, marks that turn the direction, and length. */
const HOSTILE = [
  '2026-05-26T10:00:00Z INFO the service starts',
  '2026-05-26T10:00:01Z ERROR <img src="http://evil.invalid/a.png" onerror="globalThis.harmed=true"><script>globalThis.harmed=true</script>',
  '2026-05-26T10:00:02Z ERROR [run me](command:workbench.action.terminal.new) command:workbench.action.terminal.new ${env:HOME} $(rm) `code`',
  '2026-05-26T10:00:03Z ERROR \u001b[31mred\u001b[0m \u001b]8;;http://evil.invalid/\u0007link\u001b]8;;\u0007 \u202etxt.exe\u202c \u0000 \u0007',
  `2026-05-26T10:00:04Z ERROR ${'A'.repeat(1_000_000)} end of a long line`,
  '2026-05-26T10:00:05Z FATAL panic: the service dies</body></html><style>*{display:none}</style>',
];

const COMPILING = [
  'Compiling app.c',
  'app.c:12:5: error: use of undeclared identifier bar',
  'make: *** [Makefile:4: app.o] Error 1',
];

/** As much of a page's document as is looked at; the project's tests are compiled without a DOM. */
interface PageDocument {
  readonly scripts: Iterable<{ readonly textContent: string | null }>;
  readonly body: { readonly innerText: string };
  querySelectorAll(selector: string): { readonly length: number };
}

describe('a person’s own logs', () => {
  let folder: string;
  let workbench: Workbench;
  const asked: string[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'own-logs-'));
    mkdirSync(join(folder, 'build-17'));
    writeFileSync(join(folder, 'build-17/make.log'), COMPILING.join('\n'));
    writeFileSync(join(folder, 'hostile.log'), HOSTILE.join('\n'));
    workbench = await openWorkbench({ folder });
    workbench.page.on('request', request => asked.push(request.url()));
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench.failed(this.currentTest.fullTitle());
  });

  const inside = () => workbench.webview();
  const inExplorer = (name: string) =>
    workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  const tab = (name: string) => workbench.page.locator('.tab.active', { hasText: name }).first();

  it('the explorer’s menu investigates a file', async () => {
    await workbench.openContainer('Explorer');
    await workbench.choose(inExplorer('hostile.log'), 'Investigate These Logs');
    await tab('hostile').waitFor();
    await inside().locator('.report').waitFor();
    await workbench.picture('hostile-report');
  });

  it('what a log says is text, in the report and in the table', async () => {
    await inside().getByRole('tab', { name: 'Logs' }).click();
    await inside().locator('.log-row', { hasText: '<script>' }).waitFor();
    await inside().locator('.log-row', { hasText: 'panic' }).click();
    await workbench.picture('hostile-logs');
    const frame = await workbench.webviewFrame();
    const made = await frame.evaluate(() => {
      const { document } = globalThis as unknown as { document: PageDocument };
      return {
        harmed: 'harmed' in globalThis,
        images: document.querySelectorAll('img, a[href^="command:"], a[href*="evil"]').length,
        scripts: [...document.scripts].filter(script => script.textContent?.includes('harmed')).length,
        turned: /[\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText),
      };
    });
    assert.deepEqual(made, { harmed: false, images: 0, scripts: 0, turned: false });
  });

  it('and in the editor', async () => {
    await inside().locator('.log-row', { hasText: 'command:' }).dblclick();
    await workbench.page.locator('.editor-instance .view-line', { hasText: 'run me' }).first().waitFor();
    assert.equal(await workbench.page.locator('.editor-instance .detected-link', { hasText: 'command' }).count(), 0);
    await workbench.page.locator('.editor-instance .view-line', { hasText: 'the service starts' }).first().click();
    await workbench.page.keyboard.type('written');
    assert.equal(await workbench.page.locator('.editor-instance .view-line', { hasText: 'written' }).count(), 0, 'read-only');
    await workbench.picture('hostile-editor');
  });

  it('nothing of it reached for the network or ran', async () => {
    assert.deepEqual(
      asked.filter(url => url.includes('evil.invalid')),
      [],
    );
    assert.equal(await workbench.page.locator('.terminal-outer-container .xterm').count(), 0);
    assert.equal(await workbench.page.evaluate(() => 'harmed' in globalThis), false);
  });

  it('a folder that is dropped on the tree is investigated', async () => {
    await workbench.page.keyboard.press('Control+K');
    await workbench.page.keyboard.press('Control+W');
    await workbench.run('View: Show Explorer');
    await inExplorer('build-17').waitFor();
    const runs = workbench.page.locator('.activitybar .action-item a[aria-label^="Investigator"]').first();
    await dragOver(workbench, inExplorer('build-17'), runs);
    await tab('build-17').waitFor();
    await inside().getByText('undeclared identifier').first().waitFor();
  });

  it('after a reload of the window the panel is there again, with the tab that was shown', async () => {
    await inside().getByRole('tab', { name: 'Logs' }).click();
    await inside().locator('.log-row', { hasText: 'Compiling' }).waitFor();
    await workbench.openContainer('Explorer'); // no view of the extension wakes it
    await workbench.reload();
    await inside().locator('.log-row', { hasText: 'Compiling' }).waitFor();
    await workbench.picture('after-reload');
  });
});

/** Takes a row, holds it over a container's icon until its view opens, and lets it go in the tree. */
async function dragOver(
  { page, view }: Workbench,
  row: ReturnType<Workbench['row']>,
  icon: ReturnType<Workbench['row']>,
): Promise<void> {
  await row.hover();
  await page.mouse.down();
  const over = (await icon.boundingBox())!;
  const tree = view('Failed Runs').locator('.monaco-list').first();
  // A drag is felt only while it moves.
  for (let moved = 0; !(await tree.isVisible()) && moved < 200; moved++)
    await page.mouse.move(over.x + over.width / 2 + (moved % 5), over.y + over.height / 2, { steps: 5 });
  const onto = await tree.boundingBox();
  await page.mouse.move(onto!.x + onto!.width / 2, onto!.y + onto!.height / 2, { steps: 10 });
  await page.mouse.up();
}
