/** The code room: leads a place that a log names to files of the workspace: by mapping, else by the longest end that paths share. */
import { join, resolve, sep } from 'node:path';
import type { PathMapping, SourceCandidate } from '../../model/code.ts';
import type { Named } from './named.ts';
import { isGeneric, mapped, moduleFit, readPath, sharedEnd } from './paths.ts';
import { isFile, linesOf, snippetOf } from './text.ts';
import type { Tree } from './tree.ts';

/** A place that is named, and which entry of the answer's `named` it is. */
export interface Naming {
  readonly named: Named;
  readonly at: number;
  /** The log line that names it; a module's name in it tells equal paths apart. */
  readonly text: string;
}

/** A file that the place may mean. */
interface Guess {
  readonly file: string;
  readonly score: number;
  readonly reason: string;
  /** Only the file's name speaks for it. */
  readonly weak: boolean;
}

/** Files of all trees by their names. */
export class FileNames {
  readonly #byName = new Map<string, { root: string; path: string }[]>();

  constructor(trees: readonly Tree[]) {
    for (const { root, paths } of trees) {
      for (const path of paths) {
        const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
        const files = this.#byName.get(name);
        if (files) files.push({ root, path });
        else this.#byName.set(name, [{ root, path }]);
      }
    }
  }

  named(name: string): readonly { root: string; path: string }[] {
    return this.#byName.get(name.toLowerCase()) ?? [];
  }
}

/** Best first; files that cannot be meant (the line's code or function does not stand there) are left out. */
export async function locate(naming: Naming, names: FileNames, where: Where): Promise<SourceCandidate[]> {
  const guesses = byMapping(naming.named, where) ?? byPath(naming, names, where);
  const found: SourceCandidate[] = [];
  for (const guess of guesses) {
    const candidate = checked(guess, naming, await where.read(guess.file));
    if (candidate) found.push(candidate);
  }
  return found.sort((a, b) => b.score - a.score);
}

export interface Where {
  readonly roots: readonly string[];
  readonly mappings: readonly PathMapping[];
  /** Whether there is such a file, now or as of a commit. */
  readonly has: (file: string) => boolean;
  /** Its lines; null when it cannot be read. */
  readonly read: (file: string) => string[] | null | Promise<string[] | null>;
}

/** The files as they lie on this machine now. */
export const onDisk = { has: isFile, read: linesOf } as const;

function byMapping(named: Named, { mappings, has }: Where): Guess[] | null {
  const found = mapped(named.file, mappings);
  if (!found) return null;
  const { from, to } = found.mapping;
  const file = resolve(found.path);
  if (!file.startsWith(resolve(to) + sep) || !has(file)) return null;
  return [{ file, score: 1, reason: `mapped: ${from} → ${to}`, weak: false }];
}

function byPath({ named, text }: Naming, names: FileNames, { roots, has }: Where): Guess[] {
  const file = resolve(named.file);
  if (named.file.startsWith('/') && roots.some(root => file.startsWith(root + sep)) && has(file))
    return [{ file, score: 1, reason: 'the very path that is named', weak: false }];
  const printed = readPath(named.file);
  const last = printed.segments.at(-1);
  if (last === undefined) return [];
  const fits = names.named(last).map(one => {
    const segments = one.path.split('/');
    const rooted = [...one.root.split(/[\\/]/), ...segments];
    return { one, shared: sharedEnd(printed, rooted), module: moduleFit(text, segments), whole: segments.length };
  });
  const most = Math.max(0, ...fits.map(fit => fit.shared));
  if (most === 0 || (most === 1 && printed.segments.length > 1 && isGeneric(last))) return [];
  const longest = fits.filter(fit => fit.shared === most);
  const module = Math.max(...longest.map(fit => fit.module));
  const best = longest.filter(fit => fit.module === module);
  return best.map(({ one }) => ({
    file: join(one.root, one.path),
    score: pathScore(most, printed.segments.length) / (best.length > 1 ? 1.25 : 1),
    reason: pathReason({ most, printed: printed.segments.length, equal: best.length, told: longest.length > best.length }),
    weak: most === 1 && printed.segments.length > 1,
  }));
}

function pathScore(shared: number, printed: number): number {
  if (shared === printed) return printed > 1 ? 0.95 : 0.85;
  return shared > 1 ? 0.85 : 0.5;
}

function pathReason(how: { most: number; printed: number; equal: number; told: boolean }): string {
  const { most, printed, equal, told } = how;
  const words =
    most === printed
      ? printed > 1
        ? 'whole path fits'
        : 'file name fits'
      : most > 1
        ? `longest matching path, ${most} of ${printed} parts`
        : 'only the file name fits';
  return `${words}${told ? '; module name in the line fits' : ''}${equal > 1 ? `; one of ${equal} that fit equally` : ''}`;
}

/** What stands at the line speaks for or against the file; null when it cannot be meant. */
function checked(guess: Guess, { named, at }: Naming, lines: readonly string[] | null): SourceCandidate | null {
  const names = `names ${named.file.slice(named.file.search(/[^\\/]*$/))}:${named.line}`;
  const here = (line: number, note: string | null, score = guess.score): SourceCandidate => ({
    file: guess.file,
    line,
    column: lines === null || line > lines.length ? null : (named.column ?? null),
    how: 'named',
    score,
    reason: [names, guess.reason, ...(note ? [note] : [])].join('; '),
    snippet: lines === null ? '' : snippetOf(lines, line),
    names: at,
  });
  if (lines === null) return guess.weak ? null : here(named.line, 'the file cannot be read', guess.score / 2);
  const spot = named.code === null ? null : lineOfCode(lines, named.code, named.line);
  if (spot === named.line) return here(spot, 'the code is the same', Math.min(1, guess.score + 0.1));
  if (spot !== null) return here(spot, `its code stands in line ${spot} now`);
  const beyond = named.line > lines.length;
  if (guess.weak && (named.code !== null || beyond || !holdsFunction(lines, named.function))) return null;
  if (beyond) return here(named.line, `the file ends at line ${lines.length}`, guess.score / 2);
  return here(named.line, null);
}

/** The line itself when it holds the code, else the only line that does; null when none or several do. */
function lineOfCode(lines: readonly string[], code: string, line: number): number | null {
  if (lines[line - 1]?.trim() === code) return line;
  const first = lines.findIndex(one => one.trim() === code);
  if (first < 0 || lines.findLastIndex(one => one.trim() === code) !== first) return null;
  return first + 1;
}

function holdsFunction(lines: readonly string[], name: string | undefined): boolean {
  const word = name
    ?.replace(/\(.*$/, '')
    .split(/[.:$#\s/]+/)
    .filter(part => /^[A-Za-z_]\w{2,}$/.test(part))
    .at(-1);
  return (
    word === undefined || /^(?:lambda|anonymous|module|init|closure)$/i.test(word) || lines.some(line => line.includes(word))
  );
}
