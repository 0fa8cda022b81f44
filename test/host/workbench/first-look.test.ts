/** Workbench: what a person sees who opens the extension for the first time. */
import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from '../workbench.ts';

describe('first look', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench?.close());
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench.failed(this.currentTest.fullTitle());
  });

  it('offers its commands in the palette before anything was opened', async () => {
    const titles = await workbench.offered('Investigator: Open');
    assert.ok(
      titles.some(title => title.startsWith('Investigator: Open the Sample Run')),
      titles.join('\n'),
    );
  });

  it('has one container in the activity bar, and says in an empty view what to do', async () => {
    await workbench.openContainer('Investigator');
    await workbench.page.getByText('No run is here yet.').waitFor();
    await workbench.page.getByRole('button', { name: 'Investigate Logs…' }).first().waitFor();
    await workbench.picture('first-look');
  });
});
