/** Workbench: a file that is one line of 200 MB, and a line of 1 MB among others: shown in part, the rest told, and the window goes on hearing keys. */
import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from '../workbench.ts';

const MB = 1 << 20;

describe('an endless line', () => {
  let folder: string;
  let workbench: Workbench;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'endless-'));
    const file = openSync(join(folder, 'endless.log'), 'w');
    writeSync(file, '2026-05-26T10:00:00Z ERROR the dump begins ');
    const part = Buffer.from('{"key":"value <b>of</b> it"},'.repeat(Math.ceil(MB / 29))).subarray(0, MB);
    for (let written = 0; written < 200; written++) writeSync(file, part);
    closeSync(file);
    const lines = Array.from({ length: 400 }, (_, at) => `2026-05-26T10:00:${String(at % 60).padStart(2, '0')}Z INFO line ${at}`);
    lines[200] = `2026-05-26T10:00:20Z ERROR the long one ${'A'.repeat(MB)} and its end`;
    writeFileSync(join(folder, 'long.log'), lines.join('\n'));
    workbench = await openWorkbench({ folder });
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench?.failed(this.currentTest.fullTitle());
  });

  const inside = () => workbench.webview();

  async function investigate(name: string): Promise<void> {
    await workbench.openContainer('Explorer');
    const file = workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    await workbench.choose(file, 'Investigate These Logs');
    await workbench.page.locator('.tab.active', { hasText: name.replace('.log', '') }).waitFor();
    await inside().locator('.report').waitFor();
  }

  async function charactersShown(): Promise<number> {
    const frame = await workbench.webviewFrame();
    return frame.evaluate(
      () => (globalThis as unknown as { document: { body: { innerText: string } } }).document.body.innerText.length,
    );
  }

  it('is reported with what could not be seen of it', async () => {
    await investigate('endless.log');
    await inside().getByText('the dump begins').first().waitFor();
    await inside().getByText('only the beginning was kept').first().waitFor();
    assert.ok((await charactersShown()) < 50_000);
    await workbench.picture('endless-report');
  });

  it('stands in the table in part, and the rest is told', async () => {
    await inside().getByRole('tab', { name: 'Logs' }).click();
    await inside().locator('.log-row:not(.log-head)').first().click();
    await inside().locator('.log-row .log-more').first().waitFor();
    assert.match(await inside().locator('.log-row .log-more').first().innerText(), /^\+[\d,]+ characters$/);
    assert.ok((await charactersShown()) < 200_000);
    await workbench.picture('endless-logs');
  });

  it('does not keep the grid from hearing keys, nor the workbench', async () => {
    await investigate('long.log');
    await inside().getByRole('tab', { name: 'Logs' }).click();
    await inside().locator('.log-row', { hasText: 'line 0' }).first().click();
    const active = inside().locator('.log-row.active');
    await workbench.page.keyboard.press('End');
    await inside().locator('.log-row.active', { hasText: 'line' }).waitFor();
    await inside().getByRole('textbox', { name: 'Filter' }).fill('"the long one"');
    await inside().locator('.log-row .log-more').first().waitFor();
    await inside().locator('.log-row:not(.log-head)').first().click();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.editor-instance .view-line', { hasText: 'the long one' }).first().waitFor();
    await workbench.run('View: Close Editor');
    await active.waitFor();
    await workbench.page.keyboard.press('Home');
    await active.waitFor();
  });
});
