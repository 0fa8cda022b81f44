/** Benchmark: the log table in a browser over many lines: time to first rows, frames while scrolling, time from a filter to its rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startEngine } from '../../src/engine/start.ts';
import { launchBrowser } from '../host/server.ts';
import { findBrowser } from '../host/setup.ts';
import { servePreview } from '../webview/preview.ts';
import { writeLoad } from './load.ts';

// Scripts that the page runs are texts: this file knows no DOM.

/** Resolves with the milliseconds from `act` until the table's rows satisfy a condition and are painted. */
const timing = (act: string, ready: string) => `new Promise(resolve => {
  const begun = performance.now();
  ${act};
  const look = () => {
    const grid = document.querySelector('.log-grid');
    if (grid && (${ready})) requestAnimationFrame(() => resolve(performance.now() - begun));
    else requestAnimationFrame(look);
  };
  look();
})`;

const FULL = `grid.getAttribute('aria-busy') === 'false' && grid.querySelector('[data-row]') && !grid.querySelector('.absent') && !document.querySelector('.log-number')`;

/** Moves the table once a frame for a while; what a frame costs the main thread, how far frames are apart, and tasks over 50 ms. */
const frames = (move: string, count: number) => `new Promise(resolve => {
  const grid = document.querySelector('.log-grid');
  const way = grid.scrollHeight - grid.clientHeight;
  const work = [], apart = [], long = [], absent = [];
  const watch = new PerformanceObserver(list => long.push(...list.getEntries().map(one => one.duration)));
  watch.observe({ entryTypes: ['longtask'] });
  const channel = new MessageChannel();
  let last = 0, begun = 0, at = 0;
  channel.port1.onmessage = () => work.push(performance.now() - begun);
  const step = now => {
    begun = performance.now();
    if (last) apart.push(now - last);
    last = now;
    absent.push(grid.querySelectorAll('.log-row.absent').length);
    if (++at > ${count}) return setTimeout(() => { watch.disconnect(); resolve({ work, apart, long, absent }); }, 200);
    const part = at / ${count};
    ${move};
    channel.port2.postMessage(0);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

const DRAG = 'grid.scrollTop = way * (0.5 - 0.5 * Math.cos(part * Math.PI))';
const WHEEL = 'grid.dispatchEvent(new WheelEvent("wheel", { deltaY: 120, bubbles: true, cancelable: true }))';

interface Frames {
  readonly work: number[];
  readonly apart: number[];
  readonly long: number[];
  readonly absent: number[];
}

const at = (numbers: readonly number[], part: number) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? 0;

function tell(name: string, ms: number): void {
  process.stdout.write(`${name.padEnd(44)}${ms.toFixed(ms < 10 ? 1 : 0).padStart(8)} ms\n`);
}

function tellFrames(name: string, { work, apart, long, absent }: Frames): void {
  for (const [what, numbers] of [
    ['work of a frame', work],
    ['between frames', apart],
  ] as const)
    process.stdout.write(
      `${`${name}: ${what}`.padEnd(44)}p50 ${at(numbers, 0.5).toFixed(1)}  p95 ${at(numbers, 0.95).toFixed(1)}  max ${at(numbers, 1).toFixed(1)} ms\n`,
    );
  const waiting = absent.filter(count => count > 0).length;
  process.stdout.write(
    `${`${name}: long tasks`.padEnd(44)}${long.length} of ${work.length} frames; rows on their way in ${waiting} frames\n`,
  );
}

async function firstRows(page: Page, url: string): Promise<void> {
  for (const turn of ['first question of the engine', 'again']) {
    await page.goto(url);
    await page.getByRole('tab', { name: /^Logs/ }).waitFor();
    await page.waitForTimeout(1000);
    const click = `[...document.querySelectorAll('[role=tab]')].find(tab => tab.textContent.startsWith('Logs')).click()`;
    tell(`first rows, ${turn}`, await page.evaluate<number>(timing(click, FULL)));
    await page.evaluate('sessionStorage.clear()');
  }
}

async function filtering(page: Page, queries: readonly string[]): Promise<void> {
  for (const query of queries) {
    const type = `const field = document.querySelector('input[aria-label=Filter]'); const before = document.querySelector('.log-fitting').textContent;
      field.focus(); Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(query)});
      field.dispatchEvent(new Event('input', { bubbles: true }))`;
    tell(
      `filter ${query}`,
      await page.evaluate<number>(timing(type, `document.querySelector('.log-fitting').textContent !== before && ${FULL}`)),
    );
    await page.waitForTimeout(1500);
  }
}

async function measure(url: string): Promise<void> {
  const browser = await launchBrowser({ chromium: findBrowser() });
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 760 } });
    await firstRows(page, url);
    await page.waitForTimeout(3000);
    tellFrames('dragging through all', await page.evaluate<Frames>(frames(DRAG, 300)));
    tell(
      'rows after a drag to the middle',
      await page.evaluate<number>(
        timing(`const g = document.querySelector('.log-grid'); g.scrollTop = g.scrollHeight / 2`, FULL),
      ),
    );
    tellFrames('wheeling', await page.evaluate<Frames>(frames(WHEEL, 300)));
    await filtering(page, ['level:error', 'timeout', '/reset by (peer|broker) after \\d{3}ms/', 'QuorumLostException', '']);
  } finally {
    await browser.close();
  }
}

async function main(folder: string): Promise<void> {
  const { values } = parseArgs({
    options: { lines: { type: 'string', default: '10000000' }, log: { type: 'string' }, home: { type: 'string' } },
  });
  const log = values.log ?? join(folder, 'load.log');
  if (!values.log) writeLoad(log, Number(values.lines));
  const engine = startEngine({ home: values.home ?? join(folder, 'home'), cwd: folder, version: 'bench' });
  const run = await engine.ingest_logs({ inputs: [log] });
  const preview = await servePreview({ run, engine });
  process.stdout.write(`${run.lines.toLocaleString('en-US')} lines, ${cpus().length} × ${cpus()[0]?.model}\n`);
  try {
    await measure(preview.url);
  } finally {
    await preview.end();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'investigator-panel-'));
try {
  await main(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
