/** The ground: finds the places in source files that a line names: a stack frame, a compiler's message, a test's failure. */

export interface Frame {
  /** As printed; for Java a path made of package and file name. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column?: number;
  readonly function?: string;
}

const SOURCES =
  'c cc cpp cxx c++ h hh hpp hxx inl m mm cu java kt kts scala sc groovy gradle clj cljs cljc py pyx pyi rb erb rake js mjs cjs jsx ts mts cts tsx vue svelte ' +
  'go rs cs fs vb cshtml php phtml ex exs erl hrl hs swift dart lua pl pm t r jl sh bash zsh bats ps1 sql proto thrift yml yaml json toml xml cmake txt mk ' +
  's asm f f90 pas zig nim ml mli cr vim css scss less html bzl hcl tf feature';
const EXTENSION = SOURCES.replaceAll('+', '\\+')
  .split(' ')
  .sort((a, b) => b.length - a.length)
  .join('|');
const DRIVE = String.raw`(?:[A-Za-z]:(?=[\\/]))?`;
const PATH = String.raw`${DRIVE}[\w.@~+$/\\()[\] -]*?[\w@+$)\]-]`;
const FILE = String.raw`(?<file>${DRIVE}[\w.@~+$/\\-]*[\w@+$-]\.(?:${EXTENSION}))`;

const FILE_COLON = new RegExp(String.raw`\.(?:${EXTENSION}):\d`);
const FILE_BRACKET = new RegExp(String.raw`\.(?:${EXTENSION}):?[(\[]\d`);

/** Tried in order, the forms that name the function first; each with what its lines must hold, which is found out much faster. */
const FORMS: readonly (readonly [holds: string | RegExp, form: RegExp])[] = [
  // Scylla Cluster Test: < t:2026-05-26 10:12:03 f:cluster.py l:2214 c:sdcm.cluster p:DEBUG >
  [' f:', /\bf:(?<file>[\w.-]+\.\w+)\s+l:(?<line>\d+)\s+c:(?<module>[\w.]*)/],
  // GitHub Actions: ::error file=src/a.ts,line=3,col=5::words
  [' file=', /::(?:error|warning|notice|debug) (?:[^:]*,)?file=(?<file>[^,:]+)(?=,)[^:]*?\bline=(?<line>\d+)/],
  // Azure, GitHub: ##[error]src/a.ts:3:5: words, ##[error]src/a.ts(3,5): words
  ['##[', /##\[(?:error|warning|debug)\](?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:()]+\.\w+)[:(](?<line>\d+)(?:[:,](?<column>\d+))?/],
  // Azure: ##vso[task.logissue type=error;sourcepath=src/a.ts;linenumber=3;columnnumber=5;]words
  ['##vso[', /##vso\[task\.logissue [^\]]*?sourcepath=(?<file>[^;\]]+);[^\]]*?linenumber=(?<line>\d+)/],
  // Python: File "a/b.py", line 12, in f
  ['File "', /\bFile "(?<file>[^"]+)", line (?<line>\d+)(?:, in (?<function>.+))?/],
  // .NET: at N.C.M(String s) in C:\src\C.cs:line 3
  [':line ', /^\s*at (?<function>.+?\)?) in (?<file>.+):line (?<line>\d+)/],
  // Java and its kin: at com.acme.C$D.m(C.java:12)
  [
    'at ',
    /^\s*at (?:[\w.@-]+\/{1,2})?(?<function>[\w$.<>]+)\s?\((?<javaFile>[\w$-]+\.(?:java|kt|kts|scala|groovy|clj|cljc)):(?<line>\d+)\)/,
  ],
  // JavaScript: at async f (file:///a/b.js:1:2), at a/b.js:1:2
  ['at ', /^\s*at (?:async )?(?<function>(?:new )?[^\s(][^(]*?) \((?:file:\/\/)?(?<file>[^()]+?):(?<line>\d+):(?<column>\d+)\)/],
  ['at ', /^\s*at (?:async )?(?:file:\/\/)?(?<file>[^\s()]+):(?<line>\d+):(?<column>\d+)\s*$/],
  // Firefox, Safari: f@http://h/a.js:1:2
  ['@', /^\s*(?<function>[\w$.<>/]*)@(?:file:\/\/)?(?<file>\S+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+)$/],
  // Ruby: from a/b.rb:12:in 'f'
  [':in ', /(?:^|\s)(?<file>[^\s:]+):(?<line>\d+):in [`'"](?<function>[^'"]+)['"]/],
  // PHP: #0 a/b.php(12): f()
  ['#', /^\s*#\d+ (?<file>[^\s(][^(]*)\((?<line>\d+)\): (?<function>[^(]+)/],
  [' on line ', /\bin (?<file>\S+\.(?:php|phtml)) on line (?<line>\d+)/],
  // gdb: #0  0x12 in f (x=1) at a/b.c:12; sanitizers: #0 0x12 in f a/b.c:12:3
  ['#', /^\s*#\d+\s+(?:0x[0-9a-f]+ in )?(?<function>\S+?) ?\(.*\) at (?<file>[^\s:]+):(?<line>\d+)/],
  ['#', /^\s*#\d+\s+0x[0-9a-f]+ in (?<function>.+?) (?<file>\/?[^\s:]+):(?<line>\d+)(?::(?<column>\d+))?$/],
  // pytest: a/b.py:12: in f
  [': in ', /^(?<file>[^\s:]+\.py):(?<line>\d+): in (?<function>\w+)/],
  // Elixir: (app 1.0.0) lib/a.ex:12: A.f/1
  ['.ex', /^\s*\(\w[^)]*\) (?<file>[^\s:]+\.exs?):(?<line>\d+): (?<function>\S+)/],
  // Rust: panicked at src/a.rs:2:5, --> src/a.rs:2:5; Go: \t/a/b.go:12 +0x1d; compilers: a.c:12:3: error
  [FILE_COLON, new RegExp(String.raw`(?:^|[\s'"([<>=,|])${FILE}:(?<line>\d+)(?::(?<column>\d+))?(?![\w.])`)],
  // tsc, MSVC: a.ts(12,3): error; Maven: A.java:[12,3]
  [FILE_BRACKET, new RegExp(String.raw`(?:^|[\s'"(])${FILE}:?[(\[](?<line>\d+)(?:,(?<column>\d+))?[)\]]`)],
  // "a/b.c", line 12; CMake: at CMakeLists.txt:12 (message)
  [/["'],? (?:on )?line \d/, new RegExp(String.raw`["'](?<file>${PATH}\.(?:${EXTENSION}))["'],? (?:on )?line (?<line>\d+)`)],
];

/** The first place in a source file that the line names; null when it names none. */
export function frameOf(text: string): Frame | null {
  const line = bounded(text);
  if (!/\d/.test(line)) return null;
  for (const [holds, form] of FORMS) {
    const found = fits(line, holds) ? form.exec(line)?.groups : undefined;
    if (found !== undefined) return frame(found);
  }
  return null;
}

/** A frame and where in the line its file and line number stand, from inclusive, to exclusive. */
export interface FrameSpan {
  readonly frame: Frame;
  readonly from: number;
  readonly to: number;
}

/** Every place in a source file that the line names, in the order of the line: the one that `frameOf` finds, and further ones beside it. */
export function framesOf(text: string): FrameSpan[] {
  const line = bounded(text);
  if (!/\d/.test(line)) return [];
  const spans: FrameSpan[] = [];
  for (const [holds, form] of SPANNED) {
    if (!fits(line, holds)) continue;
    form.lastIndex = 0;
    for (let match = form.exec(line); match; match = form.exec(line)) {
      const span = spanOf(match);
      if (span && spans.every(one => span.to <= one.from || one.to <= span.from)) spans.push(span);
      if (match[0] === '') form.lastIndex++;
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}

const SPANNED = FORMS.map(([holds, form]) => [holds, new RegExp(form.source, 'dg')] as const);

function fits(line: string, holds: string | RegExp): boolean {
  return typeof holds === 'string' ? line.includes(holds) : holds.test(line);
}

function spanOf(match: RegExpExecArray): FrameSpan | null {
  const named = frame(match.groups ?? {});
  const places = match.indices?.groups;
  const file = places?.javaFile ?? places?.file;
  // Where columns are filled with blanks, the file's name alone is what one would click.
  const end = places?.module ? file : (places?.column ?? places?.line);
  return named && file && end ? { frame: named, from: file[0], to: end[1] } : null;
}

/** A name is never that long, and the forms look back and forth. */
function bounded(text: string): string {
  return text.length > 2000 ? text.slice(0, 2000) : text;
}

function frame(found: Record<string, string | undefined>): Frame | null {
  const line = Number(found.line);
  const plain = (found.file ?? '').trim();
  const file = found.javaFile === undefined ? inModule(plain, found.module) : javaPath(found.function ?? '', found.javaFile);
  if (file === '' || !Number.isSafeInteger(line) || line < 1) return null;
  const name = found.function?.trim();
  return {
    file,
    line,
    ...(found.column === undefined ? {} : { column: Number(found.column) }),
    ...(name === undefined || name === '' ? {} : { function: name }),
  };
}

/** `com.acme.C$D.m` in `C.java` lies in `com/acme/C.java`. */
function javaPath(method: string, file: string): string {
  const packages = method.split('.').slice(0, -2);
  return [...packages, file].join('/');
}

/** `cluster.py` of the module `sdcm.cluster` lies in `sdcm/cluster.py`. */
function inModule(file: string, module: string | undefined): string {
  const parts = module?.split('.').filter(Boolean) ?? [];
  const stem = file.replace(/\.\w+$/, '');
  if (stem === '__init__') return [...parts, file].join('/');
  return parts.at(-1) === stem ? [...parts.slice(0, -1), file].join('/') : file;
}
