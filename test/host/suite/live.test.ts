/** Extension host: a run of a connected system that goes on: told once when it has failed, refreshed by command; several failures in one notice, none in sight of the view. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { GithubStandIn, job, workflowRun } from '../../stand-in/github.ts';
import { type Answering, answering } from './answering.ts';
import { awake, eventually, tabInFront } from './editor.ts';

const NEVER = "Don't show again";

describe('a run that goes on', function () {
  this.timeout(120_000);
  let github: GithubStandIn;
  let told: Answering;
  let answer: string | undefined;

  before(async () => {
    github = await GithubStandIn.open();
    github.shop.run = workflowRun({ status: 'in_progress', conclusion: null, updated_at: new Date().toISOString() });
    github.shop.jobs = [job(1, 'lint', 'success'), job(2, 'test', null)];
    const { door } = await awake();
    await door.extension.secrets.store('investigator.credential.github', 'ghp_standin');
    await set('github.url', github.url);
    await set('github.repositories', ['acme/shop']);
    await vscode.commands.executeCommand('workbench.view.explorer');
    told = answering('showInformationMessage', () => answer);
  });
  after(async () => {
    told.end();
    const { door } = await awake();
    await door.extension.secrets.delete('investigator.credential.github');
    for (const key of ['github.url', 'github.repositories']) await set(key, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await github.close();
  });

  const set = (key: string, value: unknown) =>
    vscode.workspace.getConfiguration('investigator').update(key, value, vscode.ConfigurationTarget.Global);
  const list = () =>
    vscode.commands.executeCommand<{ runs: { address: string; finished: boolean }[] }>('investigator.listRemoteRuns');
  const fail = () => {
    github.shop.run = workflowRun({ updated_at: new Date().toISOString() });
    github.shop.jobs = [job(1, 'lint', 'success'), job(2, 'test', 'failure')];
  };

  it('is refreshed by command until it is over, under the same id', async () => {
    const { door } = await awake();
    const [{ address, finished }] = (await list()).runs;
    assert.equal(finished, false);
    const { run_id } = (await door.engine.investigate_run({ inputs: [address] })).run;
    const refreshed = () => vscode.commands.executeCommand<string>('investigator.refreshRun', run_id);
    const remote = async () => (await door.engine.get_test_run_info({ run_id, limit: 1 })).run;
    assert.equal(await refreshed(), run_id);
    assert.equal((await remote()).remote?.finished, false);
    fail();
    assert.equal(await refreshed(), run_id);
    const run = await remote();
    assert.deepEqual([run.outcome, run.remote?.finished], ['failed', true]);
    assert.match((await door.engine.get_report({ run_id })).summary, /expected 1 charge, got 2/);
  });

  it('is told of once when its system says that it has failed; Show opens it', async () => {
    answer = 'Show';
    await list();
    await eventually('it is told', () => told.asked.length === 1);
    assert.deepEqual(told.asked[0], ['A run failed: CI #412 (attempt 2): Charge the card once', 'Show', NEVER]);
    await eventually('its report is in front', () => tabInFront()?.input instanceof vscode.TabInputWebview);
    await list();
    const { door } = await awake();
    door.failed(['A', 'B', 'C'].map(name => ({ key: name, title: name, run_id: null })));
    await eventually('others are told', () => told.asked.length === 2);
    assert.deepEqual(told.asked[1], ['3 runs failed: A, B and 1 more', 'Show', NEVER]);
  });

  it('is not told of while the view shows it', async () => {
    const { door } = await awake();
    answer = undefined;
    await vscode.commands.executeCommand('investigator.runs.focus');
    door.failed([{ key: 'D', title: 'D', run_id: null }]);
    // The second is told in its own time, which is after the first's.
    await new Promise(later => setTimeout(later, 2500));
    await vscode.commands.executeCommand('workbench.view.explorer');
    door.failed([{ key: 'E', title: 'E', run_id: null }]);
    await eventually('the later one is told', () => told.asked.length === 3);
    assert.equal(told.asked[2][0], 'A run failed: E');
  });
});
