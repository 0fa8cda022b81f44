/** The code room: which files of a tree are not worth a look: what git ignores, what the editor hides, what builds leave behind. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** The rules of one folder, and those of the folders above it. */
export interface Rules {
  readonly base: string;
  readonly rules: Ignore | null;
  readonly above: Rules | null;
}

const NEVER = new Set([
  ...['.git', '.hg', '.svn', '.jj', 'node_modules', 'bower_components', '__pycache__', '.venv', '.tox', '.nox', '.eggs'],
  ...['.mypy_cache', '.pytest_cache', '.ruff_cache', '.gradle', '.idea', '.vs', '.next', '.nuxt', '.cache', '.nyc_output'],
  ...['.terraform', 'site-packages', 'dist-packages', '.yarn', '.pnpm-store', '.ccls-cache', '.clangd'],
]);

/** Folders that a build fills, when the file that drives the build lies beside them. */
const BUILT: readonly (readonly [folder: RegExp, beside: RegExp])[] = [
  [/^target$/, /^(?:Cargo\.toml|pom\.xml|build\.sbt)$/],
  [/^build$/, /^(?:build\.gradle(?:\.kts)?|setup\.py|pyproject\.toml|CMakeLists\.txt|package\.json|configure\.py|meson\.build)$/],
  [/^(?:dist|coverage)$/, /^(?:package\.json|setup\.py|pyproject\.toml|Cargo\.toml)$/],
  [/^out$/, /^(?:package\.json|build\.gradle(?:\.kts)?|CMakeLists\.txt)$/],
  [/^(?:bin|obj)$/, /\.(?:cs|fs|vb)proj$/],
  [/^cmake-build-/, /^CMakeLists\.txt$/],
  [/^bazel-/, /^(?:WORKSPACE|MODULE)(?:\.bazel)?$/],
];

export function isNeverSource(name: string, beside: readonly string[]): boolean {
  return NEVER.has(name) || BUILT.some(([folder, driver]) => folder.test(name) && beside.some(other => driver.test(other)));
}

/** The rules in force at a root: globs that were given, git's own list, and the .gitignore files of the folders above it. */
export function rootRules(root: string, exclude: readonly string[]): Rules | null {
  const repository = repositoryAbove(root);
  const given: Rules | null = exclude.length
    ? { base: root, rules: made(exclude.flatMap(glob => braces(glob)).join('\n')), above: null }
    : null;
  if (repository === null) return given;
  const own = textOf(join(repository, '.git', 'info', 'exclude'));
  let rules: Rules | null = own === null ? given : { base: repository, rules: made(own), above: given };
  const between = relative(repository, root).split(sep).filter(Boolean);
  for (let depth = 0; depth < between.length; depth++) rules = folderRules(join(repository, ...between.slice(0, depth)), rules);
  // What git ignores as a whole is looked at all the same when it is asked for by name.
  return between.some((_, depth) => isIgnored(rules, join(repository, ...between.slice(0, depth + 1)), true)) ? given : rules;
}

/** The rules of a folder: those above it, and its own .gitignore where it has one. */
export function folderRules(folder: string, above: Rules | null, names: readonly string[] = ['.gitignore']): Rules | null {
  const text = names.includes('.gitignore') ? textOf(join(folder, '.gitignore')) : null;
  return text === null ? above : { base: folder, rules: made(text), above };
}

/** Whether a rule takes the entry away; the nearest rule that speaks of it decides. `exclude` globs stand above all and are never taken back. */
export function isIgnored(rules: Rules | null, path: string, isFolder: boolean): boolean {
  for (let level = rules; level !== null; level = level.above) {
    const inside = path.slice(level.base.length + (level.base.endsWith(sep) ? 0 : 1)).replaceAll(sep, '/');
    const told = level.rules?.test(isFolder ? `${inside}/` : inside);
    if (told?.ignored) return true;
    if (told?.unignored) return level.above !== null && isExcluded(level.above, path, isFolder);
  }
  return false;
}

/** What was unignored by git's rules may still be excluded by the globs that were given, which lie outermost. */
function isExcluded(above: Rules, path: string, isFolder: boolean): boolean {
  let outermost = above;
  while (outermost.above !== null) outermost = outermost.above;
  return isIgnored({ ...outermost, above: null }, path, isFolder);
}

function made(text: string): Ignore {
  return ignore({ ignorecase: false, allowRelativePaths: true }).add(text);
}

function repositoryAbove(root: string): string | null {
  for (let folder = root; ; folder = dirname(folder)) {
    if (textOf(join(folder, '.git', 'HEAD')) !== null) return folder;
    if (dirname(folder) === folder || basename(folder) === '') return null;
  }
}

/** `**\/*.{js,map}` as two globs: the rules of git know no braces. */
function braces(glob: string): string[] {
  const found = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(glob);
  if (!found) return [glob];
  const [, before, choices, behind] = found;
  return choices.split(',').flatMap(choice => braces(`${before}${choice}${behind}`));
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    // Missing or not readable: then it says nothing.
    if ((failure as NodeJS.ErrnoException).code) return null;
    throw failure;
  }
}
