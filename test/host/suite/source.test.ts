/** Extension host: a line opens its source: file and line; a person's choice among several, remembered; nothing, and what to do then. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { formatPlace, type Place } from '../../../src/model/place.ts';
import { answering } from './answering.ts';
import { awake, eventually, investigator, sampleReport } from './editor.ts';

const LINES = [
  '2026-11-20T08:00:00Z ERROR payment of order 7 failed (/opt/app/src/pay.py:3)',
  '2026-11-20T08:00:01Z ERROR somewhere else (/opt/nowhere/deep/other.py:9)',
  '2026-11-20T08:00:02Z INFO nothing that any statement says',
];

function inFront(): { file: string; line: number } {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'an editor is in front');
  return { file: editor.document.uri.fsPath, line: editor.selection.active.line + 1 };
}

describe('a line opens its source', function () {
  this.timeout(120_000);
  const workspace = () => vscode.workspace.workspaceFolders?.[0].uri.fsPath ?? '';
  const logs = mkdtempSync(join(tmpdir(), 'source-suite-'));
  const copied = ['sdcm', 'scylla', 'stress', 'a', 'b'];
  let run: string;

  before(async () => {
    const { door } = await awake();
    for (const folder of ['sdcm', 'scylla', 'stress']) {
      cpSync(join(investigator().extensionUri.fsPath, 'media/sample/source', folder), join(workspace(), folder), {
        recursive: true,
      });
    }
    for (const folder of ['a', 'b']) {
      mkdirSync(join(workspace(), folder, 'src'), { recursive: true });
      writeFileSync(join(workspace(), folder, 'src/pay.py'), `# ${folder}\ndef pay():\n    raise Failed("payment")\n`);
    }
    writeFileSync(join(logs, 'pay.log'), `${LINES.join('\n')}\n`);
    run = (await door.engine.ingest_logs({ inputs: [join(logs, 'pay.log')] })).run_id;
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const folder of copied) rmSync(join(workspace(), folder), { recursive: true, force: true });
    rmSync(join(workspace(), '.vscode'), { recursive: true, force: true });
    rmSync(logs, { recursive: true, force: true });
  });

  it('at the file and the line that a line of the sample names', async () => {
    const { door } = await awake();
    const { run: sample } = await sampleReport();
    const page = await door.engine.search_logs({
      run_id: sample.run_id,
      query: 'member:sct.log level:error "f:cluster.py"',
      limit: 1,
    });
    const [line] = page.lines.length ? page.lines : assert.fail('the sample names cluster.py');
    const named = /f:cluster\.py\s+l:(\d+)/.exec(line.text)?.[1];
    const opened = await vscode.commands.executeCommand('investigator.openSource', formatPlace(line.place));
    assert.equal(opened, `sdcm/cluster.py:${named}`);
    assert.deepEqual(inFront(), { file: join(workspace(), 'sdcm/cluster.py'), line: Number(named) });
  });

  it('from the log in front, which stays open', async () => {
    const { door } = await awake();
    const { run: sample } = await sampleReport();
    const page = await door.engine.search_logs({ run_id: sample.run_id, query: 'member:sct.log "f:tester.py"', limit: 1 });
    const place = (page.lines[0] ?? assert.fail('the sample names tester.py')).place as Place;
    await vscode.commands.executeCommand('investigator.openLine', formatPlace(place));
    const log = vscode.window.activeTextEditor?.document.uri.toString();
    assert.match(String(await vscode.commands.executeCommand('investigator.openSource')), /^sdcm\/tester\.py:\d+$/);
    const open = vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.input));
    assert.ok(open.some(input => input instanceof vscode.TabInputText && input.uri.toString() === log));
  });

  it('by a choice where several fit, which is remembered', async () => {
    const pick = answering('showQuickPick', items => (items as { label: string }[]).find(item => item.label.startsWith('b/')));
    const told = answering('showInformationMessage', () => 'Remember');
    try {
      assert.equal(await vscode.commands.executeCommand('investigator.openSource', `${run}:pay.log:1`), 'b/src/pay.py:3');
      const offered = (pick.asked[0][0] as { label: string; description: string; detail: string }[]).map(item => item.label);
      assert.deepEqual(offered.sort(), ['a/src/pay.py:3', 'b/src/pay.py:3']);
      assert.deepEqual(inFront(), { file: join(workspace(), 'b/src/pay.py'), line: 3 });
      assert.equal(await vscode.commands.executeCommand('investigator.openSource', `${run}:pay.log:1`), 'b/src/pay.py:3');
      assert.equal(pick.asked.length, 1, 'nobody is asked twice');
    } finally {
      pick.end();
      told.end();
    }
  });

  it('and the mapping that the choice taught stands in the settings of the workspace', async () => {
    const learned = await eventually('the mapping is kept', () => {
      const configuration = vscode.workspace.getConfiguration('investigator');
      return configuration.inspect<Record<string, string>>('code.pathMappings')?.workspaceValue;
    });
    assert.deepEqual(learned, { '/opt/app': '${workspaceFolder}/b' });
  });

  it('says what is missing and what to do when no file fits', async () => {
    const told = answering('showInformationMessage', () => undefined);
    try {
      assert.equal(await vscode.commands.executeCommand('investigator.openSource', `${run}:pay.log:2`), null);
      assert.match(String(told.asked[0][0]), /^No file of the open folders is \/opt\/nowhere\/deep\/other\.py\./);
      assert.equal(await vscode.commands.executeCommand('investigator.openSource', `${run}:pay.log:3`), null);
      assert.match(String(told.asked[1][0]), /^No log statement in \d+ files/);
    } finally {
      told.end();
    }
  });
});
