/** The editor: opens the log around a line and selects it; of a large file it opens the lines before and behind. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import { type Place, parsePlace } from '../../../model/place.ts';
import { columnFor } from './column.ts';
import type { Shelf } from './shelf.ts';
import { type LogView, rowOf, shownLines, viewRows } from './view.ts';

/** Longest wait for the editor to show what was read; a busy machine takes its time over a long text. */
const SETTLE_MS = 30_000;

export interface Opened {
  readonly editor: vscode.TextEditor;
  readonly view: LogView;
  readonly row: number;
}

/** Throws `place_unknown`, `run_unknown` and what reading throws. */
export async function openPlace(shelf: Shelf, place: Place, options?: vscode.TextDocumentShowOptions): Promise<Opened> {
  return showLine(shelf, { uri: await shelf.at(place), line: place.line }, options);
}

async function showLine(
  shelf: Shelf,
  { uri, line }: { uri: vscode.Uri; line: number },
  options: vscode.TextDocumentShowOptions = {},
): Promise<Opened> {
  const view = await shelf.view(uri);
  const document = await inItsLanguage(await vscode.workspace.openTextDocument(uri));
  await settled(document, view);
  const row = rowOf(view, line) ?? 0;
  const selection = new vscode.Range(row, 0, row, 0);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnFor(),
    preview: true,
    ...options,
    selection,
  });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return { editor, view, row };
}

/** `given` is a place, as text or not; anything else is refused. */
export function placeFrom(given: unknown): Place {
  if (typeof given === 'string') return parsePlace(given.trim());
  const { source, member, line } = (given ?? {}) as Partial<Place>;
  if (typeof source === 'string' && typeof member === 'string' && typeof line === 'number') {
    return parsePlace(`${source}:${member}:${line}`);
  }
  throw new Fault('place_unknown', { place: String(given) });
}

/** Shows the lines before or behind those of an editor in its place; null where the file has no more. */
export async function moveWindow(shelf: Shelf, editor: vscode.TextEditor, way: 'earlier' | 'later'): Promise<Opened | null> {
  const next = await shelf.beside(editor.document.uri, way);
  return next ? showLine(shelf, next, { viewColumn: editor.viewColumn }) : null;
}

/** The language that its name stands for, where that is one to read; logs that a language would judge as its own are plain logs. */
async function inItsLanguage(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  const READ_AS_THEMSELVES = new Set(['log', 'xml', 'html', 'yaml', 'csv', 'tsv']);
  return READ_AS_THEMSELVES.has(document.languageId) ? document : vscode.languages.setTextDocumentLanguage(document, 'log');
}

/** Waits until the editor has the text of the view. */
async function settled(document: vscode.TextDocument, view: LogView): Promise<void> {
  if (isSettled(document, view)) return;
  await new Promise<void>(resolve => {
    const over = () => {
      clearTimeout(late);
      heard.dispose();
      resolve();
    };
    const late = setTimeout(over, SETTLE_MS);
    const heard = vscode.workspace.onDidChangeTextDocument(change => {
      if (change.document === document && isSettled(document, view)) over();
    });
  });
}

function isSettled(document: vscode.TextDocument, view: LogView): boolean {
  const rows = viewRows(view);
  const last = rowOf(view, shownLines(view).to) ?? 0;
  return document.lineCount === rows && document.lineAt(last).text === view.lines.at(-1)?.shown;
}
