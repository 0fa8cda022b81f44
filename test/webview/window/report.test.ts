/** The report over the sample run, as a person reads it and goes on from it. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { assertGolden } from '../../tools/render/golden.ts';
import { until } from './logs.ts';
import { openWindow, type Served, seriousFaults, serveSample, THEMES } from './open.ts';

const MEMBER = 'db-cluster-7c19e5d2.tar.zst!/db-cluster-7c19e5d2/longevity-50gb-4h-major-db-node-7c19e5d2-3/dmesg.log';

describe('report: the sample run', () => {
  let preview: Served;
  let page: Page;
  let problems: string[];
  let place: string;
  const acted = () => preview.acted.map(one => one.replaceAll(preview.run_id, 'RUN'));
  const first = () => page.locator('.line').first();

  before(async function () {
    this.timeout(120_000);
    preview = await serveSample();
    place = `${preview.run_id}:${MEMBER}:22`;
  });

  beforeEach(async () => {
    preview.acted.length = 0;
    ({ page, problems } = await openWindow(preview));
    await page.waitForSelector('.findings');
    await until(async () => (await page.locator('.tabs .badge').count()) > 0);
  });

  afterEach(async () => {
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('says what a person reads, in order', async () => {
    const tree = (await page.locator('.window').ariaSnapshot()).replace(/\d+(\.\d+)? (ms|s)\.$/m, 'N s.');
    assertGolden('report-sample.yml', `${tree}\n`, import.meta.url);
  });

  it('shows verdict, evidence, what to do and what was seen in the first screen', async () => {
    const foot = (await page.locator('.foot').boundingBox())?.y ?? 0;
    const shown = ['.verdict', '.line', '.actions li:first-child', '.aside .meter', '.moments', '.doubtful'];
    for (const sight of shown) {
      const box = await page.locator(sight).first().boundingBox();
      assert.ok(box && box.y + box.height <= foot, `${sight} ends at ${box && box.y + box.height}, the foot begins at ${foot}`);
    }
  });

  it('opens a line in the log table by a click and by Enter, and comes back by Backspace', async () => {
    const selected = () => page.locator('.log-grid [aria-selected=true] .log-message');
    for (const open of [() => first().click(), () => page.keyboard.press('Enter')]) {
      await first().locator('.place').focus();
      await open();
      assert.equal(await page.getByRole('tab', { selected: true }).getAttribute('id'), 'tab-logs');
      await selected().waitFor();
      assert.match((await selected().textContent()) ?? '', /Out of memory: Killed process 6550/);
      assert.equal(await page.locator(':focus').getAttribute('role'), 'grid');
      await page.keyboard.press('Backspace');
      assert.equal(await page.getByRole('tab', { selected: true }).getAttribute('id'), 'tab-report');
      assert.equal((await page.locator(':focus').textContent())?.slice(0, 40), 'db-node-3/dmesg.log:22');
    }
    assert.deepEqual(acted(), []);
  });

  it('opens the source by Ctrl and a click, by Ctrl and Enter, and by a word; the log as a document by a word', async () => {
    await first().click({ modifiers: ['Control'] });
    await first().locator('.place').focus();
    await page.keyboard.press('Control+Enter');
    await first().hover();
    await first().getByRole('button', { name: 'Source' }).click();
    await page.locator('.foot', { hasText: 'No source was found for this line.' }).waitFor();
    await first().getByRole('button', { name: 'Document' }).click();
    await until(() => preview.acted.length === 4);
    const asked = JSON.stringify({ place });
    assert.deepEqual(preview.acted, [...Array.from({ length: 3 }, () => `open_source ${asked}`), `open_line ${asked}`]);
    assert.equal(await page.getByRole('tab', { selected: true }).getAttribute('id'), 'tab-report');
  });

  it('opens a document of knowledge for this kind of failure', async () => {
    const reading = page.locator('section', { has: page.getByRole('heading', { name: 'What to read' }) });
    assert.match((await reading.locator('li').allTextContents()).join(' '), /Memory ran out categories\/out-of-memory\.md:\d+/);
    await reading.getByRole('button', { name: 'Memory ran out', exact: true }).click();
    await until(() => preview.acted.length === 1);
    assert.deepEqual(acted(), ['open_document {"run_id":"RUN","document":"categories/out-of-memory"}']);
  });

  it('copies a line with its path in full', async () => {
    await first().locator('.place').focus();
    await page.keyboard.press('Control+c');
    await until(() => preview.acted.length > 0);
    assert.match(acted()[0], /^copy_text /);
    assert.ok(acted()[0].includes(`"${MEMBER}:22 | [Tue May 26 11:12:03 2026] Out of memory: Killed process 6550 (scylla)`));
  });

  it('is walked by the keyboard alone', async () => {
    const at = () => page.locator(':focus').textContent();
    await page.getByRole('tab', { name: 'Report' }).focus();
    await page.keyboard.press('Tab');
    assert.equal(await at(), 'db-node-3/dmesg.log:22');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await at(), 'raw_events.log:1175');
    await page.keyboard.press('ArrowRight');
    assert.equal(await at(), 'Record');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('End');
    const last = await at();
    assert.equal(last, await page.locator('.line .place').last().textContent());
    await page.keyboard.press('Home');
    assert.equal(await at(), 'db-node-3/dmesg.log:22');
    await page.keyboard.press('Tab');
    assert.equal(await at(), '1 more', 'a list is one stop');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await at(), 'db-node-3/dmesg.log:22');
  });

  it('shows the whole record with what stands around it, and hides it again', async () => {
    const line = page.locator('.line', { hasText: 'raw_events.log:1175' });
    await line.locator('.place').focus();
    await page.keyboard.press(' ');
    await line.locator('.record pre > div').nth(4).waitFor();
    const numbers = await line.locator('.record .number').allTextContents();
    assert.deepEqual(numbers, ['1173', '1174', '1175', '1176', '1177']);
    assert.match((await line.locator('.record pre > div:not(.around)').textContent()) ?? '', /"base": "DisruptionEvent"/);
    await page.keyboard.press(' ');
    await line.locator('.record').waitFor({ state: 'detached' });
  });

  it('leads from a step to its lines, from a test and a moment to theirs', async () => {
    await page.getByRole('button', { name: 'show lines of level:>=warn scylla allocate' }).click();
    assert.equal(await page.getByRole('textbox', { name: 'Filter' }).inputValue(), 'level:>=warn scylla allocate');
    await page.getByRole('tab', { name: 'Report' }).click();
    await page.getByRole('button', { name: /test_custom_time/ }).click();
    await page.locator('.log-grid [aria-selected=true]', { hasText: 'junit.xml' }).waitFor();
    await page.getByRole('tab', { name: 'Report' }).click();
    await page.getByRole('button', { name: /11:12:03 ?cause/ }).click();
    await page.locator('.log-grid [aria-selected=true]', { hasText: 'Killed process 6550' }).waitFor();
  });

  it('copies the report as Markdown, exports it, compares it, as buttons and as commands', async () => {
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    preview.push({ kind: 'act', act: 'copy_report' });
    await until(() => preview.acted.length === 2);
    for (const one of acted()) assert.match(one, /^copy_text .*# The kernel OOM killer stopped scylla on db-node-3/);
    await page.getByRole('button', { name: 'Export…' }).click();
    await page.getByRole('button', { name: 'Compare…' }).click();
    await until(() => preview.acted.length === 4);
    assert.deepEqual(acted().slice(2), ['export_report {"run_id":"RUN"}', 'compare_run {"run_id":"RUN"}']);
  });

  it('hears commands for the line in focus', async () => {
    for (const act of ['next_error', 'next_error', 'previous_error', 'open_source', 'copy_lines'] as const)
      preview.push({ kind: 'act', act });
    await until(() => preview.acted.length === 2);
    assert.equal(preview.acted[0], `open_source ${JSON.stringify({ place })}`);
    assert.match(preview.acted[1], /^copy_text .*dmesg\.log:22 \| /);
  });

  it('keeps the focus, the open record and the place when something changes', async () => {
    const line = page.locator('.line', { hasText: 'raw_events.log:1172' });
    await line.locator('.place').focus();
    await page.keyboard.press(' ');
    await line.locator('.record .number').first().waitFor();
    await page.locator('.findings').evaluate(node => void (node.scrollTop = 40));
    await page.evaluate(`new MutationObserver(all => {
      for (const one of all) globalThis.gone = (globalThis.gone ?? 0) + one.removedNodes.length;
    }).observe(document.querySelector('.findings'), { childList: true, subtree: true })`);
    let answers = 0;
    page.on('response', () => answers++);
    preview.push({ kind: 'changed' });
    await until(() => answers >= 3);
    await until(async () => (await page.locator('.report').getAttribute('aria-busy')) === 'false');
    assert.equal(await page.evaluate('globalThis.gone ?? 0'), 0, 'nothing was drawn away');
    assert.equal(await page.locator(':focus').textContent(), 'raw_events.log:1172');
    assert.equal(await page.locator('.findings').evaluate(node => node.scrollTop), 40);
    assert.equal(await page.locator('.record').count(), 1);
  });

  it('comes back as it was left', async () => {
    await page.locator('.line', { hasText: 'raw_events.log:1172' }).locator('.place').focus();
    await page.keyboard.press(' ');
    await page.locator('.findings').evaluate(node => void (node.scrollTop = 60));
    await page.getByRole('tab', { name: 'Patterns' }).click();
    await page.getByRole('tab', { name: 'Report' }).click();
    assert.equal(await page.locator('.findings').evaluate(node => node.scrollTop), 60);
    assert.equal(await page.locator('.record').count(), 1);
  });

  for (const width of [700, 420, 320]) {
    it(`needs no scrolling sideways at ${width} px`, async () => {
      await page.setViewportSize({ width, height: 760 });
      const over = await page
        .locator('html, .report, .findings, .aside, .head')
        .evaluateAll(all => all.map(one => [one.className, one.scrollWidth - one.clientWidth] as const));
      assert.deepEqual(
        over.filter(([, beyond]) => beyond > 0),
        [],
      );
    });
  }

  it('has no serious fault of access in any theme, also with a record open', async () => {
    for (const theme of THEMES) {
      const { page: themed, close } = await openWindow(preview, { theme });
      await themed.waitForSelector('.findings');
      await themed.locator('.line .place').first().focus();
      await themed.keyboard.press(' ');
      await themed.locator('.record .number').first().waitFor();
      assert.deepEqual(await seriousFaults(themed), [], theme);
      await close();
    }
  });
});
