/** The editor: which folder of results a file lies in, by the globs of the settings. */

/** `**` any folders, `*` and `?` within a name, `{a,b}` either; as VS Code reads them. */
export function globPattern(glob: string): RegExp {
  let depth = 0;
  const source = tidy(glob).replace(/\*\*\/|\/\*\*$|\*\*|[*?{},.+^$()|[\]\\]/g, part => {
    if (part === '{') depth++;
    if (part === '}') depth--;
    return part === ',' && depth === 0 ? part : (parts[part] ?? `\\${part}`);
  });
  // A brace without its other half names nothing that could be watched.
  return depth === 0 ? new RegExp(`^${source}$`) : NOTHING;
}

const NOTHING = /(?!)/;

const parts: Readonly<Record<string, string>> = {
  '**/': '(?:[^/]+/)*',
  '/**': '(?:/[^/]+)*',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  '}': ')',
  ',': '|',
};

/** With `/` between names, and none at the end. */
export function tidy(path: string): string {
  return path.replaceAll('\\', '/').replace(/\/+$/, '');
}

/** The outermost folder around the file that a glob fits, so that what belongs together is one run; null when none does. `file` is given as the globs are: from the workspace, or absolute. */
export function resultsFolderOf(file: string, globs: readonly string[]): string | null {
  const patterns = globs.map(globPattern);
  const path = tidy(file);
  for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
    const folder = path.slice(0, end);
    if (patterns.some(pattern => pattern.test(folder))) return folder;
  }
  return null;
}

/** An absolute glob as the folder it begins with, and the rest. */
export function splitGlob(glob: string): { base: string; rest: string } {
  const names = tidy(glob).split('/');
  const magic = names.findIndex(name => /[*?{[]/.test(name));
  const until = magic < 0 ? names.length : magic;
  return { base: names.slice(0, until).join('/') || '/', rest: names.slice(until).join('/') };
}

export function isAbsoluteGlob(glob: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(glob);
}
