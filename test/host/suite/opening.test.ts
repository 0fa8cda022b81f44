/** Extension host: a claim's line is opened: its log around it, in an editor, the very line selected. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { formatPlace } from '../../../src/model/place.ts';
import { sampleReport } from './editor.ts';

describe('opening a line', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('shows for a piece of evidence the text that was cited', async () => {
    const { evidence_index } = await sampleReport();
    for (const { place, snippet } of evidence_index.slice(0, 6)) {
      await vscode.commands.executeCommand('investigator.openLine', formatPlace(place));
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.scheme, 'investigator-log');
      const selected = editor.document.lineAt(editor.selection.active.line).text;
      const cited = snippet.split('\n')[0];
      assert.ok(selected.includes(cited.slice(0, 60)) || cited.includes(selected.slice(0, 60)), `${selected}\n${cited}`);
    }
  });

  it('folds, and lists what happened in it', async () => {
    const { evidence_index } = await sampleReport();
    const sct = evidence_index.find(({ place }) => place.member.endsWith('sct.log'))!;
    await vscode.commands.executeCommand('investigator.openLine', formatPlace(sct.place));
    const { uri } = vscode.window.activeTextEditor!.document;
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
    assert.ok(folds.length > 0, 'folds');
    assert.ok(symbols.length > 0, 'symbols');
  });

  it('refuses a place that is none, in words', async () => {
    await vscode.commands.executeCommand('investigator.openLine', 'nowhere');
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});
