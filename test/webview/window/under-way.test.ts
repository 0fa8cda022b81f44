/** The window of a run that goes on: how fresh it is, a refresh by hand, and the word that it is over; what a person arranged stays. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../../src/engine/start.ts';
import { Connection } from '../../../src/model/connection.ts';
import { direct } from '../../engine/sources/loopback.ts';
import { GithubStandIn, job, workflowRun } from '../../stand-in/github.ts';
import { servePreview } from '../preview.ts';
import { until } from './logs.ts';
import { openWindow } from './open.ts';

describe('window: a run that goes on', () => {
  it('says how fresh it is, is refreshed, and says once that it is over', async function () {
    this.timeout(120_000);
    const home = mkdtempSync(join(tmpdir(), 'under-way-'));
    const github = await GithubStandIn.open();
    const connection = Connection.parse({ system: 'github', url: github.url });
    const engine = startEngine({
      home,
      cwd: home,
      version: 'test',
      connections: {
        connections: async () => [connection],
        secret: async () => ({ token: 'ghp_standin' }),
        network: async () => direct,
      },
    });
    github.shop.run = workflowRun({ status: 'in_progress', conclusion: null });
    github.shop.jobs = [job(1, 'lint', 'success'), job(2, 'test', null)];
    const address = `http://${github.host}/acme/shop/actions/runs/77`;
    const { run } = await engine.investigate_run({ inputs: [address] });
    const preview = await servePreview({ run, engine });
    const { page, problems, close } = await openWindow(preview);
    const line = page.locator('.under-way');
    try {
      assert.match(await line.innerText(), /^Under way, as of \d\d:\d\d UTC, refreshed \d+ s ago/);
      await page.getByRole('tab', { name: 'Logs' }).click();
      await page.getByRole('button', { name: 'Refresh', exact: true }).click();
      await until(async () => preview.acted.includes(`refresh_run {"run_id":"${run.run_id}","by":"person"}`));
      github.shop.run = workflowRun();
      github.shop.jobs = [job(1, 'lint', 'success'), job(2, 'test', 'failure')];
      await engine.investigate_run({ inputs: [address] });
      preview.push({ kind: 'changed' });
      await page.getByRole('status').getByText('It is over: failed.').waitFor();
      assert.equal(await line.count(), 0);
      assert.equal(await page.getByRole('tab', { selected: true }).getAttribute('id'), 'tab-logs');
      assert.deepEqual(problems, []);
    } finally {
      await close();
      await preview.end();
      await engine.end();
      await github.close();
      rmSync(home, { recursive: true, force: true });
    }
  });
});
