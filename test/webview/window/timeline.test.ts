/** The timeline over the sample run, as a person uses it. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { until } from './logs.ts';
import { openWindow, type Served, seriousFaults, serveSample, THEMES } from './open.ts';

/** What is kept of a room's arrangement. */
function kept(page: Page, room: string): Promise<Record<string, unknown>> {
  return page.evaluate(`JSON.parse(Object.values(sessionStorage)[0] ?? '{}').${room}`);
}

describe('timeline: the sample run', () => {
  let preview: Served;
  let page: Page;
  let problems: string[];
  const span = () => page.locator('.tl-span').innerText();
  const spanIs = async (words: string) => {
    let last = '';
    await until(async () => (last = await span()) === words).catch(() => assert.equal(last, words));
  };
  const whole = '2026-05-26 08:00:00 – 11:17:42 UTC (3 h 18 min)';

  before(async function () {
    this.timeout(120_000);
    preview = await serveSample();
  });

  beforeEach(async () => {
    preview.acted.length = 0;
    ({ page, problems } = await openWindow(preview, { tab: 'timeline' }));
    await page.locator('.tl-mark').first().waitFor();
  });

  afterEach(async () => {
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('shows tree, lanes, levels and the cause, and states once that times are UTC', async () => {
    await spanIs(whole);
    assert.deepEqual(await page.locator('.tl-row.branch .tl-name').allInnerTexts(), [
      'Tests failed',
      'Nemeses',
      'Steps',
      'Events',
      'Telling lines',
    ]);
    assert.deepEqual(await page.locator('.tl-lanes .tl-lane-name').allInnerTexts(), [
      'steps',
      'nemeses',
      'events',
      'telling lines',
    ]);
    assert.deepEqual(await page.locator('.tl-flag').allInnerTexts(), ['first cause 11:12:03', 'first abnormal 10:50:00']);
    await page.getByRole('img', { name: /^errors over time: [\d,]+ lines in view, most at 11:1\d:\d\d UTC$/ }).waitFor();
  });

  it('says whose clock was put right, and counts its lines where they are shown', async () => {
    const said = (await page.locator('.tl-doubt').textContent()) ?? '';
    assert.match(said, /^The clocks of .*sct\.log.* differ: all times are shown corrected for it\.$/);
    const { run_id, engine } = preview;
    const { from, to } = await engine.get_timeline({ run_id });
    const { members } = await engine.get_test_run_info({ run_id, limit: 500 });
    for (const member of members.filter(one => one.clock_ahead !== undefined))
      assert.ok(member.from! >= from! && member.to! <= to!, `${member.path} lies within the run`);
  });

  it('lists the same entries as lines, in order of time', async () => {
    await page.getByRole('button', { name: 'As list' }).click();
    const lines = page.locator('.tl-list .line');
    const { entries } = await preview.engine.get_timeline({ run_id: preview.run_id, limit: 2000 });
    // The tests are asked for by themselves.
    await lines.filter({ hasText: 'test_custom_time' }).waitFor();
    assert.equal(await lines.count(), entries.length + 1, 'the failed test has no time, and is there nevertheless');
    const words = (await lines.allInnerTexts()).map(text => text.replace(/\s+/g, ' ').trim());
    assert.match(words[0], /^08:00:01\.500 .*actions\.log ?:1 creating the clusters .*step · done · 7 min$/);
    assert.ok(words.some(one => /^09:20:00\.000 .*CorruptThenRepairMonkey.*nemesis · skipped · 22 s$/.test(one)));
    assert.ok(words.some(one => /^10:50:00\.000 .*MajorCompactionMonkey.*nemesis · failed · 24 min$/.test(one)));
    assert.ok(words.some(one => /^11:12:03\.000 .*The kernel OOM killer stopped scylla on db-node-3 .*cause$/.test(one)));
    assert.match(words.at(-1) ?? '', /^no time .*test_custom_time .*test · failed$/);
  });

  it('zooms and moves by keyboard, and keeps that over a reload', async () => {
    const axis = page.getByRole('slider');
    await axis.focus();
    await page.keyboard.press('+');
    await spanIs('2026-05-26 08:49:26 – 10:28:17 UTC (99 min)');
    await page.keyboard.press('End');
    const zoomed = '2026-05-26 09:38:51 – 11:17:42 UTC (99 min)';
    await spanIs(zoomed);
    assert.equal(await axis.getAttribute('aria-valuetext'), zoomed);
    await page.reload();
    await page.locator('.tl-mark').first().waitFor();
    await spanIs(zoomed);
    await page.getByRole('slider').focus();
    await page.keyboard.press('0');
    await spanIs(whole);
    await until(async () => (await kept(page, 'timeline')).from === null);
  });

  it('zooms by dragging, and shows all again by Escape', async () => {
    const lanes = await page.locator('.tl-lanes').boundingBox();
    assert.ok(lanes);
    await page.mouse.move(lanes.x + 500, lanes.y + 4);
    await page.mouse.down();
    await page.mouse.move(lanes.x + 700, lanes.y + 8, { steps: 4 });
    await page.locator('.tl-brush').waitFor();
    await page.mouse.up();
    assert.notEqual(await span(), whole);
    await page.locator('.tl-lanes').focus();
    await page.keyboard.press('Escape');
    await spanIs(whole);
  });

  it('goes to the lines of an entry by a click, and with Alt to its span only', async () => {
    const nemesis = page.getByRole('option', { name: /^MajorCompactionMonkey, nemesis · failed/ });
    await nemesis.click();
    await page.getByRole('tab', { name: /^Logs/, selected: true }).waitFor();
    await until(async () => /raw_events\.log:1175$/.test(String((await kept(page, 'logs')).place)));
    await page.getByRole('tab', { name: /^Timeline/ }).click();
    await nemesis.click({ modifiers: ['Alt'] });
    await until(async () => (await kept(page, 'logs')).query === 'from:2026-05-26T10:50:00.000Z to:2026-05-26T11:13:40.813Z');
  });

  it('shows in the lanes what is chosen in the tree, and the other way round', async () => {
    await page.getByRole('treeitem', { name: /DrainerMonkey/ }).click();
    await page.getByRole('option', { name: /^DrainerMonkey/, selected: true }).waitFor();
    await page.locator('.tl-lanes').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('treeitem', { name: /NodeToolCleanupMonkey/, selected: true }).waitFor();
    assert.equal(await page.locator('.tl-detail h2').innerText(), 'NodeToolCleanupMonkey');
  });

  it('folds and walks its tree by keys, and keeps the folds', async () => {
    await page.getByRole('tree').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('treeitem', { name: /^Tests failed/, expanded: false }).waitFor();
    assert.deepEqual((await kept(page, 'timeline')).folds, { test: false });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: /^Logs/, selected: true }).waitFor();
    await until(async () => /junit\.xml:3$/.test(String((await kept(page, 'logs')).place)));
  });

  it('copies itself as Markdown', async () => {
    await page.locator('.tl-bar').getByRole('button', { name: 'Copy as Markdown' }).click();
    await until(() => preview.acted.length > 0);
    const { text } = JSON.parse(preview.acted[0].slice('copy_text '.length)) as { text: string };
    assert.match(
      text,
      /^# Timeline of sample\/failed\n\n2026-05-26 08:00:00 – 11:17:42 UTC \(3 h 18 min\) · First cause 11:12:03\.000/,
    );
    assert.match(text, /\| 2026-05-26 09:20:00\.000 \| 22 s \| nemesis \| ○ skipped \| CorruptThenRepairMonkey on /);
  });

  it('has four tabs, none of them empty', async () => {
    const tabs = await page.getByRole('tab').allInnerTexts();
    assert.deepEqual(
      tabs.map(tab => /^[A-Z][a-z]+/.exec(tab)?.[0]),
      ['Report', 'Logs', 'Timeline', 'Patterns'],
    );
  });

  it('has no serious fault of accessibility in any theme, nor as a list, nor when narrow', async function () {
    this.timeout(120_000);
    for (const theme of THEMES) {
      for (const width of [1180, 420]) {
        const { page, close } = await openWindow(preview, { tab: 'timeline', theme, width });
        await page.locator('.tl-mark').first().waitFor();
        assert.deepEqual(await seriousFaults(page), [], `${theme} ${width}`);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
        await page.getByRole('button', { name: 'As list' }).click();
        assert.deepEqual(await seriousFaults(page), [], `${theme} ${width} list`);
        await close();
      }
    }
  });
});
