/** Extension host: a run's panel: opened by command, one per run. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, sampleReport, tabInFront } from './editor.ts';

const panels = () =>
  vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(tab => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('investigator.panel'));

describe('the panel', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens for a run, titled as the run, and once only', async () => {
    const { run_id } = (await sampleReport()).run;
    await vscode.commands.executeCommand('investigator.openRun', run_id);
    await eventually('the panel is in front', () => tabInFront()?.input instanceof vscode.TabInputWebview);
    await vscode.commands.executeCommand('investigator.openRun', { run_id });
    assert.equal(panels().length, 1);
    assert.ok(tabInFront()?.label);
  });
});
