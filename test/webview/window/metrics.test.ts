/** The metrics of a run on its timeline, as a person sees and uses them: charts, their words, their way to the lines, and the table. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { linesOf } from '../../../src/engine/sources/prometheus/files.ts';
import { openWindow, type Served, seriousFaults, serveRun, THEMES } from './open.ts';

const FROM = Date.UTC(2026, 10, 20, 8);
const LOG = [
  '2026-11-20T08:00:00Z INFO server is up',
  '2026-11-20T08:21:00Z ERROR java.lang.OutOfMemoryError: Java heap space',
  '2026-11-20T08:30:00Z INFO done',
].join('\n');

function metricFile(): string {
  const at = Array.from({ length: 121 }, (_, index) => FROM + index * 15_000);
  const series = ['db-1', 'db-2'].map((instance, nth) => ({
    labels: { instance },
    at,
    values: at.map((_, index) => (nth === 0 && index >= 80 ? 95 : 30 + (index % 3))),
  }));
  const about = {
    metric: 'memory',
    title: 'Memory utilisation',
    unit: '%',
    expression: '100 * x',
    system: 'Prometheus',
    from: FROM,
  };
  return linesOf(about, series);
}

describe('metrics on the timeline', () => {
  let folder: string;
  let preview: Served;
  let page: Page;
  let problems: string[];

  before(async function () {
    this.timeout(120_000);
    folder = mkdtempSync(join(tmpdir(), 'window-metrics-'));
    mkdirSync(join(folder, 'metrics'));
    writeFileSync(join(folder, 'run.log'), LOG);
    writeFileSync(join(folder, 'metrics/memory.jsonl'), metricFile());
    preview = await serveRun({ inputs: [folder] });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const open = async (theme?: string) => {
    ({ page, problems } = await openWindow(preview, { tab: 'timeline', theme }));
    await page.locator('.mx-chart canvas').waitFor();
  };
  afterEach(async () => {
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('are charts with words for who does not see them, and a change as an entry of its own', async () => {
    await open();
    await page
      .getByRole('img', { name: 'Memory utilisation over time: 30 to 95 %. Rises from 30.99 to 95 % at 08:20:00' })
      .waitFor();
    assert.deepEqual(await page.locator('.mx-key').allInnerTexts(), ['db-1', 'db-2']);
    assert.ok((await page.locator('.tl-lanes .tl-lane-name').allInnerTexts()).includes('metrics'));
  });

  it('lead from a curve to the sample in the log', async () => {
    await open();
    const chart = page.locator('.mx-chart');
    const width = (await chart.boundingBox())?.width ?? 0;
    // On the upper curve, in its last third, once the chart stands still: what comes later may move it.
    await chart.click({ position: { x: width * 0.9, y: 5 } });
    await page.locator('#room-logs').getByText('"instance":"db-1"').first().waitFor();
  });

  it('are a table that leads to the lines of the changes, and goes out as Markdown', async () => {
    await open();
    await page.getByRole('button', { name: 'As list' }).click();
    const lines = page.getByRole('list', { name: 'Series and their first change of level, times in UTC' });
    assert.match(
      (await lines.locator('.line').first().innerText()).replace(/\s+/g, ' '),
      /08:20:00\.000 .*Memory utilisation: 30 to 95, last 95 %/,
    );
    await page.getByRole('button', { name: 'Copy metrics as Markdown' }).click();
    await page.getByText('Copied the metrics as Markdown.').waitFor();
  });

  it('can be used by everybody, in every theme', async () => {
    for (const theme of THEMES) {
      await open(theme);
      assert.deepEqual(await seriousFaults(page), [], theme);
      const inked = await page.evaluate(`(() => {
        const canvas = document.querySelector('.mx-chart canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.some((byte, index) => index % 4 === 3 && byte > 200);
      })()`);
      assert.equal(inked, true, theme);
      await page.context().close();
    }
    await open();
  });
});
