/** A log full of markup, control sequences, hidden directions and endless lines shows as text. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { rowsOf, settled, until } from './logs.ts';
import { openWindow, serveRun } from './open.ts';

const LINES = [
  'ERROR <img src=x onerror="document.title=1"><script>document.title = 2</script>',
  'WARN \x1b[31mred\x1b[0m and \x1b]8;;command:evil\x07link\x1b]8;;\x07',
  'INFO before \u202Eback\u202C after',
  `ERROR long ${'x'.repeat(200_000)}`,
  'INFO [click](command:workbench.action.quit) \x07 bell',
];

describe('log table: hostile lines', () => {
  let page: Page;
  let problems: string[];
  let folder: string;

  before(async function () {
    this.timeout(120_000);
    folder = mkdtempSync(join(tmpdir(), 'investigator-hostile-'));
    const stamped = LINES.map((line, at) => `2026-05-26T08:00:0${at}.000Z ${line}`);
    writeFileSync(join(folder, 'hostile.log'), `${stamped.join('\n')}\n`);
    const served = await serveRun({ inputs: [join(folder, 'hostile.log')] });
    ({ page, problems } = await openWindow(served, { tab: 'logs' }));
    await page.waitForSelector('[data-row]');
    await settled(page);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('runs nothing and builds no element of it', async () => {
    const [markup, colours, direction, , command] = (await rowsOf(page)).map(row => row.message);
    assert.match(markup, /^<img src=x onerror="document\.title=1"><script>/);
    assert.equal(colours, 'red and link');
    assert.match(direction, /^before ⟨U\+202E⟩back⟨U\+202C⟩ after$/);
    assert.match(command, /^\[click\]\(command:workbench\.action\.quit\) ␇ bell$/);
    assert.equal(await page.locator('.log-grid :is(img, script, a)').count(), 0);
    assert.notEqual(await page.title(), '1');
    assert.notEqual(await page.title(), '2');
    assert.deepEqual(problems, []);
  });

  it('shows an endless line in part, says how much is left, and gives all of it slice by slice', async () => {
    assert.match((await page.locator('#log-row-3 .log-more').textContent()) ?? '', /^\+[\d,]+ characters$/);
    await page.locator('#log-row-3').click();
    const more = page.getByRole('button', { name: /more characters/ });
    await more.waitFor();
    const whole = page.locator('.log-whole');
    const before = ((await whole.textContent()) ?? '').length;
    await more.click();
    await until(async () => ((await whole.textContent()) ?? '').length > before + 60_000);
  });
});
