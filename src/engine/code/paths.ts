/** The code room: paths as logs print them against paths as they lie in a workspace; pure. */
import type { PathMapping } from '../../model/code.ts';

/** A printed path as plain segments: no scheme, no drive, no dots. */
export interface PrintedPath {
  readonly segments: readonly string[];
  /** Windows does not tell upper from lower case. */
  readonly folded: boolean;
}

/** `webpack://shop/./src/a.ts?1f2e`, `file:///srv/a.ts`, `C:\src\a.cs`, `../lib/a.c`. */
export function readPath(printed: string): PrintedPath {
  const plain = printed
    .replace(/^webpack(?:-internal)?:\/\/(?:\/|[^/]*\/)?/i, '')
    .replace(/^(?:file|https?|vscode-remote):\/\/[^/]*/i, '')
    .replace(/\?.*$/, '');
  const folded = /^\/?[A-Za-z]:[\\/]/.test(plain);
  const all = plain.replace(/^\/?[A-Za-z]:(?=[\\/])/, '').split(/[\\/]+/);
  const up = all.lastIndexOf('..');
  const segments = all.slice(up + 1).filter(part => part !== '' && part !== '.');
  return { segments, folded };
}

/** How many last segments the two paths share. */
export function sharedEnd(printed: PrintedPath, segments: readonly string[]): number {
  const same = (a: string, b: string) => a === b || (printed.folded && a.toLowerCase() === b.toLowerCase());
  const most = Math.min(printed.segments.length, segments.length);
  let shared = 0;
  while (shared < most && same(printed.segments[printed.segments.length - 1 - shared], segments[segments.length - 1 - shared]))
    shared++;
  return shared;
}

/** Where a mapping leads a printed path: the longest `from` that fits; null when none does. */
export function mapped(printed: string, mappings: readonly PathMapping[]): { path: string; mapping: PathMapping } | null {
  const path = slashed(printed);
  const fitting = mappings.filter(({ from }) => path === trimmed(from) || path.startsWith(`${trimmed(from)}/`));
  if (fitting.length === 0) return null;
  const mapping = fitting.reduce((best, one) => (trimmed(one.from).length > trimmed(best.from).length ? one : best));
  return { path: `${trimmed(mapping.to)}${path.slice(trimmed(mapping.from).length)}`, mapping };
}

function slashed(path: string): string {
  return path.replace(/^file:\/\//, '').replaceAll('\\', '/');
}

function trimmed(path: string): string {
  return slashed(path).replace(/\/+$/, '');
}

/** File names that say nothing of which file is meant. */
const GENERIC =
  /^(?:__(?:init|main)__\.py|(?:index|main|app|mod|lib|util|utils|common|helpers?|types|base|core|setup|config|test|client|server)\.\w+)$/i;

export function isGeneric(name: string): boolean {
  return GENERIC.test(name);
}

/** How many last segments of the path (without its ending) a text names as a dotted or slashed name: `sdcm.remote.base`, `gms/gossiper`. */
export function moduleFit(text: string, segments: readonly string[]): number {
  const stem = (segments.at(-1) ?? '').replace(/\.[^.]+$/, '');
  const parts =
    stem === '__init__' || stem === 'index' || stem === 'mod' ? segments.slice(0, -1) : [...segments.slice(0, -1), stem];
  const last = parts.at(-1);
  if (!last) return 0;
  let best = 0;
  for (let at = text.indexOf(last); at >= 0 && best < parts.length; at = text.indexOf(last, at + 1)) {
    if (isNamePart(text[at - 1]) || isNamePart(text[at + last.length])) continue;
    let fit = 1;
    let from = at;
    while (fit < parts.length) {
      const above = parts[parts.length - 1 - fit];
      const start = from - above.length - separatorBefore(text, from);
      if (start < 0 || separatorBefore(text, from) === 0 || !text.startsWith(above, start) || isNamePart(text[start - 1])) break;
      from = start;
      fit++;
    }
    best = Math.max(best, fit);
  }
  return best;
}

function separatorBefore(text: string, at: number): number {
  if (text[at - 1] === ':' && text[at - 2] === ':') return 2;
  return text[at - 1] === '.' || text[at - 1] === '/' || text[at - 1] === '\\' ? 1 : 0;
}

function isNamePart(sign: string | undefined): boolean {
  return sign !== undefined && /[\w$]/.test(sign);
}
