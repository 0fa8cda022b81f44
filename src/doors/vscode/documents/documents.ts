/** The editor: log documents, joined: what is read, what is drawn, and what its commands do. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import { formatPlace } from '../../../model/place.ts';
import type { Door } from '../door.ts';
import { failureWords } from '../failure-words.ts';
import { t } from '../l10n.ts';
import { nextSteps } from '../next-steps.ts';
import { LOG_SCHEME, readAddress } from './address.ts';
import { openAnswers } from './answers.ts';
import { askPlace } from './ask-place.ts';
import { moveWindow, openPlace, placeFrom } from './open-line.ts';
import { openPaint } from './paint.ts';
import { openShelf } from './shelf.ts';
import { lineAt, viewText } from './view.ts';

interface News {
  readonly changes: vscode.EventEmitter<vscode.Uri>;
  readonly lenses: vscode.EventEmitter<void>;
}

export type LogDocuments = ReturnType<typeof openDocuments>;

export function openDocuments(door: Door, { changes, lenses }: News) {
  const shelf = openShelf(door, changed);
  const paint = openPaint(shelf);
  const answers = openAnswers(door, shelf);
  const heard = door.onChanged(() => void lookAgain());

  function changed(uri: vscode.Uri): void {
    if (isOpen(uri)) changes.fire(uri);
    lenses.fire();
    paint.drawAll(uri);
  }

  /** The text, or a sentence that says why there is none: a run may have been forgotten since. */
  async function text(uri: vscode.Uri): Promise<string> {
    try {
      return viewText(await shelf.view(uri));
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure;
      return `${failureWords(failure)} ${t(nextSteps[failure.code].hint)}`;
    }
  }

  /** Runs were ingested or forgotten: documents of runs that are gone say so, those of runs that came back show their lines. */
  async function lookAgain(): Promise<void> {
    for (const { uri } of vscode.workspace.textDocuments.filter(one => one.uri.scheme === LOG_SCHEME)) {
      const address = readAddress(uri);
      const line = shelf.seen(uri)?.lines[0]?.place.line ?? address?.lines?.from ?? 1;
      const there = address !== null && (await isThere(formatPlace({ ...address, line })));
      if (there === (shelf.seen(uri) !== null)) continue;
      shelf.forget(uri);
      changes.fire(uri);
    }
  }

  async function isThere(place: string): Promise<boolean> {
    try {
      await door.engine.read_lines({ place, around: 0, width: 80 });
      return true;
    } catch (failure) {
      if (failure instanceof Fault) return false;
      throw failure;
    }
  }

  async function openLine(given: unknown, options?: vscode.TextDocumentShowOptions): Promise<void> {
    const place = placeFrom(given);
    const { editor } = await openPlace(shelf, place, options);
    paint.show(editor, place.line);
  }

  /** The line of the log at the cursor of the document in front, or at a row of the document given. */
  async function placeInFront(uri?: unknown, row?: unknown): Promise<string> {
    const editor = vscode.window.activeTextEditor;
    const [shown, at] =
      uri instanceof vscode.Uri && typeof row === 'number' ? [uri, row] : [editor?.document.uri, editor?.selection.active.line];
    const line = shown?.scheme === LOG_SCHEME ? lineAt(await shelf.view(shown), at ?? 0) : null;
    if (!line) throw new Fault('bad_input', { problem: t('No line of a log is selected; put the cursor on one first.') });
    return formatPlace(line.place);
  }

  return {
    text,
    ...answers,
    openLine,
    openPlace: async () => {
      const place = await askPlace();
      if (place) await openLine(place);
    },
    step: async (way: 'earlier' | 'later', uri: unknown) => {
      const editor = editorOf(uri);
      const moved = editor && (await moveWindow(shelf, editor, way));
      if (moved) paint.drawAll(moved.editor.document.uri);
      else await vscode.window.showInformationMessage(t('The file has no more lines there.'));
    },
    showInTable: async (uri: unknown) => {
      const editor = editorOf(uri);
      if (!editor) return;
      const view = await shelf.view(editor.document.uri);
      const line = lineAt(view, editor.selection.active.line) ?? view.lines[0];
      const show = { tab: 'logs', query: `member:"${view.member.path}"`, place: formatPlace(line.place) };
      await vscode.commands.executeCommand('investigator.openRun', view.address.source, show);
    },
    selectedPlace: placeInFront,
    copyPlace: async () => vscode.env.clipboard.writeText(await placeInFront()),
    dispose: () => vscode.Disposable.from(heard, paint, answers).dispose(),
  };
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(one => one.uri.toString() === uri.toString());
}

/** The editor of a log document: of the one given by a lens or a menu, else the one in front. */
function editorOf(uri: unknown): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (!(uri instanceof vscode.Uri)) return activeTextEditor?.document.uri.scheme === LOG_SCHEME ? activeTextEditor : undefined;
  const wanted = [...(activeTextEditor ? [activeTextEditor] : []), ...visibleTextEditors];
  return wanted.find(editor => editor.document.uri.toString() === uri.toString());
}
