/** Workbench: a run's panel as a person sees it: found in the palette, read, in every theme, and free of serious faults of access. */
import assert from 'node:assert/strict';
import { faultsOfAccess } from '../access.ts';
import { type PreparedHome, prepareHome } from '../prepared-home.ts';
import { openWorkbench, type Theme, type Workbench } from '../workbench.ts';

describe('the panel', () => {
  let prepared: PreparedHome;
  let workbench: Workbench;
  before(async () => {
    prepared = await prepareHome();
    workbench = await openWorkbench({ home: prepared.home });
  });
  after(async () => {
    await workbench?.close();
    prepared?.forget();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench.failed(this.currentTest.fullTitle());
  });

  it('is offered by the tree', async () => {
    await workbench.openContainer('Investigator');
    await workbench.row(prepared.report.run.title).waitFor();
  });

  it('opens from the palette, and tells the report', async () => {
    await workbench.run('Investigator: Open Run…');
    await workbench.pick(prepared.report.run.title);
    await workbench.webview().getByText(prepared.report.summary.slice(0, 40)).first().waitFor();
    assert.equal(await workbench.page.locator('.tab.active').count(), 1);
  });

  /** Each tab, and what is there once it is drawn. */
  const tabs = {
    Report: '.report .line',
    Logs: '.log-row',
    Timeline: '.tl-lane [role=option]',
    Patterns: '.patterns tbody tr',
  };

  async function show(tab: string, drawn: string): Promise<void> {
    await workbench.webview().getByRole('tab', { name: tab }).click();
    await workbench.webview().locator(drawn).first().waitFor();
    await workbench.webview().locator('[aria-busy=true]').waitFor({ state: 'detached' });
  }

  for (const theme of ['light', 'dark', 'high contrast', 'high contrast light'] satisfies Theme[]) {
    it(`wears the ${theme} theme, without a serious fault of access in any tab`, async () => {
      await workbench.theme(theme);
      const kinds = {
        light: 'light',
        dark: 'dark',
        'high contrast': 'high-contrast',
        'high contrast light': 'high-contrast-light',
      };
      await workbench.webview().locator(`body.vscode-${kinds[theme]}`).waitFor();
      for (const [tab, drawn] of Object.entries(tabs)) {
        await show(tab, drawn);
        assert.deepEqual(await faultsOfAccess(workbench), [], tab);
        await workbench.picture(`panel-${theme.replaceAll(' ', '-')}-${tab.toLowerCase()}`);
      }
    });
  }
});
