/** The editor: how candidates of source are named to a person. */
import type { SourceCandidate } from '../../../model/code.ts';
import { elided, oneLine } from '../../../tools/render/safe.ts';
import { t } from '../l10n.ts';
import type { Folder } from './mapping.ts';

export interface CandidateItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly candidate: SourceCandidate;
}

export function itemsOf(candidates: readonly SourceCandidate[], folders: readonly Folder[]): CandidateItem[] {
  return candidates.map(candidate => ({
    label: labelOf(candidate, folders),
    description: oneLine(candidate.reason),
    detail: elided(oneLine(candidate.snippet.trim()), 160),
    candidate,
  }));
}

/** `sdcm/tester.py:1201`, below the folder that it lies in; with the folder's name where several are open. */
export function labelOf({ file, line }: Pick<SourceCandidate, 'file' | 'line'>, folders: readonly Folder[]): string {
  const folder = folders.find(one => file.startsWith(`${one.path}/`) || file.startsWith(`${one.path}\\`));
  const inside = folder ? file.slice(folder.path.length + 1) : file;
  const path = folder && folders.length > 1 ? `${folder.name}/${inside}` : inside;
  return oneLine(line === null ? `${path} (${t('the line is gone')})` : `${path}:${line}`);
}
