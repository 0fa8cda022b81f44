/** Extension host: documents of knowledge are found, follow the workspace's runbooks, and open at their heading. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Report } from '../../../src/model/report.ts';
import { makeTinyModel } from '../../engine/knowledge/tiny-model.ts';
import { openHub } from '../../stand-in/hub.ts';
import { answering } from './answering.ts';
import { awake, eventually, sampleReport } from './editor.ts';

describe('knowledge', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-suite-'));
  const settings = () => vscode.workspace.getConfiguration('investigator');

  after(async () => {
    await settings().update('knowledge.folders', undefined, vscode.ConfigurationTarget.Global);
    rmSync(folder, { recursive: true, force: true });
  });

  it('of a folder that the settings name is found at the next question, and as it was edited last', async () => {
    const { door } = await awake();
    const ask = async () => (await door.engine.search_knowledge({ query: 'the quagga sleeps' })).hits.map(hit => hit.title);
    writeFileSync(join(folder, 'quagga.md'), '# The quagga sleeps\n');
    assert.ok(!(await ask()).includes('The quagga sleeps'));
    await settings().update('knowledge.folders', [folder], vscode.ConfigurationTarget.Global);
    assert.equal((await ask())[0], 'The quagga sleeps');
    writeFileSync(join(folder, 'quagga.md'), '# The quagga sleeps and snores\n');
    assert.equal((await ask())[0], 'The quagga sleeps and snores');
  });

  it('is found by a sentence model that a person has downloaded, and not before', async () => {
    const { door } = await awake();
    makeTinyModel(join(folder, 'published'), 'tests/tiny');
    const hub = await openHub(join(folder, 'published'), 'tests/tiny');
    const given = { 'knowledge.hub': hub.url, 'knowledge.model': 'tests/tiny', 'knowledge.models': join(folder, 'models') };
    const by = async () => (await door.engine.search_knowledge({ query: 'pump' })).searched.by.join();
    let said: string | undefined;
    const person = answering('showInformationMessage', () => said);
    try {
      for (const [key, value] of Object.entries(given)) await settings().update(key, value, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand('investigator.downloadSentenceModel');
      assert.match(String(person.asked[0][0]), /^Download the sentence model tests\/tiny from http:/);
      assert.equal(hub.asked.length, 0);
      said = 'Download';
      await vscode.commands.executeCommand('investigator.downloadSentenceModel');
      assert.match(String(person.asked.at(-1)?.[0]), /^Documents are found by tests\/tiny too; it lies in /);
      assert.match(await by(), /the model tests\/tiny$/);
    } finally {
      for (const key of Object.keys(given)) await settings().update(key, undefined, vscode.ConfigurationTarget.Global);
      person.end();
      await hub.close();
    }
    assert.doesNotMatch(await by(), /tests\/tiny/);
  });

  it('that a report links opens at its heading', async () => {
    const report: Report = await sampleReport();
    const linked = report.documents?.find(one => one.document === 'categories/out-of-memory');
    assert.ok(linked, 'the report links the document of its category');
    await vscode.commands.executeCommand('investigator.openDocument', linked.path, linked.line);
    const editor = await eventually('the document is in front', () => {
      const front = vscode.window.activeTextEditor;
      return front?.document.uri.fsPath === linked.path ? front : null;
    });
    assert.equal(editor.document.lineAt(editor.selection.active.line).text, `## ${linked.heading}`);
  });
});
