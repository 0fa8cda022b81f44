/** Analysis, tests: style and static checks. */
import { reads, silent } from '../judge.ts';

describe('classify: lint', () => {
  reads('lint', [
    [
      'ESLint',
      "/app/src/a.js\n  3:7  error  'x' is assigned a value but never used  no-unused-vars",
      "A style or static check failed (no-unused-vars): 'x' is assigned a value but never used",
    ],
    [
      'flake8',
      "a/b.py:1:1: F401 'os' imported but unused",
      "A style or static check failed in a/b.py:1 (F401): 'os' imported but unused",
    ],
    [
      'mypy',
      'a/b.py:4: error: Incompatible return value type (got "str", expected "int")  [return-value]',
      'A style or static check failed in a/b.py:4 (return-value): Incompatible return value type (got "str", expected "int")',
    ],
    ['black', 'would reformat a/b.py', 'A style or static check failed in a/b.py'],
    [
      'golangci-lint',
      'pkg/a.go:3:1: exported function F should have comment (golint)',
      'A style or static check failed in pkg/a.go:3 (golint): exported function F should have comment',
    ],
    [
      'RuboCop',
      'lib/a.rb:3:1: C: Style/StringLiterals: Prefer single-quoted strings',
      'A style or static check failed in lib/a.rb:3 (Style/StringLiterals): Prefer single-quoted strings',
    ],
    [
      'Checkstyle',
      '[ERROR] Failed to execute goal maven-checkstyle-plugin:3.1.0:check: You have 2 Checkstyle violations.',
      'A style or static check failed',
    ],
    [
      'coverage',
      'FAIL Required test coverage of 90% not reached. Total coverage: 88.21%',
      'A style or static check failed: coverage stayed below 90%',
    ],
    [
      'ShellCheck',
      'In run.sh line 3:\nrm -rf $x\n       ^-- SC2086 (info): Double quote to prevent globbing',
      'A style or static check failed in run.sh:3 (SC2086)',
    ],
  ]);
  silent('lint', [
    ['no findings', '12 files inspected, no offenses detected'],
    ['a compile error', "src/a.cpp:3:1: error: expected ';'"],
  ]);
});
