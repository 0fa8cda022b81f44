/** The editor: what its features ask of a log document: folds, outline, links, hovers and lenses, in the editor's own terms. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import { pacer } from '../../../base/pace.ts';
import { formatPlace } from '../../../model/place.ts';
import type { TimelineEntry } from '../../../model/report.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { signalOf } from '../signal.ts';
import { foldsOf } from './folds.ts';
import { linksOf } from './links.ts';
import { openPatterns } from './patterns.ts';
import type { Shelf } from './shelf.ts';
import { type LogSymbol, symbolsOf } from './symbols.ts';
import { toldOf } from './told.ts';
import { lineAt, recordOf, rowOf, shownLines, viewRows } from './view.ts';

type Token = vscode.CancellationToken;

export function openAnswers(door: Door, shelf: Shelf) {
  const patterns = openPatterns(door);

  async function folds({ uri }: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
    return foldsOf(await shelf.view(uri)).map(
      ({ start, end, kind }) =>
        new vscode.FoldingRange(start, end, kind === 'group' ? vscode.FoldingRangeKind.Region : undefined),
    );
  }

  async function symbols({ uri }: vscode.TextDocument, token: Token): Promise<vscode.DocumentSymbol[]> {
    const view = await shelf.view(uri);
    return symbolsOf(view, await happenings(door, view.address.source, signalOf(token))).map(symbolFor);
  }

  async function links({ uri }: vscode.TextDocument, token: Token): Promise<vscode.DocumentLink[]> {
    const view = await shelf.view(uri);
    return (await linksOf(view, pacer(signalOf(token)))).map(({ row, from, to, frame, line }) => {
      const asked = [formatPlace({ ...view.address, line }), frame];
      const target = vscode.Uri.parse(`command:investigator.openSource?${encodeURIComponent(JSON.stringify(asked))}`);
      const link = new vscode.DocumentLink(new vscode.Range(row, from, row, to), target);
      link.tooltip = t('Open the source');
      return link;
    });
  }

  async function hover(
    { uri }: vscode.TextDocument,
    at: { position: vscode.Position; token: Token },
  ): Promise<vscode.Hover | null> {
    const view = await shelf.view(uri);
    const line = lineAt(view, at.position.line);
    if (!line) return null;
    // A line that continues a record has no pattern of its own.
    const head = lineAt(view, rowOf(view, recordOf(view, line.place.line).from) ?? at.position.line) ?? line;
    const news = await patterns.of(head, signalOf(at.token));
    const words = new vscode.MarkdownString();
    // Not trusted, and every sentence enters as text: a file's name is the log's, not ours.
    for (const [nth, sentence] of toldOf(view, line, news).entries()) words.appendText(`${nth > 0 ? '\n' : ''}${sentence}`);
    return new vscode.Hover(words, new vscode.Range(at.position.line, 0, at.position.line, 0));
  }

  async function lenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const view = await shelf.view(uri);
    if (!view.windowed) return [];
    const { from, to } = shownLines(view);
    const lens = (row: number, title: string, command: string) =>
      new vscode.CodeLens(new vscode.Range(row, 0, row, 0), { title, command: `investigator.${command}`, arguments: [uri] });
    const last = viewRows(view) - 1;
    return [
      ...(from > 1 ? [lens(0, t('Show earlier lines'), 'showEarlierLines')] : []),
      lens(0, t('Open whole in the table'), 'showInTable'),
      ...(to < view.member.lines ? [lens(last, t('Show later lines'), 'showLaterLines')] : []),
      lens(last, t('Open whole in the table'), 'showInTable'),
    ];
  }

  return { folds, symbols, links, hover, lenses, dispose: () => patterns.dispose() };
}

/** What the timeline of the run states, and the lines that its report suspects. */
async function happenings(door: Door, source: string, signal: AbortSignal): Promise<TimelineEntry[]> {
  const [{ entries }, suspects] = await Promise.all([
    door.engine.get_timeline({ run_id: source, limit: 2000 }, { signal }),
    suspectsOf(door, source, signal),
  ]);
  return [...entries, ...suspects];
}

/** None where the run was not investigated. */
async function suspectsOf(door: Door, source: string, signal: AbortSignal): Promise<TimelineEntry[]> {
  try {
    const { suspect_lines: suspects } = await door.engine.get_report({ run_id: source }, { signal });
    return suspects.map(({ at, text, role, place }) => ({
      at: at ?? 0,
      until: null,
      kind: role === 'cause' ? 'cause' : 'error',
      level: 'error',
      title: text,
      place,
    }));
  } catch (failure) {
    if (failure instanceof Fault) return [];
    throw failure;
  }
}

const KINDS: Readonly<Record<LogSymbol['kind'], vscode.SymbolKind>> = {
  step: vscode.SymbolKind.Function,
  nemesis: vscode.SymbolKind.Event,
  event: vscode.SymbolKind.Event,
  test: vscode.SymbolKind.Method,
  cause: vscode.SymbolKind.Key,
  error: vscode.SymbolKind.Constant,
  marker: vscode.SymbolKind.String,
  metric: vscode.SymbolKind.Number,
  alert: vscode.SymbolKind.Event,
  group: vscode.SymbolKind.Namespace,
};

function symbolFor({ name, detail, kind, start, end, children }: LogSymbol): vscode.DocumentSymbol {
  const head = new vscode.Range(start, 0, start, 0);
  const symbol = new vscode.DocumentSymbol(name, detail, KINDS[kind], new vscode.Range(start, 0, end, 0), head);
  symbol.children = children.map(symbolFor);
  return symbol;
}
