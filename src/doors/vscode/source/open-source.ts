/** The editor: opens the source that wrote a line of a log: at once where it is sure, by a person's choice where several fit. */
import * as vscode from 'vscode';
import type { SourceCandidate, SourceFinding } from '../../../model/code.ts';
import { oneLine } from '../../../tools/render/safe.ts';
import { LOG_SCHEME } from '../documents/address.ts';
import { columnFor } from '../documents/column.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import type { Choices } from './choices.ts';
import { commitIn } from './commit-address.ts';
import { type AskedFrame, choiceKey, choiceOf, decide } from './decide.ts';
import { itemsOf, labelOf } from './items.ts';
import { learnedMapping } from './mapping.ts';
import type { Past } from './past.ts';
import { slowly } from './slowly.ts';
import { foldersHere, searchSpace } from './workspace.ts';

export interface Asked {
  readonly place: string;
  readonly frame: AskedFrame | null;
  readonly show?: vscode.TextDocumentShowOptions;
}

export interface Tools {
  readonly door: Door;
  readonly choices: Choices;
  readonly past: Past;
}

/** `path:line` of what was opened; null when nothing was. */
export async function openSource(tools: Tools, { place, frame, show }: Asked): Promise<string | null> {
  const { door, choices, past } = tools;
  const space = await searchSpace(door);
  if (space.roots.length === 0 && space.mappings.length === 0) return tellNoFolder();
  const finding = await slowly(t('Looking for the source of the line'), life =>
    door.engine.find_source({ place, ...space, limit: 20 }, life),
  );
  const decision = decide(finding, frame, choices.get);
  if (decision.kind === 'none') return tellNone(decision.named?.file ?? null, finding);
  const chosen = decision.kind === 'open' ? decision.candidate : await choose(decision.candidates);
  if (!chosen) return null;
  const then = await past.of(chosen);
  await showSpot(then ?? { uri: vscode.Uri.file(chosen.file), line: chosen.line ?? 1, column: chosen.column }, show);
  if (decision.kind === 'choose') {
    await choices.keep(choiceKey(finding, chosen), choiceOf(chosen));
    void offerMapping(finding, chosen);
  }
  return then
    ? `${labelOf({ ...chosen, line: then.line }, foldersHere())} @ ${commitIn(then.uri)?.slice(0, 10)}`
    : labelOf(chosen, foldersHere());
}

async function choose(candidates: readonly SourceCandidate[]): Promise<SourceCandidate | null> {
  const picked = await vscode.window.showQuickPick(itemsOf(candidates, foldersHere()), {
    title: t('Several places in the code fit this line'),
    placeHolder: t('Choose one; the choice is remembered'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.candidate ?? null;
}

export interface Spot {
  readonly uri: vscode.Uri;
  readonly line: number;
  readonly column?: number | null;
}

export async function showSpot({ uri, line, column }: Spot, show?: vscode.TextDocumentShowOptions): Promise<void> {
  // A log that one follows a line from stays open; an editor would put the source in its place.
  if (vscode.window.activeTextEditor?.document.uri.scheme === LOG_SCHEME) {
    await vscode.commands.executeCommand('workbench.action.keepEditor');
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const { range } = document.lineAt(Math.min(line - 1, document.lineCount - 1));
  const start = column ? document.validatePosition(range.start.translate(0, column - 1)) : range.start;
  const selection = new vscode.Range(start, column ? start : range.end);
  const editor = await vscode.window.showTextDocument(document, { viewColumn: columnFor(), preview: true, ...show, selection });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

export async function tellNoFolder(): Promise<null> {
  const open = t('Open Folder…');
  const pressed = await vscode.window.showInformationMessage(
    t('No folder with source code is open; open the one that the run was made from.'),
    open,
  );
  if (pressed) await vscode.commands.executeCommand('vscode.openFolder');
  return null;
}

async function tellNone(named: string | null, { indexed }: SourceFinding): Promise<null> {
  const edit = t('Edit Path Mappings…');
  const words = named
    ? t('No file of the open folders is {file}. Open the folder that holds it, or say in a path mapping where it lies.', {
        file: oneLine(named),
      })
    : t('No log statement in {files} files of the open folders is surely the one that wrote this line.', {
        files: indexed.files,
      });
  const pressed = await vscode.window.showInformationMessage(words, ...(named ? [edit] : []));
  if (pressed) await vscode.commands.executeCommand('investigator.editPathMappings');
  return null;
}

/** What was chosen may hold for all files below the same folder. */
async function offerMapping({ named }: SourceFinding, { names, file }: SourceCandidate): Promise<void> {
  const learned = names === null ? null : learnedMapping(named[names].file, file, foldersHere());
  if (!learned) return;
  const configuration = vscode.workspace.getConfiguration('investigator');
  const known = configuration.get<Record<string, string>>('code.pathMappings', {});
  if (known[learned.from] === learned.to) return;
  const remember = t('Remember');
  const pressed = await vscode.window.showInformationMessage(
    t('From now on, read {from} as {to}?', { from: oneLine(learned.from), to: oneLine(learned.to) }),
    remember,
  );
  if (pressed !== remember) return;
  const target = vscode.workspace.workspaceFolders ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  const there = configuration.inspect<Record<string, string>>('code.pathMappings');
  const kept = vscode.workspace.workspaceFolders ? there?.workspaceValue : there?.globalValue;
  await configuration.update('code.pathMappings', { ...kept, [learned.from]: learned.to }, target);
}
