/** The editor: path mappings: `/opt/app` in a log is a folder of the workspace; learned from what a person chose, kept in the settings. */
import type { PathMapping } from '../../../model/code.ts';

/** A folder of the workspace. */
export interface Folder {
  readonly name: string;
  readonly path: string;
}

/** As the setting has them: what logs print, and what it stands for here. */
export type MappingSetting = Readonly<Record<string, string>>;

/** The mappings with their folders filled in; one that names a folder which is not open is left out. */
export function filledMappings(setting: MappingSetting, folders: readonly Folder[]): PathMapping[] {
  return Object.entries(setting).flatMap(([from, to]) => {
    const filled = filledIn(to, folders);
    return from && filled ? [{ from, to: filled }] : [];
  });
}

const FOLDER = /^\$\{workspaceFolder(?::([^}]+))?\}/;

function filledIn(to: string, folders: readonly Folder[]): string | null {
  const match = FOLDER.exec(to);
  if (!match) return to || null;
  const folder = match[1] === undefined ? folders[0] : folders.find(one => one.name === match[1]);
  return folder ? folder.path + to.slice(match[0].length) : null;
}

/** What a choice teaches: the folders that differ in front of what both paths share; null when it teaches nothing. */
export function learnedMapping(printed: string, chosen: string, folders: readonly Folder[]): { from: string; to: string } | null {
  if (!isAbsolute(printed)) return null;
  const [there, here] = [stepsOf(printed), stepsOf(chosen)];
  let shared = 0;
  while (shared < Math.min(there.length, here.length) && there.at(-1 - shared) === here.at(-1 - shared)) shared++;
  const from = printed.slice(0, printed.length - lengthOf(there, shared));
  const to = chosen.slice(0, chosen.length - lengthOf(here, shared));
  if (shared === 0 || from === '' || from === to) return null;
  return { from, to: withFolder(to, folders) };
}

function isAbsolute(path: string): boolean {
  return /^(?:[\\/]|[A-Za-z]:[\\/]|~)/.test(path);
}

function stepsOf(path: string): string[] {
  return path.split(/[\\/]+/).filter(Boolean);
}

/** Characters of the last steps with the separators before them. */
function lengthOf(steps: readonly string[], count: number): number {
  return count === 0 ? 0 : steps.slice(-count).reduce((sum, step) => sum + step.length + 1, 0);
}

/** So that the mapping holds for everybody who opens the same folder. */
function withFolder(path: string, folders: readonly Folder[]): string {
  const around = folders
    .filter(folder => path === folder.path || path.startsWith(`${folder.path}/`) || path.startsWith(`${folder.path}\\`))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (!around) return path;
  const name = around === folders[0] ? '' : `:${around.name}`;
  return `\${workspaceFolder${name}}${path.slice(around.path.length)}`;
}
