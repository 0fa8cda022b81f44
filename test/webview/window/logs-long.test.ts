/** The log table over more rows than a browser can stack. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Dice, writeLoad } from '../../bench/load.ts';
import { filterBy, rowCount, rowsOf, settled } from './logs.ts';
import { openWindow, type Served, serveRun } from './open.ts';

/** 20 pixels each are more than the bar is allowed to be long. */
const LINES = 450_000;

describe('log table: a long run', () => {
  let served: Served;
  let page: Page;
  let problems: string[];
  let folder: string;

  before(async function () {
    this.timeout(180_000);
    folder = mkdtempSync(join(tmpdir(), 'investigator-long-'));
    writeLoad(join(folder, 'load.log'), LINES);
    served = await serveRun({ inputs: [join(folder, 'load.log')] });
    ({ page, problems } = await openWindow(served, { tab: 'logs' }));
    await page.waitForSelector('[data-row]');
    await settled(page);
  });

  after(() => {
    assert.deepEqual(problems, []);
    rmSync(folder, { recursive: true, force: true });
  });

  const drag = (part: number) =>
    page.evaluate(
      `(() => { const grid = document.querySelector('.log-grid'); grid.scrollTop = ${part} * (grid.scrollHeight - grid.clientHeight); })()`,
    );

  /** The rows in sight are those that the engine has at their numbers, without a hole. */
  async function assertTrue(query = ''): Promise<number> {
    await settled(page);
    const rows = await rowsOf(page);
    assert.deepEqual(
      rows.map(row => row.row),
      rows.map((_, at) => rows[0].row + at),
    );
    const { lines } = await served.engine.search_logs({ run_id: served.run_id, query, offset: rows[0].row, limit: rows.length });
    assert.deepEqual(
      rows.map(row => row.message),
      lines.map((line, at) => line.text.slice(line.body, line.body + rows[at].message.length)),
    );
    assert.ok(rows.every(row => row.message !== '' && row.time !== ''));
    return rows[0].row;
  }

  it('shows the right lines wherever the bar is dragged to', async () => {
    assert.equal(await rowCount(page), LINES);
    const dice = new Dice(11);
    for (let turn = 0; turn < 12; turn++) {
      const part = dice.roll(10_000) / 10_000;
      await drag(part);
      await page.waitForTimeout(200); // longer than former rows may stay
      const first = await assertTrue();
      assert.ok(Math.abs(first / LINES - part) < 0.002, `row ${first} at ${part}`);
    }
    for (const [part, row] of [
      [1, LINES - 1],
      [0, 0],
    ]) {
      await drag(part);
      await page.locator(`#log-row-${row}`).waitFor();
      await assertTrue();
    }
  });

  it('moves by whole rows with the wheel, though the bar is scaled', async () => {
    await drag(0.5);
    await page.waitForTimeout(200); // longer than former rows may stay
    const before = await assertTrue();
    await page.locator('.log-grid').hover();
    for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, 100);
    await page.locator(`#log-row-${before + 50}`).waitFor();
    await page.waitForTimeout(200);
    const after = await assertTrue();
    assert.ok(Math.abs(after - before - 50) <= 1, `${after - before} rows`);
  });

  it('keeps the selected line at its place when the filter goes', async () => {
    await filterBy(page, 'QuorumLostException');
    await assertTrue('QuorumLostException');
    await page.locator('[data-row]').nth(3).click();
    const chosen = await page.locator('.log-detail-place').getAttribute('title');
    await page.getByRole('button', { name: 'Lines around' }).click();
    await page.locator('.log-fitting', { hasText: /^[\d,]+ lines$/ }).waitFor();
    await page.locator('.log-row.selected').waitFor();
    assert.equal(await page.locator('.log-detail-place').getAttribute('title'), chosen);
    await assertTrue();
  });
});
