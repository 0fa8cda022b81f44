/** Extension host: a line opens its log: the right editor, line and selection; folds, outline, links; files too large for an editor. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { formatPlace } from '../../../src/model/place.ts';
import { awake, eventually, sample, sampleReport } from './editor.ts';

const LINES = 300_000;

function longLog(): string {
  const lines = Array.from({ length: LINES }, (_, at) => {
    const time = new Date(Date.UTC(2026, 0, 1) + at * 7).toISOString();
    return `${time} ${at % 1000 === 999 ? 'ERROR' : 'INFO'} worker-${at % 7} handled request ${at + 1} and padding that makes it a real line`;
  });
  return `${lines.join('\n')}\n`;
}

const CI_LOG = [
  '2026-11-20T08:00:00.0000000Z ##[group]Run npm test',
  '2026-11-20T08:00:06.0000000Z \x1b[31mFAIL\x1b[0m src/cart.test.ts',
  '2026-11-20T08:00:06.1000000Z Error: expected 2, got 3',
  '2026-11-20T08:00:06.2000000Z     at addItem (/home/runner/work/shop/src/cart.ts:7:11)',
  '2026-11-20T08:00:06.4000000Z <script>alert(1)</script> [x](command:workbench.action.quit) \u202egnp.exe\u2028a\rb',
  '2026-11-20T08:00:07.0000000Z ##[endgroup]',
  '2026-11-20T08:00:08.0000000Z ##[error]Process completed with exit code 1.',
];

function inFront(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'an editor is in front');
  return editor;
}

function cursorText(editor: vscode.TextEditor): string {
  return editor.document.lineAt(editor.selection.active.line).text;
}

function isInSight({ visibleRanges }: vscode.TextEditor, row: number): boolean {
  return visibleRanges.some(range => range.start.line <= row && row <= range.end.line);
}

describe('a line opens its log', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'documents-suite-'));
  let long: string;
  let ci: string;

  before(async () => {
    const { door } = await awake();
    writeFileSync(join(folder, 'long.log'), longLog());
    writeFileSync(join(folder, 'ci.txt'), `${CI_LOG.join('\n')}\n`);
    long = (await door.engine.ingest_logs({ inputs: [join(folder, 'long.log')] })).run_id;
    ci = (await door.engine.ingest_logs({ inputs: [join(folder, 'ci.txt')] })).run_id;
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  it('a small file whole, at the line of the cause', async () => {
    const { place, snippet } = (await sampleReport()).evidence_index[0];
    await vscode.commands.executeCommand('investigator.openLine', formatPlace(place));
    const editor = inFront();
    assert.equal(editor.document.uri.scheme, 'investigator-log');
    assert.ok(editor.document.uri.path.endsWith(`/${place.member.split('/').at(-1)}`), editor.document.uri.path);
    assert.equal(editor.document.languageId, 'log');
    assert.equal(editor.selection.active.line, place.line - 1, 'the line of the editor is that of the log');
    assert.equal(cursorText(editor), snippet.split('\n')[0]);
    await eventually('the line is in sight', () => isInSight(editor, place.line - 1));
  });

  it('a large one as a window that says what it shows', async () => {
    await vscode.commands.executeCommand('investigator.openLine', { source: long, member: 'long.log', line: 150_000 });
    const editor = inFront();
    assert.match(cursorText(editor), /handled request 150000 /);
    assert.equal(editor.document.lineAt(0).text, '── lines 145,001 to 155,000 of 300,000 of long.log ──');
    await eventually(
      'its own numbers are off, since they are not those of the log',
      () => editor.options.lineNumbers === vscode.TextEditorLineNumbersStyle.Off,
    );
  });

  it('which has one behind and one before it, and goes on where it ended', async () => {
    await vscode.commands.executeCommand('investigator.showLaterLines');
    assert.equal(inFront().document.lineAt(0).text, '── lines 154,901 to 164,900 of 300,000 of long.log ──');
    assert.match(cursorText(inFront()), /handled request 155001 /);
    await eventually('the line is in sight', () => isInSight(inFront(), inFront().selection.active.line));
    await vscode.commands.executeCommand('investigator.showEarlierLines');
    assert.equal(inFront().document.lineAt(0).text, '── lines 145,001 to 155,000 of 300,000 of long.log ──');
    assert.match(cursorText(inFront()), /handled request 154900 /);
  });

  it('the same document again for a line that it shows already', async () => {
    const before = inFront().document.uri.toString();
    await vscode.commands.executeCommand('investigator.openLine', `${long}:long.log:150321`);
    assert.equal(inFront().document.uri.toString(), before);
    assert.match(cursorText(inFront()), /handled request 150321 /);
    await vscode.commands.executeCommand('investigator.openLine', `${long}:long.log:300000`);
    assert.notEqual(inFront().document.uri.toString(), before);
    assert.match(cursorText(inFront()), /handled request 300000 /);
  });

  it('offers in a lens to go on where there is more', async () => {
    const { uri } = inFront().document;
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
    const titles = lenses.map(lens => `${lens.range.start.line === 0 ? 'above' : 'below'}: ${lens.command?.title}`);
    assert.deepEqual(titles, ['above: Show earlier lines', 'above: Open whole in the table', 'below: Open whole in the table']);
  });

  it('shows hostile text as text, one line for one line, and links under the right words', async () => {
    await vscode.commands.executeCommand('investigator.openLine', `${ci}:ci.txt:4`);
    const { document } = inFront();
    assert.equal(document.lineCount, CI_LOG.length);
    assert.equal(document.lineAt(1).text, '2026-11-20T08:00:06.0000000Z FAIL src/cart.test.ts');
    assert.ok(document.lineAt(4).text.endsWith('[x](command:workbench.action.quit) ⟨U+202E⟩gnp.exe⟨U+2028⟩a␍b'));
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    const ours = links.filter(link => link.target?.scheme === 'command');
    assert.deepEqual(
      ours.map(link => [document.getText(link.range), link.target?.path]),
      [['/home/runner/work/shop/src/cart.ts:7:11', 'investigator.openSource']],
    );
    assert.deepEqual(JSON.parse(ours[0].target?.query ?? ''), [
      `${ci}:ci.txt:4`,
      { file: '/home/runner/work/shop/src/cart.ts', line: 7, column: 11, function: 'addItem' },
    ]);
  });

  it('folds records and groups, and outlines them', async () => {
    const { uri } = inFront().document;
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
    assert.deepEqual(
      folds.map(fold => [fold.start, fold.end]),
      [
        [0, 5],
        [2, 3],
      ],
    );
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
    assert.ok(
      symbols.some(symbol => symbol.name === 'Run npm test' && symbol.range.end.line === 5),
      JSON.stringify(symbols),
    );
  });

  it('outlines what the timeline of the run says of the file', async () => {
    const { timeline } = await sampleReport();
    const { place, title } = timeline.find(entry => entry.kind === 'nemesis') ?? assert.fail('the sample has nemeses');
    await vscode.commands.executeCommand('investigator.openLine', formatPlace(place));
    const { document, selection } = inFront();
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const all = (some: vscode.DocumentSymbol[]): vscode.DocumentSymbol[] => some.flatMap(one => [one, ...all(one.children)]);
    assert.ok(
      all(symbols).some(symbol => symbol.name === title && symbol.range.start.line === selection.active.line),
      all(symbols)
        .map(symbol => symbol.name)
        .join('\n'),
    );
  });

  it('tells in a hover when, where, how often and whether it is new', async () => {
    const { door } = await awake();
    const { place } = (await sampleReport()).evidence_index[0];
    await door.engine.ingest_logs({ inputs: [sample('passed')], job: 'longevity', outcome: 'passed' });
    door.changed();
    await vscode.commands.executeCommand('investigator.openLine', formatPlace(place));
    const { document, selection } = inFront();
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      selection.active,
    );
    const words = hovers.flatMap(hover => hover.contents.map(one => (one as vscode.MarkdownString).value)).join('\n');
    assert.match(words.replaceAll('&nbsp;', ' '), /11:12:03\.\d+ UTC/);
    assert.match(words.replaceAll('&nbsp;', ' '), /new against 1 passing run/);
  });

  it('says so when its run is forgotten', async () => {
    const { door } = await awake();
    await vscode.commands.executeCommand('investigator.openLine', `${ci}:ci.txt:1`);
    const { document } = inFront();
    await door.engine.forget_run({ run_id: ci });
    door.changed();
    await eventually('the document says it', () => document.lineAt(0).text.startsWith('No run is known as'));
  });

  it('says what is wrong with a place that is none', async () => {
    const { door } = await awake();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('investigator.openLine', `${long}:long.log:300001`);
    assert.equal(vscode.window.activeTextEditor, undefined);
    assert.ok(door);
  });
});
