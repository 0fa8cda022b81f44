/** Extension host: the extension is there, sleeps until it is looked at, and then wakes. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, investigator } from './editor.ts';

describe('the extension', () => {
  it('is present, and asleep until somebody looks', () => {
    assert.equal(investigator().packageJSON.displayName, 'Test Run Investigator');
    assert.equal(investigator().isActive, false);
  });

  it('wakes when its view is shown', async () => {
    await vscode.commands.executeCommand('investigator.runs.focus');
    await eventually('the extension is active', () => investigator().isActive);
  });

  it('is told apart from what a person runs: the host is one for tests', () => {
    assert.ok(process.env.INVESTIGATOR_HOME, 'a home of its own');
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  });
});
