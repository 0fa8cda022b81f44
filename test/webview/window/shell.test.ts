/** The window around its rooms: tabs, what the host can do, what it pushes, a run without a report, log text that would like to act. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Fault } from '../../../src/base/fault.ts';
import type { RunningEngine } from '../../../src/engine/start.ts';
import { root } from '../../host/setup.ts';
import { servePreview } from '../preview.ts';
import { until } from './logs.ts';
import { openWindow, type Served, seriousFaults, serveRun, serveSample } from './open.ts';

const chosen = (page: Page) => page.getByRole('tab', { selected: true }).getAttribute('id');

describe('window: the frame', () => {
  let preview: Served;

  before(async function () {
    this.timeout(120_000);
    preview = await serveSample();
  });

  it('has one stop for its tabs, arrows between them, and says what each controls', async () => {
    const { page, close } = await openWindow(preview);
    await page.getByRole('tab', { name: 'Report' }).focus();
    const walked: (string | null)[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
      await page.keyboard.press(key);
      walked.push(await page.locator(':focus').getAttribute('id'));
      assert.equal(await chosen(page), walked.at(-1));
    }
    assert.deepEqual(
      walked.map(one => one?.replace('tab-', '')),
      ['logs', 'timeline', 'logs', 'patterns', 'report', 'patterns', 'report'],
    );
    const tabs = await page
      .getByRole('tab')
      .evaluateAll(all => all.map(one => [one.tabIndex, one.getAttribute('aria-controls'), one.textContent] as const));
    assert.deepEqual(
      tabs.map(([stop, room]) => [stop, room]),
      [
        [0, 'room-report'],
        [-1, 'room-logs'],
        [-1, 'room-timeline'],
        [-1, 'room-patterns'],
      ],
    );
    assert.match(tabs[1][2] ?? '', /^Logs 45,249$/);
    await close();
  });

  it('follows what the host pushes, and stays where it was over a reload', async () => {
    const { page, problems, close } = await openWindow(preview);
    preview.push({ kind: 'show', tab: 'patterns' });
    await until(async () => (await chosen(page)) === 'tab-patterns');
    await page.reload();
    await page.getByRole('tab', { name: 'Report' }).waitFor();
    assert.equal(await chosen(page), 'tab-patterns');
    assert.deepEqual(problems, []);
    await close();
  });

  it('offers only what its host answers', async () => {
    const { engine, run_id } = preview;
    const bare = await servePreview({ run: { run_id, title: 'bare' }, engine: lasting(engine), acts: ['copy_text'] });
    const { page, close } = await openWindow(bare);
    await page.locator('.line').first().hover();
    const buttons = (name: string) => page.getByRole('button', { name, exact: true }).count();
    for (const no of ['Compare…', 'Export…', 'Source', 'Document']) assert.equal(await buttons(no), 0, no);
    for (const yes of ['Copy as Markdown', 'Record']) assert.ok((await buttons(yes)) > 0, yes);
    assert.equal(await page.locator('.frame').count(), 0);
    await close();
    await bare.end();
  });

  it('runs no script but its own, and none made from text', async () => {
    const { page, close } = await openWindow(preview);
    const refused: string[] = [];
    page.on('console', message => message.type() === 'error' && refused.push(message.text()));
    await page.reload();
    await page.locator('.findings').waitFor();
    assert.deepEqual(refused, [], 'the window itself asks for nothing that its policy refuses');
    await page.locator('.head').evaluate(head => {
      head.insertAdjacentHTML('beforeend', '<img src=x onerror="globalThis.acted = true"><iframe srcdoc="x"></iframe>');
    });
    await until(() => refused.length > 0);
    assert.equal(await page.evaluate('globalThis.acted'), undefined);
    await close();
  });
});

describe('window: its bundle', () => {
  it('carries of its libraries what it uses: one language, no unused schemas and controls', () => {
    const script = readFileSync(join(root, 'dist/webview.js'), 'utf8');
    // Our own part grows with what the window shows (findings of models, agents); a library that slips in is larger than the room that is left.
    assert.ok(script.length < 450_000, `${script.length} bytes`);
    assert.doesNotMatch(script, /[\u0400-\u04ff]{4}/, 'messages in other languages');
  });
});

describe('window: a run without a report', () => {
  it('investigates at the press of a button, tells how far it is, and can be stopped', async function () {
    this.timeout(120_000);
    const preview = await serveRun({ inputs: [logsOf({ 'build.log': BUILD })], unread: true });
    const gate = gated(preview.engine);
    const slow = await servePreview({ run: { run_id: preview.run_id, title: 'unread' }, engine: gate.engine });
    const { page, close, problems } = await openWindow(slow);
    await page.getByRole('button', { name: 'Investigate' }).click();
    await page.getByText('Ranking lines · step 4 of 6').waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Investigate' }).waitFor();
    assert.equal(await gate.stopped, 'cancelled');
    gate.open();
    await page.getByRole('button', { name: 'Investigate' }).click();
    await page.locator('.verdict', { hasText: 'no line says why' }).waitFor();
    await page.getByRole('heading', { name: 'What would help' }).waitFor();
    await page.getByRole('button', { name: 'Compare…' }).last().click();
    await until(() => slow.acted.length > 0);
    assert.match(slow.acted[0], /^compare_run /);
    assert.deepEqual(await seriousFaults(page), []);
    assert.deepEqual(problems, []);
    await close();
    await slow.end();
  });

  it('tells of a run that is gone, and looks again', async () => {
    const { engine } = await serveSample();
    const lost = await servePreview({ run: { run_id: 'feedfeedfeed', title: 'gone' }, engine: lasting(engine) });
    const { page, close } = await openWindow(lost);
    await page.locator('.verdict', { hasText: 'No run is known as feedfeedfeed.' }).waitFor();
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.locator('.verdict', { hasText: 'No run is known as feedfeedfeed.' }).waitFor();
    assert.doesNotMatch(await page.locator('.not-yet').innerText(), /`/, 'no words of the command line');
    await close();
    await lost.end();
  });
});

describe('window: log text that would like to act', () => {
  it('is shown as text in every tab, and acts nowhere', async function () {
    this.timeout(180_000);
    const { calm, hostile } = hostileRuns();
    const preview = await serveRun({ inputs: [logsOf(hostile)], against: [logsOf(calm)] });
    const { page, problems, close } = await openWindow(preview);
    await page.locator('.verdict').waitFor();
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    const seen: string[] = [];
    for (const tab of ['Report', 'Logs', 'Timeline', 'Patterns']) {
      await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      await until(async () => (await page.locator('.room:not([hidden])').innerText()).length > 40);
      const words = await page.locator('.room:not([hidden])').innerText();
      assert.doesNotMatch(words, /[\x1b\u202e\u2066]/, tab);
      seen.push(words);
      assert.equal(await page.locator('main img, main script, main iframe, main object, main b, main a[href]').count(), 0, tab);
      const longest = await page
        .locator('main')
        .evaluate(main => Math.max(...[...main.querySelectorAll('*')].map(one => one.textContent?.length ?? 0)));
      assert.ok(longest < 200_000, `${tab} draws ${longest} signs`);
    }
    const text = seen.join('\n');
    assert.match(text, /<img src=x onerror=/);
    assert.match(text, /<b>bold<\/b>/);
    assert.match(text, /⟨U\+202E⟩/);
    assert.equal(await page.evaluate('globalThis.acted'), undefined);
    assert.ok(
      asked.every(one => one === `${preview.url}wire`),
      asked.join('\n'),
    );
    assert.deepEqual([problems, preview.acted], [[], []]);
    await close();
  });
});

/** Ends with the preview it came from, not with those made of it. */
function lasting(engine: RunningEngine): RunningEngine {
  return instead(engine, { end: async () => undefined });
}

function instead(engine: RunningEngine, other: Partial<RunningEngine>): RunningEngine {
  return new Proxy(engine, { get: (real, verb) => Reflect.get(Object.hasOwn(other, verb) ? other : real, verb) });
}

/** An engine that investigates once its gate is open, and until then tells the same step. */
function gated(engine: RunningEngine) {
  const stopped = Promise.withResolvers<string>();
  let isOpen = false;
  const investigate: RunningEngine['investigate_run'] = (input, life) => {
    if (isOpen) return engine.investigate_run(input, life);
    life?.onProgress?.({ words: 'Ranking lines', done: 3, total: 6, unit: 'steps' });
    return new Promise((_, reject) => {
      const { signal } = life ?? {};
      signal?.addEventListener('abort', () => {
        stopped.resolve((signal.reason as Fault).code);
        reject(signal.reason);
      });
    });
  };
  return {
    engine: instead(engine, { end: async () => undefined, investigate_run: investigate }),
    stopped: stopped.promise,
    open: () => void (isOpen = true),
  };
}

const BUILD = `2026-11-20T08:00:00Z INFO starting
2026-11-20T08:03:01Z INFO done
Process completed with exit code 1.
`;

function hostileRuns(): Record<'calm' | 'hostile', Record<string, string>> {
  let at = Date.UTC(2026, 10, 20, 8);
  const line = (text: string) => `${new Date((at += 1000)).toISOString()} ${text}\n`;
  const calm = Array.from({ length: 50 }, (_, number) => line(`INFO worker - request ${number} served`)).join('');
  const text =
    calm +
    line('ERROR app - <img src=x onerror="globalThis.acted=1"><script>globalThis.acted=2</script> connection refused') +
    line('ERROR app - \x1b[31mred\x1b[0m \x1b]8;;command:workbench.action.quit\x07click\x1b]8;;\x07 [run](command:quit) failed') +
    line('ERROR app - \u202egnp.exe\u202c \u2066order\u2069 \0\x07 failed with status 137') +
    line(`ERROR app - ${'A'.repeat(1 << 20)} failed`) +
    'Traceback (most recent call last):\n  File "/srv/<b>main</b>.py", line 12, in <script>alert(1)</script>\n' +
    'ValueError: ${{7*7}} {{constructor}} <svg/onload=globalThis.acted=3> javascript:alert(1)\n' +
    line('FATAL app - Out of memory: Killed process 1 (<b>bold</b>) at src/a.ts:3:4');
  return { calm: { 'app.log': calm }, hostile: { '<img src=x onerror=acted=4>.log': text } };
}

const folders: string[] = [];

function logsOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'investigator-shell-'));
  folders.push(folder);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
