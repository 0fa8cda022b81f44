/** The editor: log documents: a file system for their text, and commands that open a line; what reads and draws is loaded with the first of them. */
import * as vscode from 'vscode';
import type { Door } from '../door.ts';
import { handle } from '../handle.ts';
import { LOG_SCHEME } from './address.ts';
import { logFiles } from './as-files.ts';
import type { LogDocuments } from './documents.ts';

const LOGS: vscode.DocumentSelector = { scheme: LOG_SCHEME };

export function registerDocuments(door: Door): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const lenses = new vscode.EventEmitter<void>();
  let begun: Promise<LogDocuments> | null = null;
  const documents = () =>
    (begun ??= import('./documents.ts').then(({ openDocuments }) => openDocuments(door, { changes, lenses })));
  return vscode.Disposable.from(
    changes,
    lenses,
    { dispose: () => void begun?.then(one => one.dispose()) },
    logFiles(async uri => (await documents()).text(uri), changes),
    ...registerFeatures(documents, lenses.event),
    handle(door, {
      openLine: async (place?: unknown, options?: vscode.TextDocumentShowOptions) => (await documents()).openLine(place, options),
      openPlace: async () => (await documents()).openPlace(),
      showEarlierLines: async (uri?: unknown) => (await documents()).step('earlier', uri),
      showLaterLines: async (uri?: unknown) => (await documents()).step('later', uri),
      showInTable: async (uri?: unknown) => (await documents()).showInTable(uri),
      copyPlace: async () => (await documents()).copyPlace(),
      selectedPlace: async (uri?: unknown, row?: unknown) => (await documents()).selectedPlace(uri, row),
    }),
  );
}

function registerFeatures(documents: () => Promise<LogDocuments>, relens: vscode.Event<void>): vscode.Disposable[] {
  return [
    vscode.languages.registerFoldingRangeProvider(LOGS, {
      provideFoldingRanges: async document => (await documents()).folds(document),
    }),
    vscode.languages.registerDocumentSymbolProvider(LOGS, {
      provideDocumentSymbols: async (document, token) => (await documents()).symbols(document, token),
    }),
    vscode.languages.registerDocumentLinkProvider(LOGS, {
      provideDocumentLinks: async (document, token) => (await documents()).links(document, token),
    }),
    vscode.languages.registerHoverProvider(LOGS, {
      provideHover: async (document, position, token) => (await documents()).hover(document, { position, token }),
    }),
    vscode.languages.registerDocumentHighlightProvider(LOGS, {
      // A line that was just opened has the cursor at its beginning, mostly on a year that every line has: nobody asked for that word.
      provideDocumentHighlights: (_, position) =>
        position.character === 0 ? [new vscode.DocumentHighlight(new vscode.Range(position, position))] : undefined,
    }),
    vscode.languages.registerCodeLensProvider(LOGS, {
      onDidChangeCodeLenses: relens,
      provideCodeLenses: async document => (await documents()).lenses(document),
    }),
  ];
}
