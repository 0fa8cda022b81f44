/** Golden: builds that fail before any test runs: dependencies that exclude each other, a compile error, a style check. */
import { actionsLog, failed, many, opening } from './actions-log.ts';
import type { Scenario } from './scenario.ts';

export function pipConflict(): Scenario {
  const install = [
    ...many(160, n => `Collecting package-${n}==${1 + (n % 7)}.${n % 10}.0`),
    'Collecting pydantic==2.7.1',
    'INFO: pip is looking at multiple versions of fastapi to determine which version is compatible with other requirements. This could take a while.',
    'ERROR: Cannot install -r requirements.txt (line 14) and pydantic==2.7.1 because these package versions have conflicting dependencies.',
    '',
    'The conflict is caused by:',
    '    The user requested pydantic==2.7.1',
    '    fastapi 0.95.2 depends on pydantic!=1.7, <2.0.0 and >=1.6.2',
    '',
    'To fix this you could try to:',
    '1. loosen the range of package versions you\u2019ve specified',
    '2. remove package versions to allow pip attempt to solve the dependency conflict',
    '',
    'ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts',
  ];
  return {
    name: 'pip: two requirements exclude each other',
    failed: {
      'build.log': actionsLog(91, [opening(91), { command: 'pip install -r requirements.txt', lines: install }], failed),
    },
    expected: {
      category: 'dependency',
      first: { member: /build\.log$/, text: /pydantic==2\.7\.1/ },
      summary: [/pydantic/],
    },
  };
}

export function gccError(): Scenario {
  const build = [
    '-- Configuring done (1.2s)',
    ...many(
      220,
      n => `[${String(Math.round(n / 3)).padStart(3)}%] Building CXX object src/CMakeFiles/engine.dir/part_${n}.cpp.o`,
    ),
    "/home/runner/work/shop/shop/src/ledger/balance.cpp: In member function 'Money Ledger::balance(Account) const':",
    "/home/runner/work/shop/shop/src/ledger/balance.cpp:118:23: error: 'class Account' has no member named 'currencyCode'; did you mean 'currency_code'?",
    '  118 |     return {sum, account.currencyCode()};',
    '      |                          ^~~~~~~~~~~~',
    '      |                          currency_code',
    'make[2]: *** [src/CMakeFiles/engine.dir/build.make:1420: src/CMakeFiles/engine.dir/ledger/balance.cpp.o] Error 1',
    'make[1]: *** [CMakeFiles/Makefile2:221: src/CMakeFiles/engine.dir/all] Error 2',
    'make: *** [Makefile:166: all] Error 2',
  ];
  return {
    name: 'gcc: a member that does not exist',
    failed: {
      'build.log': actionsLog(92, [opening(92), { command: 'cmake --build build', lines: build }], failed.replace('1.', '2.')),
    },
    expected: {
      category: 'compile_error',
      first: { member: /build\.log$/, text: /has no member named 'currencyCode'/ },
      summary: [/balance\.cpp:118/, /currencyCode/],
    },
  };
}

export function npmLint(): Scenario {
  const lint = [
    '> shop-web@4.2.0 lint',
    '> eslint . --max-warnings 0',
    '',
    '/home/runner/work/shop/shop/src/cart/total.ts',
    "  14:7   error  'discount' is assigned a value but never used  @typescript-eslint/no-unused-vars",
    '  31:15  error  Unexpected any. Specify a different type        @typescript-eslint/no-explicit-any',
    '',
    '\u2716 2 problems (2 errors, 0 warnings)',
    '',
  ];
  const install = [
    'npm warn deprecated inflight@1.0.6: This module is not supported',
    'added 812 packages, and audited 813 packages in 14s',
    ...many(60, n => `  - prepared chunk ${n} of 60`),
  ];
  return {
    name: 'npm: the style check finds two errors',
    failed: {
      'build.log': actionsLog(
        93,
        [opening(93), { command: 'npm ci', lines: install }, { command: 'npm run lint', lines: lint }],
        failed,
      ),
    },
    expected: {
      category: 'lint',
      first: { member: /build\.log$/, text: /no-unused-vars/ },
      summary: [/total\.ts|no-unused-vars/],
    },
  };
}
