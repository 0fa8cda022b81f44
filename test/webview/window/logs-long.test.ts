/** The log table over more rows than a browser can stack. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Request } from 'playwright-core';
import { Dice, writeLoad } from '../../bench/load.ts';
import { filterBy, rowCount, rowsOf, settled, until } from './logs.ts';
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

  it('asks once for the rows of a jump, then ahead, nothing twice, and gives up what was jumped over', async () => {
    const told: { readonly what: 'asked' | 'answered' | 'given up'; readonly first: number; readonly end: number }[] = [];
    const tell = (what: (typeof told)[number]['what']) => (request: Request) => {
      const { verb, input } = request.postDataJSON() ?? {};
      if (verb === 'search_logs') told.push({ what, first: input.offset, end: input.offset + input.limit });
    };
    const [asked, answered, givenUp] = (['asked', 'answered', 'given up'] as const).map(tell);
    page.on('request', asked).on('requestfinished', answered).on('requestfailed', givenUp);
    /** The rows in sight and two blocks ahead of them. */
    const brought = (part: number) => told.filter(one => one.what === 'answered' && near(one, part)).length === 3;
    const near = ({ first }: { first: number }, part: number) => Math.abs(first / LINES - part) < 0.01;
    const dice = new Dice(5);
    const seen = new Set<number>();
    for (let turn = 0; turn < 8; turn++) {
      told.length = 0;
      const part = (turn + dice.roll(900) / 1000) / 8;
      await drag(part);
      await until(() => brought(part));
      await settled(page);
      const rows = await rowsOf(page);
      const [{ first, end }] = told;
      assert.ok(first <= rows[0].row && end > rows.at(-1)!.row, `${rows[0].row} in ${JSON.stringify(told)}`);
      const asked = told.filter(one => one.what === 'asked');
      assert.equal(asked.length, 3);
      assert.ok(
        asked.every(({ first }, at) => at === 0 || first === asked[at - 1].end),
        JSON.stringify(asked),
      );
      for (const { first, end } of asked)
        for (let row = first; row < end; row++) assert.ok(!seen.has(row) && seen.add(row), `${row} twice`);
    }
    told.length = 0;
    await page.evaluate(`(async () => {
      const grid = document.querySelector('.log-grid');
      for (const part of [0.11, 0.37, 0.72, 0.93]) {
        grid.scrollTop = part * (grid.scrollHeight - grid.clientHeight);
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
      }
    })()`);
    await until(() => brought(0.93));
    const first = await assertTrue();
    assert.ok(Math.abs(first / LINES - 0.93) < 0.002);
    const jumps = [0.11, 0.37, 0.72, 0.93].map(part => told.filter(one => one.what === 'asked' && near(one, part)).length);
    assert.ok(
      jumps.every(asked => asked <= 3),
      `${jumps}`,
    );
    page.off('request', asked).off('requestfinished', answered).off('requestfailed', givenUp);
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
