/** The log table over the sample run, as a person uses it. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Line } from '../../../src/model/line.ts';
import { formatPlace } from '../../../src/model/place.ts';
import { oneLine } from '../../../src/tools/render/safe.ts';
import { messageIn } from '../../../webview/message.ts';
import { arrangementOf, countIs, filterBy, rowCount, rowsOf, type SeenRow, selectedIs, settled, until } from './logs.ts';
import { openWindow, type Served, seriousFaults, serveSample, THEMES } from './open.ts';

/** A row draws the beginning of its message, as far as there is room. */
function assertShows(rows: readonly SeenRow[], lines: readonly Line[]): void {
  assert.ok(rows.length >= lines.length, `${rows.length} rows`);
  for (const [at, line] of lines.entries()) {
    const message = oneLine(messageIn(line));
    assert.equal(rows[at].message, message.slice(0, Math.max(rows[at].message.length, Math.min(80, message.length))));
  }
}

describe('log table: the sample run', () => {
  let preview: Served;
  let page: Page;
  let problems: string[];
  const ask = (input: Partial<Parameters<Served['engine']['search_logs']>[0]>) =>
    preview.engine.search_logs({ run_id: preview.run_id, ...input });
  const acted = (verb: string) =>
    preview.acted.filter(one => one.startsWith(`${verb} `)).map(one => JSON.parse(one.slice(verb.length)));

  before(async function () {
    this.timeout(120_000);
    preview = await serveSample();
  });

  beforeEach(async () => {
    preview.acted.length = 0;
    ({ page, problems } = await openWindow(preview, { tab: 'logs' }));
    await page.waitForSelector('[data-row]');
    await settled(page);
  });

  afterEach(async () => {
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('begins at the first line with a time, and says how many there are', async () => {
    const { lines, coverage, offset } = await ask({ query: 'record:first', at: '1980-01-01', limit: 10 });
    const rows = await rowsOf(page);
    assertShows(rows, lines);
    const [records, all] = [coverage.matched, coverage.scanned].map(count => count.toLocaleString('en-US'));
    assert.equal(await page.locator('.log-fitting').textContent(), `${records} records of ${all} lines`);
    const grid = page.getByRole('grid');
    assert.equal(await grid.getAttribute('aria-rowcount'), String(coverage.matched + 1));
    assert.equal(await grid.getAttribute('aria-colcount'), '6');
    assert.ok(lines[0].at !== null && rows[0].row === offset);
    assert.equal(await page.locator(`#log-row-${offset}`).getAttribute('aria-rowindex'), String(rows[0].row + 2));
  });

  it('filters by words, level and a regular expression', async () => {
    for (const query of ['level:error compaction', '/Killed process \\d+/', 'member:*dmesg.log -usb']) {
      await filterBy(page, query);
      const { lines, coverage } = await ask({ query, offset: 0, limit: 10 });
      assert.equal(await rowCount(page), coverage.matched, query);
      assertShows(await rowsOf(page), lines);
    }
  });

  it('tells what is wrong with a query and where, and keeps the lines', async () => {
    const before = (await rowsOf(page)).slice(0, 10);
    await page.getByRole('textbox', { name: 'Filter' }).fill('level:error "half');
    await page.getByText('Column 13: this quote is never closed').waitFor();
    assert.equal(await page.locator('.ink-wrong').textContent(), '"half');
    assert.deepEqual((await rowsOf(page)).slice(0, 10), before);
    await filterBy(page, 'level:error');
    assert.equal(await page.locator('#log-problem').textContent(), '');
  });

  it('switches levels by chips, with counts over the rest of the query', async () => {
    await filterBy(page, 'scylla');
    const warn = page.getByRole('button', { name: /^Warn/ });
    const { coverage } = await ask({ query: 'scylla', level: 'warn', limit: 1 });
    await page.getByRole('button', { name: `Warn ${coverage.matched.toLocaleString('en-US')}`, exact: true }).waitFor();
    await warn.click();
    await countIs(page, { is: coverage.matched });
    assert.equal(await warn.getAttribute('aria-pressed'), 'true');
    assert.equal(await page.getByRole('textbox', { name: 'Filter' }).inputValue(), 'scylla level:warn');
  });

  it('goes through the errors by F8 and back', async () => {
    const { lines } = await ask({ query: 'level:>=error record:first from:1980-01-01', offset: 0, limit: 3 });
    const grid = page.getByRole('grid');
    for (const line of lines) {
      await page.keyboard.press('F8');
      await selectedIs(page, formatPlace(line.place));
    }
    await grid.focus();
    await page.keyboard.press('Shift+F8');
    await selectedIs(page, formatPlace(lines[1].place));
    const active = await grid.getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
  });

  it('moves by keys to the ends and back, and selects a range', async () => {
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    const count = await rowCount(page);
    await page.locator(`#log-row-${count - 1}.selected`).waitFor();
    await settled(page);
    assert.equal((await rowsOf(page)).at(-1)?.row, count - 1);
    await page.keyboard.press('Home');
    await page.locator('#log-row-0.selected').waitFor();
    await settled(page);
    assert.equal((await rowsOf(page))[0].row, 0);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.locator('#log-row-2.active').waitFor();
    assert.equal(await page.locator('.log-row.selected').count(), 3);
    assert.equal(await page.getByRole('grid').getAttribute('aria-activedescendant'), 'log-row-2');
  });

  it('copies lines as member:line | text', async () => {
    await filterBy(page, 'Killed process');
    await page.locator('#log-row-0').click();
    await page.locator('#log-row-1').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+c');
    await page.getByText('Copied 2 lines.').waitFor();
    const { lines } = await ask({ query: 'Killed process', offset: 0, limit: 2 });
    const [{ text }] = acted('copy_text');
    assert.equal(text.split('\n').length, 2);
    assert.equal(text.split('\n')[0], `${lines[0].place.member}:${lines[0].place.line} | ${lines[0].text}`);
  });

  it('opens the log of a line and the source', async () => {
    await filterBy(page, 'Killed process');
    const place = formatPlace((await ask({ query: 'Killed process', offset: 0, limit: 1 })).lines[0].place);
    await page.locator('#log-row-0').click();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await until(() => acted('open_source').length > 0);
    assert.deepEqual(acted('open_line'), [{ place }]);
    assert.deepEqual(acted('open_source'), [{ place }]);
  });

  it('opens the source place that stands in a line by a click', async () => {
    await filterBy(page, 'annotate.ts');
    const link = page.locator('.log-text .log-source-link').first();
    assert.match((await link.textContent()) ?? '', /annotate\.ts:\d+/);
    await link.click();
    await until(() => acted('open_source').length > 0);
    const [{ frame }] = acted('open_source');
    assert.match(frame.file, /annotate\.ts$/);
  });

  it('keeps filter, selection, bookmarks and pins over a reload', async () => {
    await filterBy(page, 'level:error');
    await page.locator('#log-row-3').click();
    await page.keyboard.press('b');
    await page.keyboard.press('p');
    await page.locator('.log-pins li').waitFor();
    const chosen = await page.locator('.log-detail-place').getAttribute('title');
    await until(async () => (await arrangementOf(page)).place === chosen);
    await page.reload();
    await page.waitForSelector('.log-row.selected');
    await settled(page);
    assert.equal(await page.getByRole('textbox', { name: 'Filter' }).inputValue(), 'level:error');
    assert.equal(await page.locator('.log-detail-place').getAttribute('title'), chosen);
    assert.equal((await rowsOf(page)).find(row => row.selected)?.marks, 'bookmarked, pinned');
    assert.equal(await page.locator('.log-pins li').count(), 1);
  });

  it('brushes a span of time by mouse and by keys, and shows all again', async () => {
    const box = (await page.locator('.log-chart').boundingBox())!;
    const all = await rowCount(page);
    await page.mouse.move(box.x + box.width * 0.58, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.63, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await countIs(page, { below: all });
    const chip = page.locator('.log-chip.on', { hasText: '×' });
    const [from, to] = ((await chip.textContent()) ?? '').match(/\d\d:\d\d:\d\d/g)!;
    const span = { from: `2026-05-26T${from}Z`, to: `2026-05-26T${to}Z` };
    assert.equal(await rowCount(page), (await ask({ ...span, query: 'record:first', limit: 1 })).coverage.matched);
    await chip.click();
    await countIs(page, { is: all });
    await page.getByRole('slider', { name: 'Lines over time' }).focus();
    for (const key of ['Home', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter']) await page.keyboard.press(key);
    await countIs(page, { below: all });
    await page.keyboard.press('Escape');
    await countIs(page, { is: all });
  });

  it('jumps to a time, and refuses what is none', async () => {
    await page.getByRole('button', { name: 'Jump to time…' }).click();
    await page.locator('input[aria-label^="Time to jump to"]:focus').waitFor();
    await page.keyboard.type('soon');
    await page.keyboard.press('Enter');
    await page.getByText('That is no time').waitFor();
    await page.getByRole('textbox', { name: /Time to jump to/ }).fill('10:50:00');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.log-row.selected');
    const { lines } = await ask({ query: 'record:first', at: '2026-05-26T10:50:00Z', limit: 1 });
    assert.equal(await page.locator('.log-detail-place').getAttribute('title'), formatPlace(lines[0].place));
  });

  it('shows a line whose clock differs at the corrected time, and its own stamp beside it', async () => {
    await filterBy(page, 'member:*/sct.log level:error');
    const [line] = (await ask({ query: 'member:*/sct.log level:error', at: '1980-01-01', limit: 1 })).lines;
    assert.equal(line.clock_ahead, 7_200_000);
    preview.push({ kind: 'show', tab: 'logs', place: formatPlace(line.place) });
    await selectedIs(page, formatPlace(line.place));
    const shown = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
    const head = (await page.locator('.log-detail header').textContent()) ?? '';
    assert.ok(head.includes(`${shown(line.at!)} UTC`) && head.includes(`stamped ${shown(line.at! + 7_200_000)}`), head);
    assert.ok(line.text.includes(shown(line.at! + 7_200_000).slice(11, 19)), 'as its text says');
  });

  it('marks lines that are new against the passing run, and shows only those', async () => {
    const chip = page.getByRole('button', { name: 'New only' });
    const all = await rowCount(page);
    await chip.click();
    await countIs(page, { below: all });
    await settled(page);
    const rows = await rowsOf(page);
    assert.ok(rows.length > 5);
    assert.deepEqual([...new Set(rows.map(row => row.marks))], ['new']);
  });

  it('brings a line that the filter leaves out, says so, and offers to clear the filter', async () => {
    await filterBy(page, 'level:warn');
    const place = formatPlace((await ask({ query: 'Killed process', offset: 0, limit: 1 })).lines[0].place);
    preview.push({ kind: 'show', tab: 'logs', place });
    await page.getByText(/dmesg\.log:\d+ does not fit the filter\./).waitFor();
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await page.waitForSelector('.log-row.selected');
    assert.equal(await page.locator('.log-detail-place').getAttribute('title'), place);
    assert.equal(await page.getByRole('textbox', { name: 'Filter' }).inputValue(), '');
  });

  it('folds records, unfolds one in place, and all where one of their further lines is to be shown', async () => {
    const folded = await rowCount(page);
    const { lines } = await ask({ query: 'record:more level:error', offset: 0, limit: 1 });
    const before = formatPlace({ ...lines[0].place, line: lines[0].place.line - 1 });
    preview.push({ kind: 'show', tab: 'logs', place: before });
    await selectedIs(page, before);
    const fold = page.locator('.log-row.selected .log-fold');
    assert.match((await fold.textContent()) ?? '', /^\(\d+ lines\) ›$/);
    await fold.click();
    await page.locator('.log-row.selected .log-continued').first().waitFor();
    const shown = await page.locator('.log-row.selected .log-continued').allTextContents();
    assert.equal(shown[0], oneLine(lines[0].text));
    await page.getByRole('grid').press('Space');
    await until(async () => (await page.locator('.log-continued').count()) === 0);
    preview.push({ kind: 'show', tab: 'logs', place: formatPlace(lines[0].place) });
    await selectedIs(page, formatPlace(lines[0].place));
    assert.equal(await page.getByRole('button', { name: 'Fold' }).getAttribute('aria-pressed'), 'false');
    assert.ok((await rowCount(page)) > folded);
  });

  it('hears the commands of its host', async () => {
    preview.push({ kind: 'act', act: 'toggle_wrap' });
    await page.waitForSelector('.log-grid.wrap');
    preview.push({ kind: 'act', act: 'toggle_wrap' });
    preview.push({ kind: 'act', act: 'focus_filter' });
    await page.locator('input[aria-label=Filter]:focus').waitFor();
    preview.push({ kind: 'show', tab: 'logs', query: 'Killed process' });
    await page.locator('.log-fitting', { hasText: ' of ' }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Filter' }).inputValue(), 'Killed process');
  });

  it('chooses a file, and brings former queries back', async () => {
    await page.getByRole('button', { name: /All files/ }).click();
    await page.getByRole('textbox', { name: 'Find a file' }).fill('sct.log');
    await page.getByRole('button', { name: /^sct\.log/ }).click();
    await page.locator('.log-fitting', { hasText: ' of ' }).waitFor();
    await settled(page);
    const rows = await rowsOf(page);
    assert.ok(rows.every(row => row.member.startsWith('sct.log:')));
    const field = page.getByRole('textbox', { name: 'Filter' });
    await field.fill('first query');
    await page.keyboard.press('Enter');
    await field.fill('');
    await field.press('ArrowUp');
    assert.equal(await field.inputValue(), 'first query');
  });

  it('has no serious fault of accessibility in any theme', async function () {
    this.timeout(120_000);
    await page.close();
    for (const theme of THEMES) {
      const { page, close } = await openWindow(preview, { tab: 'logs', theme });
      await page.waitForSelector('[data-row]');
      await page.keyboard.press('F8');
      await page.waitForSelector('.log-detail');
      assert.deepEqual(await seriousFaults(page), [], theme);
      await close();
    }
    ({ page, problems } = await openWindow(preview, { tab: 'logs' }));
  });
});
