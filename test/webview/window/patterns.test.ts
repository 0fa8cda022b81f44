/** The patterns of the sample run, as a person uses them. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { arrangementOf, until } from './logs.ts';
import { openWindow, type Served, seriousFaults, serveSample, THEMES } from './open.ts';

describe('patterns: the sample run', () => {
  let preview: Served;
  let page: Page;
  let problems: string[];
  const told = () => page.locator('.pt-told').innerText();
  const row = (at: number) => page.locator(`.pt-row[data-at="${at}"]`);
  const list = (input: object) => preview.engine.list_patterns({ run_id: preview.run_id, ...input });

  before(async function () {
    this.timeout(120_000);
    preview = await serveSample();
  });

  beforeEach(async () => {
    preview.acted.length = 0;
    ({ page, problems } = await openWindow(preview, { tab: 'patterns' }));
    await row(0).waitFor();
  });

  afterEach(async () => {
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('begins with what is new, and says how many of each there are', async () => {
    const { in_each, in_all, templates } = await list({ change: 'new' });
    const chips = (await page.locator('.pt-chip').allInnerTexts()).map(one => one.replace(/\s+/g, ' '));
    assert.deepEqual(chips, [
      `New ${in_each.new}`,
      `Gone ${in_each.gone}`,
      `More often ${in_each.more_often}`,
      `Less often ${in_each.less_often}`,
      `All ${in_each.all}`,
    ]);
    assert.equal(await told(), `${in_all} patterns, against 1 passing run`);
    assert.equal(await row(0).locator('.pt-change').innerText(), 'new');
    assert.equal(await row(0).locator('.pt-text').innerText(), templates[0].text);
    assert.equal(await row(0).locator('.pt-count').innerText(), String(templates[0].count));
    assert.equal(await page.getByRole('treegrid').getAttribute('aria-rowcount'), String(in_all + 1));
  });

  it('draws what is in sight of them, and leads to the last one and back by keys', async () => {
    await page.locator('.pt-chip.all').click();
    const { in_all, templates } = await list({ change: undefined, limit: 1000 });
    await until(async () => (await told()).startsWith(`${in_all} patterns`));
    const drawn = () => page.locator('.pt-row[data-at]').count();
    assert.ok((await drawn()) < 80, `${await drawn()} of ${in_all} rows are drawn`);
    await row(0).focus();
    await page.keyboard.press('End');
    await page.locator(`.pt-row[data-at="${in_all - 1}"]:focus`).waitFor();
    assert.equal(
      await row(in_all - 1)
        .locator('.pt-count')
        .innerText(),
      String(templates[in_all - 1].count),
    );
    const foot = (await page.locator('.foot').boundingBox())!.y;
    await until(async () => ((await row(in_all - 1).boundingBox())?.y ?? foot) < foot);
    await page.keyboard.press('Enter');
    await page.locator('.pt-open').waitFor();
    await page.keyboard.press('Home');
    await page.locator('.pt-row[data-at="0"]:focus').waitFor();
    const head = (await page.locator('.pt-heads').boundingBox())!;
    await until(async () => ((await row(0).boundingBox())?.y ?? 0) >= head.y + head.height - 1);
    assert.equal(await page.locator('.pt-open').count(), 1, 'what stands open stays, with the lines it read');
    assert.ok((await drawn()) < 80);
  });

  it('keeps the focus on its row when that is scrolled out of sight', async () => {
    await row(2).focus();
    await page.mouse.move(400, 400);
    await page.mouse.wheel(0, 2500);
    await row(110).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('.pt-row[data-at="3"]:focus').waitFor();
    await until(async () => ((await row(3).boundingBox())?.y ?? -1) > 0);
  });

  it('filters by change and text, sorts, and keeps that over a reload', async () => {
    await page.locator('.pt-chip.all').click();
    await page.getByRole('searchbox').fill('Out of memory');
    const { in_all, templates } = await list({ text: 'Out of memory', sort: 'count' });
    await page.getByRole('button', { name: 'here', exact: true }).click();
    await until(async () => (await told()).startsWith(`${in_all} pattern`));
    await page.reload();
    await until(async () => (await told()).startsWith(`${in_all} pattern`));
    assert.equal(await row(0).locator('.pt-text').innerText(), templates[0].text);
    assert.equal(await page.getByRole('searchbox').inputValue(), 'Out of memory');
  });

  it('opens examples by keys, five lines at most, and says of how many', async () => {
    const { templates } = await list({ change: 'new' });
    await row(0).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.pt-open .line').first().waitFor();
    assert.equal(await row(1).getAttribute('aria-expanded'), 'true');
    assert.equal(await page.locator('.pt-open .line').count(), 5);
    assert.match(await page.locator('.pt-note').innerText(), new RegExp(`^5 of ${templates[1].count} lines`));
    await page.keyboard.press('ArrowLeft');
    await page.locator('.pt-open').waitFor({ state: 'detached' });
  });

  it('says of what is gone that no line has it', async () => {
    await page.locator('.pt-chip.gone').click();
    await row(0).locator('.pt-change', { hasText: 'gone' }).waitFor();
    await row(0).click();
    assert.match(
      await page.locator('.pt-note').innerText(),
      /^It stands in no line of this run; \d+ on average in 1 passing run\.$/,
    );
  });

  it('leads to all lines of a pattern', async () => {
    const { templates } = await list({ change: 'new' });
    await row(0).getByRole('button', { name: 'lines' }).click();
    await until(async () => (await arrangementOf(page)).query === `template:${templates[0].templates.join(',')}`);
  });

  it('leads to the first line of a pattern', async () => {
    const { templates } = await list({ change: 'new' });
    await row(1).locator('.pt-place').click();
    await page.getByRole('tab', { name: /^Logs/, selected: true }).waitFor();
    const { member, line } = templates[1];
    await until(async () => String((await arrangementOf(page)).place).endsWith(`${member}:${line}`));
  });

  it('copies itself as Markdown', async () => {
    await page.locator('.pt-bar').getByRole('button', { name: 'Copy as Markdown' }).click();
    await until(() => preview.acted.length > 0);
    const { text } = JSON.parse(preview.acted[0].slice('copy_text '.length)) as { text: string };
    assert.match(text, /^# Patterns of sample\/failed\n\nNew · \d+ patterns, against 1 passing run\. Times are UTC\./);
  });

  it('has no serious fault of accessibility in any theme, nor when narrow', async function () {
    this.timeout(120_000);
    for (const theme of THEMES) {
      for (const width of [1180, 420]) {
        const { page, close } = await openWindow(preview, { tab: 'patterns', theme, width });
        await page.locator('.pt-row[data-at="0"]').click();
        await page.locator('.pt-open .line').first().waitFor();
        assert.deepEqual(await seriousFaults(page), [], `${theme} ${width}`);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
        await close();
      }
    }
  });
});
