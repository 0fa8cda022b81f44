/** Workbench: the packaged extension, installed from its VSIX and not loaded from the checkout: it reads the sample and shows the cause and its line. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';

describe('the installed extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'installed-'));
  let workbench: Workbench;
  before(async () => {
    const vsix = join(folder, 'packed.vsix');
    execFileSync('npm', ['run', '--silent', 'package', '--', '--out', vsix], { cwd: root, stdio: 'pipe' });
    workbench = await openWorkbench({ vsix });
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench?.failed(this.currentTest.fullTitle());
  });

  it('reads its own sample run with the driver that it brought, and tells the cause', async () => {
    await workbench.run('Investigator: Open the Sample Run');
    await workbench.webview().getByText('The kernel OOM killer stopped scylla').first().waitFor();
  });

  it('leads from the report to the line in the log table', async () => {
    await workbench.webview().getByText('db-node-3/dmesg.log:22').first().click();
    const chosen = workbench.webview().locator('[role=row][aria-selected=true]');
    await chosen.waitFor();
    assert.match(await chosen.innerText(), /Out of memory: Killed process/);
    await workbench.picture('installed');
  });
});
