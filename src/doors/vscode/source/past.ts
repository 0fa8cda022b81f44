/** The editor: files as they were at a commit: read-only documents, with lenses to today's line and back. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import type { SourceCandidate } from '../../../model/code.ts';
import { count } from '../../../tools/render/words.ts';
import type { Door } from '../door.ts';
import { failureWords } from '../failure-words.ts';
import { t } from '../l10n.ts';
import { COMMIT_SCHEME, commitIn } from './commit-address.ts';

/** Where a line stands in a document, and the other document that it also stands in. */
interface Bridge {
  readonly row: number;
  readonly titles: readonly { readonly title: string; readonly command: string; readonly given: unknown[] }[];
}

export type Past = ReturnType<typeof openPast>;

export function openPast(door: Door) {
  const bridges = new Map<string, Bridge>();
  const changes = new vscode.EventEmitter<void>();

  async function read(uri: vscode.Uri): Promise<string | null> {
    const commit = commitIn(uri);
    if (!commit) return null;
    try {
      return (await door.engine.read_source_at({ file: todayOf(uri).fsPath, commit })).text;
    } catch (failure) {
      if (failure instanceof Fault && failure.code === 'input_missing') return null;
      throw failure;
    }
  }

  /** The document as of the commit of the run, and its line; null where today's file says the same. */
  async function of({ file, line, at_commit: then }: SourceCandidate): Promise<{ uri: vscode.Uri; line: number } | null> {
    if (!then) return null;
    const today = vscode.Uri.file(file);
    const uri = today.with({ scheme: COMMIT_SCHEME, query: then.commit });
    const text = await read(uri);
    if (text === null || (line === then.line && (await lineOf(today, line)) === text.split(/\r?\n/)[line - 1])) return null;
    bridge({ uri, line: then.line }, { uri: today, line }, then.commit);
    return { uri, line: then.line };
  }

  function bridge(past: Spot, today: Spot<number | null>, commit: string): void {
    const name = commit.slice(0, 10);
    const there =
      today.line === null ? { title: t('the line is gone today'), command: '', given: [] } : todays(today, today.line);
    const title = t('{file} as of {commit} and today', { file: today.uri.path.split('/').at(-1) ?? '', commit: name });
    const compare = { title: t('Compare with today'), command: 'vscode.diff', given: [past.uri, today.uri, title] };
    bridges.set(past.uri.toString(), {
      row: past.line - 1,
      titles: [{ title: t('As of commit {commit}', { commit: name }), command: '', given: [] }, there, compare],
    });
    if (today.line !== null) {
      const back = t('Line {line} as of the commit of the run', { line: count(past.line) });
      bridges.set(today.uri.toString(), { row: today.line - 1, titles: [{ title: back, ...opening(past) }] });
    }
    changes.fire();
  }

  const lenses: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changes.event,
    provideCodeLenses: ({ uri }) => {
      const found = bridges.get(uri.toString());
      const range = new vscode.Range(found?.row ?? 0, 0, found?.row ?? 0, 0);
      return (found?.titles ?? []).map(
        ({ title, command, given }) => new vscode.CodeLens(range, { title, command, arguments: given }),
      );
    },
  };

  const registered = [
    changes,
    vscode.languages.registerCodeLensProvider([{ scheme: COMMIT_SCHEME }, { scheme: 'file' }], lenses),
    // What is typed moves the line; the way back is offered again with the next opening.
    vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
      if (uri.scheme === 'file' && bridges.delete(uri.toString())) changes.fire();
    }),
  ];

  return {
    of,
    text: async (uri: vscode.Uri): Promise<string> => {
      const gone = new Fault('input_missing', { input: `${todayOf(uri).fsPath} ${commitIn(uri)?.slice(0, 10) ?? ''}` });
      return (await read(uri)) ?? failureWords(gone);
    },
    dispose: () => vscode.Disposable.from(...registered).dispose(),
  };
}

interface Spot<Line = number> {
  readonly uri: vscode.Uri;
  readonly line: Line;
}

function opening({ uri, line }: Spot): { command: string; given: unknown[] } {
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  return { command: 'vscode.open', given: [uri, { selection, preview: true } satisfies vscode.TextDocumentShowOptions] };
}

function todays({ uri }: Spot<number | null>, line: number) {
  return { title: t('Today’s line {line}', { line: count(line) }), ...opening({ uri, line }) };
}

function todayOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({ scheme: 'file', query: '' });
}

async function lineOf(uri: vscode.Uri, line: number): Promise<string | null> {
  const document = await vscode.workspace.openTextDocument(uri);
  return line <= document.lineCount ? document.lineAt(line - 1).text : null;
}
