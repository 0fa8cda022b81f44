/** The editor: draws what a log document's text alone does not show: true line numbers, levels, the record that was opened. */
import * as vscode from 'vscode';
import { LOG_SCHEME } from './address.ts';
import { marksOf, numbersOf } from './numbers.ts';
import type { Shelf } from './shelf.ts';
import { type LogView, recordOf, rowOf } from './view.ts';

/** Rows beyond the visible ones that are drawn already. */
const BEYOND = 60;
/** Marks in the overview at most; a file full of errors says no more with more of them. */
const MOST_MARKS = 1_500;

export type Paint = ReturnType<typeof openPaint>;

export function openPaint(shelf: Shelf) {
  const ink = inks();
  /** The line of the log that was opened last, by document. */
  const opened = new Map<string, number>();

  function draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    if (document.uri.scheme !== LOG_SCHEME) return;
    const view = shelf.seen(document.uri);
    if (!view)
      return void shelf.view(document.uri).then(
        () => drawAll(document.uri),
        () => undefined,
      );
    setNumbering(editor, view);
    const rows = visibleRows(editor);
    const near = marksOf(view, rows);
    editor.setDecorations(ink.error, near.error.map(wholeRow));
    editor.setDecorations(ink.warning, near.warning.map(wholeRow));
    editor.setDecorations(ink.number, view.windowed ? numbersOf(view, rows).map(numbered) : []);
    drawRecord(editor, view);
  }

  function drawRecord(editor: vscode.TextEditor, view: LogView): void {
    const line = opened.get(editor.document.uri.toString());
    const record = line === undefined ? null : recordOf(view, line);
    const [first, last] = record ? [rowOf(view, record.from), rowOf(view, record.to) ?? rowOf(view, record.from)] : [null, null];
    editor.setDecorations(ink.record, first === null || last === null ? [] : [new vscode.Range(first, 0, last, 0)]);
  }

  /** What does not change with scrolling: the marks in the overview. */
  function drawOverview(editor: vscode.TextEditor): void {
    const view = editor.document.uri.scheme === LOG_SCHEME ? shelf.seen(editor.document.uri) : null;
    if (!view) return;
    const marks = marksOf(view);
    editor.setDecorations(ink.errorFar, marks.error.slice(0, MOST_MARKS).map(wholeRow));
    editor.setDecorations(ink.warningFar, marks.warning.slice(0, MOST_MARKS).map(wholeRow));
  }

  function drawAll(uri?: vscode.Uri): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (uri && editor.document.uri.toString() !== uri.toString()) continue;
      draw(editor);
      drawOverview(editor);
    }
  }

  const heard = [
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => draw(textEditor)),
    vscode.window.onDidChangeVisibleTextEditors(() => drawAll()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => document.uri.scheme === LOG_SCHEME && drawAll(document.uri)),
  ];
  return {
    drawAll,
    /** Marks the record of the line as the one that was opened. */
    show: (editor: vscode.TextEditor, line: number) => {
      opened.set(editor.document.uri.toString(), line);
      draw(editor);
      drawOverview(editor);
    },
    dispose: () => vscode.Disposable.from(...heard, ...Object.values(ink)).dispose(),
  };
}

function inks() {
  const { OverviewRulerLane, createTextEditorDecorationType } = { ...vscode, ...vscode.window };
  // Beside the text, not in it: a border would cover the first letter.
  const edge = (light: string, dark: string) =>
    createTextEditorDecorationType({
      gutterIconSize: '100%',
      light: { gutterIconPath: bar(light) },
      dark: { gutterIconPath: bar(dark) },
    });
  const far = (colour: string) =>
    createTextEditorDecorationType({
      overviewRulerColor: new vscode.ThemeColor(colour),
      overviewRulerLane: OverviewRulerLane.Right,
    });
  return {
    error: edge('#e51400', '#f14c4c'),
    warning: edge('#bf8803', '#cca700'),
    errorFar: far('editorOverviewRuler.errorForeground'),
    warningFar: far('editorOverviewRuler.warningForeground'),
    number: createTextEditorDecorationType({
      before: { color: new vscode.ThemeColor('editorLineNumber.foreground'), margin: '0 2ch 0 1ch' },
    }),
    record: createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
      overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
      overviewRulerLane: OverviewRulerLane.Center,
    }),
  };
}

/** A picture cannot name a colour of the theme: these are the editor's own of errors and warnings. */
function bar(colour: string): vscode.Uri {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect x="7" width="3" height="16" fill="${colour}"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`);
}

/** The editor's own numbers are those of the log where the whole file is shown. */
function setNumbering(editor: vscode.TextEditor, view: LogView): void {
  const wanted = view.windowed ? vscode.TextEditorLineNumbersStyle.Off : vscode.TextEditorLineNumbersStyle.On;
  if (editor.options.lineNumbers !== wanted) editor.options = { ...editor.options, lineNumbers: wanted };
}

function visibleRows({ visibleRanges, document }: vscode.TextEditor): { first: number; last: number } {
  const first = Math.min(...visibleRanges.map(range => range.start.line), document.lineCount);
  const last = Math.max(...visibleRanges.map(range => range.end.line), 0);
  return { first: Math.max(0, first - BEYOND), last: Math.min(document.lineCount - 1, last + BEYOND) };
}

function wholeRow(row: number): vscode.Range {
  return new vscode.Range(row, 0, row, 0);
}

function numbered({ row, number }: { row: number; number: string }): vscode.DecorationOptions {
  return { range: wholeRow(row), renderOptions: { before: { contentText: number } } };
}
