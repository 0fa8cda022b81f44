/** Extension host: documents of knowledge are found, follow the workspace's runbooks, and open at their heading. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Report } from '../../../src/model/report.ts';
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
