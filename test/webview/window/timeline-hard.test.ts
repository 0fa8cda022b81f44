/** Timeline and patterns over runs that are not like the sample: without times, with thousands of steps, hostile, compared with nothing. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWindow, type Served, seriousFaults, serveRun } from './open.ts';

const HOSTILE = '<img src=x onerror=alert(1)> \u202etxt.exe [run](command:workbench.action.quit)';

/** A CI log of that many steps of three seconds, one of them hostile. */
function manySteps(steps: number): string {
  return Array.from({ length: steps }, (_, at) => {
    const time = new Date(Date.UTC(2026, 4, 26) + at * 3000).toISOString().replace('Z', '0000Z');
    return `${time} ##[group]Run step ${at} ${at === 7 ? HOSTILE : ''}\n${time} step ${at} printed this\n`;
  }).join('');
}

describe('timeline: runs unlike the sample', () => {
  let folder: string;
  const serve = (name: string, text: string): Promise<Served> => {
    writeFileSync(join(folder, name), text);
    return serveRun({ inputs: [join(folder, name)] });
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'investigator-hard-'));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('says calmly that nothing has a time, and leads to the log', async () => {
    const preview = await serve('plain.log', 'alpha begins\nbeta goes on\nERROR: gamma is lost\n'.repeat(20));
    const { page, problems, close } = await openWindow(preview, { tab: 'timeline' });
    await page.getByText('No line of this run says when it was written').waitFor();
    await page.getByRole('button', { name: 'Open the log' }).click();
    await page.getByRole('tab', { name: /^Logs/, selected: true }).waitFor();
    assert.deepEqual(problems, []);
    await close();
  });

  it('says that nothing was compared, offers to, and shows all patterns', async () => {
    const preview = await serve('alone.log', 'alpha begins\nbeta goes on\nERROR: gamma is lost\n'.repeat(30));
    const { page, problems, close } = await openWindow(preview, { tab: 'patterns' });
    await page.getByText('nothing can be called new or gone').waitFor();
    assert.equal(await page.locator('.pt-row[data-at]').count(), 3);
    assert.equal(await page.locator('.pt-chip.new').isDisabled(), true);
    await page.locator('.pt-uncompared').getByText('Compare…').click();
    await page.waitForFunction('true');
    assert.deepEqual(preview.acted.filter(one => one.startsWith('compare_run')).length, 1);
    assert.deepEqual(problems, []);
    await close();
  });

  it('draws thousands of steps as few marks, lists them in pages, and shows hostile titles as text', async function () {
    this.timeout(120_000);
    const preview = await serve('job.log', manySteps(2500));
    const { page, problems, close } = await openWindow(preview, { tab: 'timeline' });
    await page.locator('.tl-mark').first().waitFor();
    const marks = await page.locator('.tl-mark').count();
    assert.ok(marks > 20 && marks < 400, `${marks} marks`);
    assert.equal(await page.locator('.tl-missing').innerText(), 'the gravest 2,000 of 2,500');
    await page.locator('.tl-lanes').focus();
    await page.keyboard.press('Home');
    for (let times = 0; times < 9; times++) await page.keyboard.press('+');
    await page.locator('[data-shape="bar"]').first().waitFor();
    await page.getByRole('button', { name: 'As list' }).click();
    assert.equal(await page.locator('.tl-list .line').count(), 200);
    assert.match(await page.locator('.tl-list .line').nth(7).innerText(), /<img src=x onerror=alert\(1\)> ⟨U\+202E⟩txt\.exe/);
    await page.getByRole('button', { name: 'show more' }).click();
    assert.equal(await page.locator('.tl-list .line').count(), 400);
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(await seriousFaults(page), []);
    assert.deepEqual(problems, []);
    await close();
  });
});
