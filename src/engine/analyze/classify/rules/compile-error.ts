/** Analysis: the rule for code that did not compile or link. */
import { act, defineRule, type Found } from '../rule.ts';
import { because, fileAndLine, search, term } from '../wording.ts';

export const compileError = defineRule({
  category: 'compile_error',
  signs: [
    [
      0.86,
      /Failed to execute goal \S*:(?:maven-compiler|kotlin-maven|scala-maven|gmavenplus|protobuf-maven)-plugin:[^\n]*?(?: on project (?<package>[\w.-]+))?(?:: |$)/,
    ],
    [0.93, /^\[?error\]?:? (?<file>[\w./\\-]+\.\w+):(?<line>\d+)(?::\d+)?: (?:error: )?(?<message>[^\n]+)/],
    [0.66, /^[ \t]*(?:SyntaxError: )?(?<message>Unexpected token [^\n]+)/],
    [0.9, /^[ \t]*(?<file>[\w./+-]+\.[a-z]\w{0,7}):(?<line>\d+):(?<column>\d+): error: (?<message>[^\n]+)/],
    [
      0.9,
      /^[ \t]*\*\* \((?:CompileError|SyntaxError|TokenMissingError)\)(?: \([^)\n]*\))? (?<file>[\w./-]+):(?<line>\d+):(?:\d+:)? (?<message>[^\n]+)/,
    ],
    [0.86, /^Error: (?<message>[^\n]+)\n(?:[^\n]*\n){0,3}?\s*on line (?<line>\d+)(?::\d+)? of (?<file>\S+)/],
    [
      0.95,
      /^[ \t]*(?<file>[\w./+\\-]+\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|m|mm|cu|S|proto|f90|swift)):(?<line>\d+)(?::(?<column>\d+))?: (?:fatal )?error: (?<message>[^\n]+)/i,
    ],
    [0.95, /^(?:\[ERROR\] )?(?<file>[\w./\\-]+\.(?:java|scala|groovy)):\[(?<line>\d+),\d+\] (?<message>[^\n]+)/],
    [0.95, /^(?<file>[\w./\\-]+\.java):(?<line>\d+): error: (?<message>[^\n]+)|^e: (?:file:\/\/)?(?<name>\S+\.kts?:\d+:\d+)/],
    [0.95, /^error(?:\[(?<code>E\d{4})\])?: (?<message>[^\n]+)\n+ *--> (?<file>[\w./\\-]+\.rs):(?<line>\d+):\d+/],
    [0.94, /^error\[(?<code>E\d{4})\]: (?<message>[^\n]+)|^error: could not compile `(?<package>[\w-]+)`/],
    [
      0.94,
      /^[ \t]*(?:vet: )?(?:\.\/)?(?<file>[\w./-]+\.go):(?<line>\d+):(?<column>\d+): (?<message>(?:undefined|cannot use|imported and not used|declared and not used|syntax error|missing return|too many|not enough|assignment mismatch|invalid operation|undeclared name|\w+ redeclared|unknown field|multiple-value|non-name|unexpected)[^\n]*)/,
    ],
    [0.94, /^(?<file>[\w./\\-]+\.tsx?)(?:\((?<line>\d+),\d+\)|:\d+:\d+)(?: -|:) error (?<code>TS\d+): (?<message>[^\n]+)/],
    [0.94, /^(?<file>[\w./\\-]+\.l?hs):(?<line>\d+):\d+(?:-\d+)?: error:?(?: \[[^\]]*\])*\s*(?<message>[^\n]+)/],
    [0.94, /^(?<file>[\w./\\-]+\.(?:cs|fs|vb))\((?<line>\d+),\d+\): error (?<code>[A-Z]+\d+): (?<message>[^\n]+)/],
    [
      0.92,
      /undefined reference to [`'](?<name>[^'\n]+)'|ld: (?:cannot find -l(?<package>[\w.+-]+)|symbol\(s\) not found|library not found for -l(?<file>[\w.+-]+))|unresolved external symbol|multiple definition of/,
    ],
    [
      0.92,
      /^(?:[ \t]*File "(?<file>[^"\n]+)", line (?<line>\d+)\n[\s\S]{0,400}?)?(?:SyntaxError|IndentationError|TabError): (?<message>[^\n]+)/,
    ],
    [
      0.92,
      /PHP (?:Parse|Fatal) error: +(?<message>syntax error[^\n]*?) in (?<file>\S+) on line (?<line>\d+)|(?<!\S)(?<name>\S+\.rb):\d+: (?:warning: )?syntax error/,
    ],
    [
      0.9,
      /\bCompilation (?:failed|failure|error)\b|COMPILATION ERROR|compileJava FAILED|Task :\S*compile\w* FAILED|\[error\] .*Compilation failed|Build FAILED\.$/i,
    ],
    [
      0.85,
      /collect2: error: ld returned|clang: error: linker command failed|error: linking with `cc` failed|error: command '[^'\n]*(?:gcc|g\+\+|clang|cc)' failed|ninja: build stopped: subcommand failed/,
    ],
    [
      0.82,
      /(?:error|Error)(?: \w+)?: (?<message>(?:cannot find symbol|incompatible types|package [\w.]+ does not exist|unexpected token|expected (?:one of|identifier|expression|[`';])|use of undeclared|unknown type name|no member named|does not name a type)[^\n]*)/,
    ],
    [
      0.7,
      /CMake Error at (?<file>[\w./-]+):(?<line>\d+)(?: \((?<name>\w+)\))?:?\s*(?<message>[^\n]+)?|configure: error: (?<command>[^\n]+)/,
    ],
  ],
  unless: /\b(?:warning|note):/,
  short: 'compile error',
  followed: () => 'the build stopped',
  says,
  describes: found =>
    `The compiler or linker refused the code${fileAndLine(found) ? ` at ${fileAndLine(found)}` : ''}. The first error counts; those after it are often its echo.`,
  steps: found => [
    search('/error(\\[E\\d+\\])?:/', 'the very first error of the build.'),
    ...(found.file ? [search(term(found.file), 'other errors and warnings of the same file.')] : []),
    'Build the same commit with the same version of the compiler; compare the versions printed at the beginning of this log with a passing run.',
  ],
  actions: found => [
    act(
      'high code_change',
      `Correct ${fileAndLine(found) || 'the first compile error'}`,
      found.message ? `The compiler says: ${found.message}` : 'Begin with the first error of the build.',
    ),
    act('low configuration', 'Pin the compiler', 'If the code did not change, the compiler, its flags or a header did.'),
  ],
});

function says(found: Found): string {
  const where = fileAndLine(found);
  if (where && found.message) return `Compilation failed in ${where}${because(found)}`;
  if (found.message) return `Compilation failed${because(found)}`;
  if (found.name && !where)
    return /:\d/.test(found.name) ? `Compilation failed in ${found.name}` : `Linking failed: ${found.name} is not defined`;
  if (found.package) return `${found.package} did not compile or link`;
  return `Compilation failed${where ? ` in ${where}` : ''}`;
}
