/** The editor: opens the definition of an agent's tool: at once where it is sure, by a person's choice where several fit; else says where it was looked for. */
import * as vscode from 'vscode';
import type { ToolDefinitions } from '../../../model/code.ts';
import { oneLine } from '../../../tools/render/safe.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { type CandidateItem, itemsOf, labelOf } from './items.ts';
import { showSpot, tellNoFolder } from './open-source.ts';
import { slowly } from './slowly.ts';
import { foldersHere, searchSpace } from './workspace.ts';

export interface OpenedTool {
  /** `path:line`; null when nothing was. */
  readonly opened: string | null;
  /** Where it was looked for, when nothing was found. */
  readonly looked: string;
}

/** A candidate below only has the name as a text in it. */
const DEFINES = 0.5;
const EQUAL = 0.03;

export function askTool(): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title: t('Open the definition of a tool'), prompt: t('Its name, as the agent calls it') });
}

export async function openTool(door: Door, tool: string): Promise<OpenedTool> {
  const { roots, exclude } = await searchSpace(door);
  if (roots.length === 0) {
    void tellNoFolder();
    return { opened: null, looked: t('No folder with source code is open.') };
  }
  const told = await slowly(t('Looking for the definition of the tool'), life =>
    door.engine.find_tool_definition({ tool, roots, exclude, limit: 50 }, life),
  );
  if (told.candidates.length === 0) return { opened: null, looked: tellNone(told) };
  const chosen = await choose(told);
  if (!chosen) return { opened: null, looked: '' };
  await showSpot({ uri: vscode.Uri.file(chosen.file), line: chosen.line, column: chosen.column });
  return { opened: labelOf(chosen, foldersHere()), looked: '' };
}

type Candidate = ToolDefinitions['candidates'][number];

async function choose({ tool, candidates }: ToolDefinitions): Promise<Candidate | null> {
  const [best] = candidates;
  const rivals = candidates.filter(one => best.score - one.score < EQUAL);
  const defined = best.score >= DEFINES;
  if (defined && rivals.length === 1) return best;
  const items: CandidateItem[] = itemsOf(
    candidates.map(one => ({ ...one, how: 'named', names: null })),
    foldersHere(),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: defined
      ? t('Several places define the tool {tool}', { tool: oneLine(tool) })
      : t('Nothing surely defines the tool {tool}; its name stands here', { tool: oneLine(tool) }),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return candidates.find(one => one.file === picked?.candidate.file && one.line === picked.candidate.line) ?? null;
}

function tellNone({ tool, looked_at }: ToolDefinitions): string {
  const words = t('Nothing defines a tool {tool} in {files} files of {folders}.', {
    tool: oneLine(tool),
    files: looked_at.files,
    folders: looked_at.folders.map(oneLine).join(', '),
  });
  void vscode.window.showInformationMessage(words);
  return words;
}
