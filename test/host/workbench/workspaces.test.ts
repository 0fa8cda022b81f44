/** Workbench: workspaces of every kind: none, several folders, and one that nobody trusts and that tries to harm. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../workbench.ts';

const CODE = ['def pay(order):', '    """Pays."""', '    raise Failed("payment refused")', ''];

describe('a workspace', () => {
  let folder: string;
  let outside: string;
  let workbench: Workbench | undefined;
  beforeEach(() => {
    outside = mkdtempSync(join(tmpdir(), 'workspaces-'));
    folder = join(outside, 'folder');
    mkdirSync(folder);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.failed(this.currentTest.fullTitle());
    await workbench?.close();
    workbench = undefined;
    rmSync(outside, { recursive: true, force: true });
  });

  async function open(options: WorkbenchOptions): Promise<Workbench> {
    return (workbench = await openWorkbench(options));
  }

  function write(path: string, text: string): void {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  const log = (...lines: string[]) => lines.map((line, at) => `2026-11-20T08:00:0${at}Z ${line}\n`).join('');

  /** From the line with these words in the panel in front to its source. */
  async function sourceOf({ webview, page }: Workbench, words: string): Promise<void> {
    await webview().getByRole('tab', { name: 'Logs' }).click();
    await webview().locator('.log-row', { hasText: words }).dblclick();
    await page.locator('.editor-instance .view-line', { hasText: words }).first().click();
    await page.keyboard.press('F12');
  }

  it('need not be there: the sample is investigated, and its source is told to be missing', async () => {
    const window = await open({ folder: 'none' });
    await window.run('Investigator: Open the Sample Run');
    await window.webview().getByText('The kernel OOM killer stopped scylla').first().waitFor();
    await window.webview().getByRole('tab', { name: 'Logs' }).click();
    await window.webview().locator('.log-row:not(.log-head)').first().click();
    await window.run('Investigator: Open the Source of the Selected Line');
    await window.told('No folder with source code is open');
  });

  it('may have several folders: source is found in each; no address is taken from its file', async () => {
    write('two/shop/pay.py', CODE.join('\n'));
    write('one/run.log', log('INFO begin', 'ERROR payment refused (shop/pay.py:3)'));
    const settings = { 'investigator.loki.url': 'http://127.0.0.1:1/from-the-workspace' };
    write('all.code-workspace', JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }], settings }));
    const window = await open({ folder: join(folder, 'all.code-workspace') });
    await window.openContainer('Explorer');
    await investigate(window, 'run.log');
    await sourceOf(window, 'payment refused');
    await inFront(window, 'pay.py', 3);
    assert.deepEqual(await addressOfLoki(window), ['no address is set']);
  });

  it('that nobody trusts gives no address, home or mapping, and its repository runs nothing', async () => {
    const harm = join(folder, 'harmed');
    const elsewhere = join(outside, 'elsewhere');
    mkdirSync(elsewhere);
    const commit = hostileRepository(harm);
    write(
      'run.log',
      log(`INFO HEAD is now at ${commit}`, 'ERROR payment refused (shop/pay.py:3)', 'ERROR other (/opt/x/mapped.py:1)'),
    );
    write(
      '.vscode/settings.json',
      JSON.stringify({
        'investigator.home': join(folder, 'home-of-the-workspace'),
        'investigator.loki.url': 'http://127.0.0.1:1/from-the-workspace',
        'investigator.code.pathMappings': { '/opt/x': elsewhere },
      }),
    );
    writeFileSync(join(elsewhere, 'mapped.py'), 'secret = 1\n');
    const window = await open({ folder, restricted: true });
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
    await window.openContainer('Explorer');
    await investigate(window, 'run.log');
    await sourceOf(window, 'payment refused');
    await inFront(window, 'pay.py', 3); // as of the commit of the run
    await window.webview().locator('.log-row').getByText('/opt/x/mapped.py:1').click();
    await window.told('No file of the open folders is /opt/x/mapped.py');
    assert.equal(existsSync(harm), false, 'no program of the repository ran');
    assert.equal(existsSync(join(folder, 'home-of-the-workspace')), false);
    assert.ok(existsSync(join(window.home, 'notebook.db')));
    assert.deepEqual(await addressOfLoki(window), ['no address is set']);
  });

  /** Whose git would run a program over each file that it compares; returns the commit of the run. */
  function hostileRepository(harm: string): string {
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...words], { encoding: 'utf8' });
    git('init', '-q');
    write('shop/pay.py', CODE.join('\n'));
    git('add', 'shop');
    git('commit', '-q', '-m', 'then');
    write('shop/pay.py', ['# A comment', ...CODE].join('\n'));
    write('.gitattributes', '*.py filter=evil\n');
    git('config', '--file', join(folder, '.git/config'), 'filter.evil.clean', `sh -c "touch '${harm}'; cat"`);
    return git('rev-parse', 'HEAD').trim();
  }

  async function investigate({ page, choose, webview }: Workbench, name: string): Promise<void> {
    const file = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    await choose(file, 'Investigate These Logs');
    await webview().locator('.report').waitFor();
  }

  async function inFront({ page, editor }: Workbench, name: string, line: number): Promise<void> {
    await page.locator('.tab.active', { hasText: name }).waitFor();
    assert.match((await editor()).position, new RegExp(`^Ln ${line},`));
  }

  /** As the list of systems to connect with tells it. */
  async function addressOfLoki({ run, page }: Workbench): Promise<string[]> {
    await run('Investigator: Test Connection…');
    const loki = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Loki' });
    await loki.first().waitFor();
    const told = await loki.locator('.label-description').allInnerTexts();
    await page.keyboard.press('Escape');
    return told;
  }
});
