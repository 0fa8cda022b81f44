/** Extension host: a run knows its commit: its lines open as of that commit, beside today's line; and statements lead back to runs. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { answering } from './answering.ts';
import { awake, eventually, tabInFront } from './editor.ts';

const THEN = [
  'import logging',
  'LOG = logging.getLogger(__name__)',
  '',
  '',
  'def pay(order):',
  '    LOG.error("payment of order %s was refused by the bank", order)',
];
/** Two lines more above it, and the words still the same. */
const NOW = [...THEN.slice(0, 3), '# A comment', '# of today', ...THEN.slice(3)];

describe('a line of a run that knows its commit', function () {
  this.timeout(120_000);
  const logs = mkdtempSync(join(tmpdir(), 'commit-suite-'));
  const workspace = () => vscode.workspace.workspaceFolders?.[0].uri.fsPath ?? '';
  const folder = () => join(workspace(), 'shop');
  const file = () => join(folder(), 'pay.py');
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', workspace(), '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...words], {
      encoding: 'utf8',
    });
  let run: string;
  let commit: string;

  before(async () => {
    const { door } = await awake();
    mkdirSync(folder(), { recursive: true });
    git('init', '-q');
    writeFileSync(file(), `${THEN.join('\n')}\n`);
    writeFileSync(join(folder(), 'same.py'), 'one\ntwo\nthree\n');
    git('add', 'shop');
    git('commit', '-q', '-m', 'then');
    commit = git('rev-parse', 'HEAD').trim();
    writeFileSync(file(), `${NOW.join('\n')}\n`);
    git('commit', '-q', '-a', '-m', 'now');
    const lines = [
      `2026-11-20T08:00:00Z INFO HEAD is now at ${commit}`,
      '2026-11-20T08:00:01Z ERROR payment of order 7 was refused by the bank (shop/pay.py:6)',
      '2026-11-20T08:00:02Z ERROR something (shop/same.py:2)',
      '2026-11-20T08:00:03Z ERROR payment of order 8 was refused by the bank',
    ];
    writeFileSync(join(logs, 'shop.log'), `${lines.join('\n')}\n`);
    run = (await door.engine.ingest_logs({ inputs: [join(logs, 'shop.log')], outcome: 'failed' })).run_id;
    door.changed();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.getConfiguration('investigator').update('code.lens', undefined, vscode.ConfigurationTarget.Global);
    for (const made of [folder(), join(workspace(), '.git')]) rmSync(made, { recursive: true, force: true });
    rmSync(logs, { recursive: true, force: true });
  });

  function inFront(): vscode.TextEditor {
    return vscode.window.activeTextEditor ?? assert.fail('an editor is in front');
  }

  async function lensesOf(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
    return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 50);
  }

  it('opens as of that commit when the line has moved since', async () => {
    const opened = await vscode.commands.executeCommand('investigator.openSource', `${run}:shop.log:2`);
    assert.equal(opened, `shop/pay.py:6 @ ${commit.slice(0, 10)}`);
    const { document, selection } = inFront();
    assert.equal(document.uri.scheme, 'investigator-commit');
    assert.equal(document.languageId, 'python');
    assert.equal(document.getText().trimEnd(), THEN.join('\n'));
    assert.equal(selection.active.line, 5);
  });

  it('offers the line of today, and the way back', async () => {
    const past = inFront().document.uri;
    const lenses = await lensesOf(past);
    assert.deepEqual(
      lenses.map(lens => [lens.range.start.line, lens.command?.title]),
      [
        [5, `As of commit ${commit.slice(0, 10)}`],
        [5, 'Today’s line 8'],
        [5, 'Compare with today'],
      ],
    );
    const [, today] = lenses;
    await vscode.commands.executeCommand(today.command?.command ?? '', ...(today.command?.arguments ?? []));
    assert.equal(inFront().document.uri.fsPath, file());
    assert.equal(inFront().selection.active.line, 7);
    const [back] = (await lensesOf(vscode.Uri.file(file()))).filter(lens => lens.command?.title.startsWith('Line 6'));
    await vscode.commands.executeCommand(back.command?.command ?? '', ...(back.command?.arguments ?? []));
    assert.equal(inFront().document.uri.toString(), past.toString());
  });

  it('opens the file itself when it says the same today', async () => {
    assert.equal(await vscode.commands.executeCommand('investigator.openSource', `${run}:shop.log:3`), 'shop/same.py:2');
    assert.equal(inFront().document.uri.scheme, 'file');
  });

  it('is led to from the statement that wrote it', async () => {
    const document = await vscode.workspace.openTextDocument(file());
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(7, 8, 7, 8);
    const pick = answering('showQuickPick', items => (items as unknown[])[0]);
    try {
      await vscode.commands.executeCommand('investigator.showRunsOfStatement');
      const items = pick.asked[0][0] as { label: string; description: string }[];
      assert.deepEqual(
        items.map(item => [item.label, item.description]),
        [['shop.log', 'failed · 2 lines']],
      );
      const label = await eventually('a panel is in front', () => {
        const tab = tabInFront();
        return tab?.input instanceof vscode.TabInputWebview && tab.label;
      });
      assert.equal(label, 'shop.log');
    } finally {
      pick.end();
    }
  });

  it('is told of above the statement, where the setting asks for it', async () => {
    const document = await vscode.workspace.openTextDocument(file());
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const ours = async () => (await lensesOf(document.uri)).filter(lens => lens.command?.title.startsWith('seen in'));
    assert.deepEqual(await ours(), [], 'it is off by default');
    await vscode.workspace.getConfiguration('investigator').update('code.lens', true, vscode.ConfigurationTarget.Global);
    const [lens] = await eventually('the lens is there', async () => {
      const lenses = await ours();
      return lenses.length ? lenses : null;
    });
    assert.equal(lens.command?.title, 'seen in 1 failed run');
    assert.equal(lens.range.start.line, 7);
  });
});
