/** The code room: what a lexer has to know of each language: its strings, comments, placeholders. */

export interface Language {
  readonly name: string;
  /** `#` begins a comment; else `//` and `/* *\/` do. */
  readonly hash: boolean;
  /** Block comments nest. */
  readonly nested: boolean;
  /** `'…'` is a string, not a character. */
  readonly single: boolean;
  /** `` `…` ``: a raw string (Go), a template with `${}` (JavaScript), or nothing. */
  readonly backtick: 'raw' | 'template' | null;
  /** `"""…"""`. */
  readonly triple: boolean;
  /** Letters that may stand before a quote, as whole prefixes. */
  readonly prefixes: RegExp | null;
  /** `"$x ${y}"` in every string (Kotlin, Groovy, Scala's s""). */
  readonly dollars: boolean;
  /** `%s` and `{}` in plain strings. */
  readonly percent: boolean;
  readonly braces: boolean;
  /** `a ? b : c`. */
  readonly ternary: boolean;
  /** `/…/` may be a regular expression. */
  readonly regex: boolean;
  /** `<<` puts texts into a stream. */
  readonly streams: boolean;
  /** A line end ends a statement where nothing is open. */
  readonly lines: boolean;
}

const curly: Language = {
  name: '',
  hash: false,
  nested: false,
  single: false,
  backtick: null,
  triple: false,
  prefixes: null,
  dollars: false,
  percent: true,
  braces: true,
  ternary: true,
  regex: false,
  streams: false,
  lines: false,
};

const python: Language = {
  ...curly,
  name: 'python',
  hash: true,
  single: true,
  triple: true,
  prefixes: /^(?:[rbuf]|[rR][bBfF]|[bBfF][rR]|[RBUF])$/,
  ternary: false,
  lines: true,
};
const java: Language = { ...curly, name: 'java', triple: true };
const kotlin: Language = { ...curly, name: 'kotlin', nested: true, triple: true, dollars: true, ternary: false, lines: true };
const scala: Language = {
  ...curly,
  name: 'scala',
  nested: true,
  triple: true,
  prefixes: /^(?:s|f|raw)$/,
  dollars: true,
  ternary: false,
  lines: true,
};
const groovy: Language = { ...curly, name: 'groovy', single: true, triple: true, dollars: true, lines: true };
const go: Language = { ...curly, name: 'go', backtick: 'raw', braces: false, ternary: false, lines: true };
const script: Language = {
  ...curly,
  name: 'javascript',
  single: true,
  backtick: 'template',
  braces: false,
  regex: true,
  lines: true,
};
const rust: Language = { ...curly, name: 'rust', nested: true, prefixes: /^(?:r|b|br|c|cr)$/, percent: false, ternary: false };
const cpp: Language = { ...curly, name: 'c++', prefixes: /^(?:L|u8?|U|R|LR|u8?R|UR)$/, streams: true };
const csharp: Language = { ...curly, name: 'c#', triple: true, percent: false };

const byExtension: ReadonlyMap<string, Language> = new Map([
  ...of(python, 'py pyx pyw'),
  ...of(java, 'java'),
  ...of(kotlin, 'kt kts'),
  ...of(scala, 'scala sc'),
  ...of(groovy, 'groovy'),
  ...of(go, 'go'),
  ...of(script, 'js mjs cjs jsx ts mts cts tsx vue svelte'),
  ...of(rust, 'rs'),
  ...of(cpp, 'c h cc cpp cxx c++ hh hpp hxx h++ ipp inl tcc cu cuh m mm'),
  ...of(csharp, 'cs'),
]);

function of(language: Language, extensions: string): [string, Language][] {
  return extensions.split(' ').map(extension => [extension, language]);
}

/** The language of a file that may hold log statements; null for all others, and for what machines wrote small. */
export function languageOf(path: string): Language | null {
  const dot = path.lastIndexOf('.');
  if (dot < 0 || /\.(?:min\.[cm]?js|d\.[cm]?ts)$/.test(path)) return null;
  return byExtension.get(path.slice(dot + 1)) ?? null;
}
