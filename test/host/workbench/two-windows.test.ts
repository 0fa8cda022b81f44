/** Workbench: two windows share one home: both read the same file at once, both list its run, and what one forgets the other does not show any more. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from '../workbench.ts';

/** Long enough to be read for a while, so that the second window comes while the first is at it. */
const LINES = 600_000;

type Window = Pick<Workbench, 'page' | 'run' | 'openContainer' | 'view' | 'choose' | 'webview' | 'failed'>;

describe('two windows on one home', function () {
  this.bail(true); // each step stands on the one before

  let folder: string;
  let workbench: Workbench;
  let windows: Window[];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'two-windows-'));
    mkdirSync(join(folder, 'nightly'));
    const lines = Array.from({ length: LINES }, (_, at) => {
      const time = new Date(Date.UTC(2026, 0, 1) + at * 7).toISOString();
      return `${time} INFO worker-${at % 7} handled request ${at}`;
    });
    lines.push('2026-01-01T03:00:00.000Z FATAL panic: the worker dies');
    writeFileSync(join(folder, 'nightly/shared.log'), lines.join('\n'));
    writeFileSync(join(folder, 'nightly/first.log'), '2026-01-01T03:00:00.000Z FATAL panic: the first one dies\n');
    workbench = await openWorkbench({ folder });
    windows = [workbench, await workbench.another(join(folder, 'nightly'))];
    await windows[0].openContainer('Explorer');
    await inExplorer(windows[0], 'nightly').click();
    // Two windows of one browser that load their first webview at the same moment may both wait for the other's service worker, for ever.
    for (const window of windows) {
      await investigate(window, 'first.log');
      await window.webview().getByText('the first one dies').first().waitFor();
    }
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    for (const [at, window] of (windows ?? []).entries()) await window.failed(`${this.currentTest.fullTitle()} ${at}`);
  });

  const inExplorer = ({ page }: Window, name: string) =>
    page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();

  /** Not the one of its investigation, which stands in another view. */
  const row = ({ view }: Window, words: string) => view('Failed Runs').locator('.monaco-list-row', { hasText: words }).first();

  async function investigate(window: Window, name: string): Promise<void> {
    await window.openContainer('Explorer');
    await window.choose(inExplorer(window, name), 'Investigate These Logs');
  }

  it('read the same file at once, once', async () => {
    await Promise.all(windows.map(window => investigate(window, 'shared.log')));
    for (const { webview } of windows) await webview().getByText('the worker dies').first().waitFor();
    assert.deepEqual(
      readdirSync(join(workbench.home, 'index'), { recursive: true, encoding: 'utf8' }).filter(name => /\.\w+$/.test(name))
        .length,
      2,
      'one index of each log, no lock, nothing half done',
    );
  });

  it('both list the run', async () => {
    for (const window of windows) {
      await window.openContainer('Investigator');
      await row(window, 'shared.log').waitFor();
    }
  });

  it('a mark that one sets is seen in the other', async () => {
    await windows[0].choose(row(windows[0], 'shared.log'), 'Mark as Passed');
    await row(windows[1], '1 passing run').waitFor();
    await row(windows[0], '1 passing run').waitFor();
  });

  it('what one forgets, the other says in words', async () => {
    await row(windows[0], '1 passing run').locator('.monaco-tl-twistie').click();
    await windows[0].choose(row(windows[0], 'shared.log'), 'Forget Run');
    await windows[0].page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
    for (const window of windows) {
      await row(window, '1 passing run').waitFor({ state: 'detached' });
      await row(window, 'first.log').waitFor();
    }
    await windows[1].webview().getByText('No run is known as').first().waitFor();
  });
});
