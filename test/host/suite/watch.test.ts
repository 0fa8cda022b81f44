/** Extension host: a watched folder: results that fail become a run and one quiet notice, those that pass a run to compare with; "Don't show again" is heard. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Answering, answering } from './answering.ts';
import { awake, eventually, tabInFront } from './editor.ts';

const JOB = 'app/target/surefire-reports';

const suite = (tests: string) => `<?xml version="1.0"?>\n<testsuite name="Shop" tests="2">\n${tests}</testsuite>\n`;
const PASSED = suite(
  '<testcase classname="Shop" name="pays" time="0.1"/>\n<testcase classname="Shop" name="ships" time="0.2"/>\n',
);
const failing = (charges: number) =>
  suite(
    `<testcase classname="Shop" name="pays" time="0.1"><failure message="expected 1 charge, got ${charges}">at Shop.java:31</failure></testcase>\n<testcase classname="Shop" name="ships" time="0.2"/>\n`,
  );

describe('a watched folder', function () {
  this.timeout(120_000);
  let folder: string;
  let told: Answering;
  let answer: string | undefined;

  before(async () => {
    const root = vscode.workspace.workspaceFolders?.[0].uri.fsPath as string;
    folder = join(root, JOB);
    mkdirSync(folder, { recursive: true });
    // What is there when the watch begins is not read.
    mkdirSync(join(root, 'old/target/surefire-reports'), { recursive: true });
    writeFileSync(join(root, 'old/target/surefire-reports/TEST-old.xml'), failing(9));
    await awake();
    // The notices are for when the view is out of sight.
    await vscode.commands.executeCommand('workbench.view.explorer');
    await set('watch.folders', ['**/target/surefire-reports']);
    told = answering('showInformationMessage', () => answer);
  });
  after(async () => {
    told.end();
    for (const key of ['watch.folders', 'notices']) await set(key, undefined);
    rmSync(join(folder, '../../..'), { recursive: true, force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const set = (key: string, value: unknown) =>
    vscode.workspace.getConfiguration('investigator').update(key, value, vscode.ConfigurationTarget.Global);
  const runs = async () => (await (await awake()).door.engine.list_runs({ job: JOB })).runs;

  /** Written again where nobody has heard of it: what was there when the watch began is not read. */
  async function write(text: string, outcome: string, inAll: number) {
    let written = 0;
    return eventually(`a run that has ${outcome} is there`, async () => {
      if (Date.now() - written > 10_000) {
        writeFileSync(join(folder, 'TEST-Shop.xml'), text);
        written = Date.now();
      }
      const all = await runs();
      return all.length === inAll && all[0].outcome === outcome ? all[0] : null;
    });
  }

  it('makes a run to compare with of results that pass, without a word', async () => {
    const run = await write(PASSED, 'passed', 1);
    assert.deepEqual([run.outcome, run.title, run.origin], ['passed', JOB, 'files']);
    assert.equal(told.asked.length, 0);
  });

  it('makes an investigated run of results that fail, and tells of it once; Show opens it', async () => {
    answer = 'Show';
    const run = await write(failing(2), 'failed', 2);
    await eventually('it is told', () => told.asked.length === 1);
    assert.deepEqual(told.asked[0], [`A run failed: ${JOB}`, 'Show', "Don't show again"]);
    const { door } = await awake();
    const report = await door.engine.get_report({ run_id: run.run_id });
    assert.match(report.summary, /expected 1 charge, got 2/);
    assert.equal(report.engine.compared_with, 1);
    await eventually('its report is in front', () => tabInFront()?.input instanceof vscode.TabInputWebview);
  });

  it('is silent when a person wants no notice any more', async () => {
    answer = "Don't show again";
    await write(failing(3), 'failed', 3);
    await eventually('it is told', () => told.asked.length === 2);
    await eventually('the setting says so', async () => !(await (await awake()).door.settings()).notices);
    await write(failing(4), 'failed', 4);
    assert.equal((await runs()).length, 4);
    const { door } = await awake();
    assert.deepEqual((await door.engine.list_runs({ text: 'old/target' })).runs, [], 'what was there before is left alone');
  });
});
