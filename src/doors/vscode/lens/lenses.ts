/** The editor: above log statements the failed runs that they were seen in; asked once a file and its state, never while one types. */
import { statSync } from 'node:fs';
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import type { SeenStatement } from '../../../model/code.ts';
import type { Door } from '../door.ts';
import { signalOf } from '../signal.ts';
import { foldersHere } from '../source/workspace.ts';
import { seenWords } from './words.ts';

/** Files whose answers are kept. */
const KEPT = 50;

export function statementLenses(door: Door, changed: vscode.Event<void>): vscode.CodeLensProvider & { forget(): void } {
  const kept = new Map<string, { state: string; statements: Promise<SeenStatement[]> }>();

  async function ask(file: string, signal: AbortSignal): Promise<SeenStatement[]> {
    const roots = foldersHere().map(folder => folder.path);
    return (await door.engine.find_runs_by_source({ file, roots }, { signal })).statements;
  }

  function known(file: string, signal: AbortSignal): Promise<SeenStatement[]> {
    const state = String(statSync(file, { throwIfNoEntry: false })?.mtimeMs);
    const one = kept.get(file);
    if (one?.state === state) return one.statements;
    const statements = ask(file, signal);
    statements.catch(() => kept.delete(file));
    kept.delete(file);
    kept.set(file, { state, statements });
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
    return statements;
  }

  return {
    onDidChangeCodeLenses: changed,
    provideCodeLenses: async (document, token) => {
      // What is being typed is not what logged those lines; the lenses come back with the next save.
      if (document.isDirty || !vscode.window.visibleTextEditors.some(editor => editor.document === document)) return [];
      try {
        return (await known(document.uri.fsPath, signalOf(token))).flatMap(lensOf);
      } catch (failure) {
        if (failure instanceof Fault) return [];
        throw failure;
      }
    },
    forget: () => kept.clear(),
  };

  function lensOf(statement: SeenStatement): vscode.CodeLens[] {
    const title = seenWords(statement);
    if (!title) return [];
    const row = statement.line - 1;
    const given = { line: statement.line };
    return [
      new vscode.CodeLens(new vscode.Range(row, 0, row, 0), {
        title,
        command: 'investigator.showRunsOfStatement',
        arguments: [given],
      }),
    ];
  }
}
