/** Workbench: the run of an AI agent as a person sees it in the editor: replayed, led on to the code of its tools, and how all agents do while runs arrive. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEngine, startEngine } from '../../../src/engine/start.ts';
import { faultsOfAccess } from '../access.ts';
import { root } from '../setup.ts';
import { openWorkbench, type Theme, type Workbench } from '../workbench.ts';

const DOCUMENTED = join(root, 'test/engine/rca/agents/sufficient.json');

describe('an agent run in the editor', () => {
  let life: string;
  let engine: RunningEngine;
  let workbench: Workbench;
  let title: string;

  before(async () => {
    life = mkdtempSync(join(tmpdir(), 'agent-workbench-'));
    const folder = join(life, 'workspace');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'tools.py'),
      'import orders\n\n\ndef order_lookup_api(order_number):\n    return orders.find(order_number)\n',
    );
    // Another process of the same home, as the local API is one.
    engine = startEngine({ home: join(life, 'home'), cwd: root, version: 'test' });
    ({ title } = (await engine.investigate_run({ inputs: [DOCUMENTED] })).run);
    workbench = await openWorkbench({ home: join(life, 'home'), folder });
  });
  after(async () => {
    await workbench?.close();
    await engine?.end();
    rmSync(life, { recursive: true, force: true, maxRetries: 5 });
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return workbench.failed(this.currentTest.fullTitle());
  });

  const shown = (selector: string) => workbench.webview().locator(selector);

  it('stands at its decisive step, and is replayed by keys', async () => {
    await workbench.run('Investigator: Open Run…');
    await workbench.pick(title);
    await workbench.webview().getByRole('tab', { name: 'Agent' }).click();
    await workbench.webview().getByText('The report names this the decisive step').waitFor();
    await workbench.webview().getByRole('tree').focus();
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.webview().getByText('5 of 8', { exact: true }).waitFor();
    await workbench.page.keyboard.press('d');
    await workbench.webview().getByText('3 of 8', { exact: true }).waitFor();
  });

  for (const theme of ['light', 'dark', 'high contrast', 'high contrast light'] satisfies Theme[]) {
    it(`wears the ${theme} theme without a serious fault of access`, async () => {
      await workbench.theme(theme);
      await shown('.ag-part .line').first().waitFor();
      assert.deepEqual(await faultsOfAccess(workbench), []);
      await workbench.picture(`agent-${theme.replaceAll(' ', '-')}`);
    });
  }

  it('leads from the name of a tool to where it is defined in the workspace', async () => {
    await workbench.webview().getByRole('button', { name: 'Decisive step' }).click();
    await shown('.ag-part h2 button').click();
    await workbench.page.locator('.tab.active[data-resource-name="tools.py"]').waitFor();
    assert.match((await workbench.editor()).position, /^Ln 4,/);
  });

  it('is one of all agents, whose figures follow what arrives', async () => {
    await workbench.run('View: Close All Editors');
    await workbench.run('Investigator: Show Agent Overview');
    await workbench.webview().getByText('No agent run began within the last 24 hours.').waitFor();
    const keep = (run_id: string, more: object) =>
      engine.keep_agent_run({
        run: JSON.stringify({ run_id, agent_name: 'triage', started_at: new Date().toISOString(), ...more }),
      });
    await keep('live-1', { status: 'success', cost: { total_cost_usd: 0.25 } });
    await shown('.ag-tiles').getByText('100 %').waitFor();
    await keep('live-2', { status: 'failure', error_type: 'RateLimitError', cost: { total_cost_usd: 0.5 } });
    await shown('.ag-tiles').getByText('50 %').waitFor();
    await shown('.ag-tiles').getByText('0.75 USD').waitFor();
    assert.deepEqual(await faultsOfAccess(workbench), []);
    await workbench.picture('agent-overview');
    await shown('.ag-agents').getByRole('button', { name: 'live-2' }).click();
    await workbench.webview().getByRole('tab', { name: 'Agent' }).waitFor();
  });
});
