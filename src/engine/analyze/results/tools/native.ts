/** Analysis: C and C++: CTest, GoogleTest, doctest, Boost.Test, Meson, Automake, LLVM's lit. */
import { patternTool } from './pattern.ts';

const number = (text: string | undefined) => Number(text ?? 0);

/** `97% tests passed, 1 tests failed out of 30` and `  3 - name (Failed)` below "The following tests FAILED:". */
export const ctest = patternTool({
  framework: 'ctest',
  cue: /^(?:\d+% tests passed, \d+ tests? failed out of \d+|The following tests FAILED:|The following tests did not run:|No tests were found!!!)/,
  covers: ['googletest', 'catch2', 'doctest', 'boost'],
  summaries: [
    {
      pattern: /^\d+% tests passed, (\d+) tests? failed out of (\d+)/,
      counts: ([, failed, all]) => ({
        ran: number(all),
        passed: number(all) - number(failed),
        failed: number(failed),
        skipped: 0,
      }),
    },
    { pattern: /^\d+ - \S+ \((?:Skipped|Disabled|Not Run \(Disabled\))\)/, counts: () => ({ skipped: 1 }) },
  ],
  listStart: /^The following tests (?:FAILED|did not run):/,
  listEnd: /^(?:\s*$|Errors while running CTest)/,
  listOnly: true,
  failures: [/^\d+ - (?<name>\S.*?) \((?!Skipped|Disabled|Not Run \(Disabled)(?<message>[^()]*)\)(?: .*)?$/],
});

/** `[  PASSED  ] 4 tests.`, `[  FAILED  ] Suite.name (0 ms)`, and the list of them at the end. */
export const googletest = patternTool({
  framework: 'googletest',
  cue: /^\[ *(?:PASSED|FAILED|SKIPPED) *\] /,
  summaries: [
    {
      pattern: /^\[ {2}PASSED {2}\] (\d+) tests?\.$/,
      counts: ([, passed]) => ({ passed: number(passed), failed: 0, skipped: 0 }),
    },
    {
      pattern: /^\[ {2}FAILED {2}\] (\d+) tests?, listed below:$/,
      counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }),
    },
    { pattern: /^\[ {2}SKIPPED \] (\d+) tests?, listed below:$/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  failures: [/^\[ {2}FAILED {2}\] (?<name>[\w/]+\.[\w/.<>-]+)(?:, where (?<message>.*?))?(?: \(\d+ m?s\))?$/],
});

/** `[doctest] test cases:  3 |  2 passed | 1 failed | 0 skipped`; `TEST CASE:  name` stands above each failed assertion. */
export const doctest = patternTool({
  framework: 'doctest',
  cue: /^(?:\[doctest\] test cases: |TEST CASE: )/,
  summaries: [
    {
      pattern: /^\[doctest\] test cases: +\d+ \| +(\d+) passed \| +(\d+) failed(?: \| +(\d+) skipped)?/,
      counts: ([, passed, failed, skipped]) => ({ passed: number(passed), failed: number(failed), skipped: number(skipped) }),
    },
  ],
  failures: [/^TEST CASE: +(?<name>\S.*)$/],
  needsSummary: true,
});

/** `*** 1 failure is detected in the test module "x"` counts assertions; `error: in "suite/case"` names the case. */
export const boost = patternTool({
  framework: 'boost',
  cue: /^(?:Running \d+ test cases?\.\.\.|\*\*\* (?:\d+|No) (?:failures?|errors?) |\S+\(\d+\): (?:fatal )?error: in "|\S+:\d+: (?:fatal )?error: in ")/,
  summaries: [{ pattern: /^Running (\d+) test cases?\.\.\.$/, counts: ([, ran]) => ({ ran: number(ran) }) }],
  failures: [/^\S+?[(:]\d+\)?: (?:fatal )?error: in "(?<name>[^"]+)": (?<message>.*)$/],
  broken: /^\*\*\* \d+ failures? /,
});

/** Meson prints a column: `Ok: 5`, `Fail: 1`, `Skipped: 0`, `Timeout: 0`. */
export const meson = patternTool({
  framework: 'meson',
  requires: /^Ok: +\d+$/,
  cue: /^(?:(?:Ok|Expected Fail|Fail|Unexpected Pass|Skipped|Timeout): +\d+$|\d+\/\d+ \S.* (?:FAIL|TIMEOUT|ERROR) +\d)/,
  summaries: [
    { pattern: /^(?:Ok|Expected Fail): +(\d+)$/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    {
      pattern: /^(?:Fail|Timeout|Unexpected Pass): +(\d+)$/,
      counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }),
    },
    { pattern: /^Skipped: +(\d+)$/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  failures: [/^\d+\/\d+ (?<name>\S.*?) {2,}(?<message>FAIL|TIMEOUT|ERROR) +\d.*$/],
  needsSummary: true,
});

/** Automake's column `# TOTAL: 5`, `# PASS: 4`, `# FAIL: 1`, … and `FAIL: name`. */
export const automake = patternTool({
  framework: 'automake',
  requires: /^# TOTAL: +\d+$/,
  cue: /^(?:# (?:TOTAL|PASS|SKIP|XFAIL|FAIL|XPASS|ERROR): +\d+$|(?:FAIL|ERROR|XPASS): \S+$)/,
  summaries: [
    { pattern: /^# (?:PASS|XFAIL): +(\d+)$/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    { pattern: /^# (?:FAIL|ERROR|XPASS): +(\d+)$/, counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }) },
    { pattern: /^# SKIP: +(\d+)$/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  failures: [/^(?:FAIL|ERROR|XPASS): (?<name>\S+)$/],
  needsSummary: true,
});

/** lit's column: `  Passed: 5`, `  Failed: 1`, … ; failed tests below "Failed Tests (1):". */
export const lit = patternTool({
  framework: 'lit',
  cue: /^(?:Total Discovered Tests: \d+|(?:Failed|Unexpectedly Passed|Timed Out|Unresolved) Tests \(\d+\):)/,
  summaries: [
    {
      pattern: /^(?:Passed|Expectedly Failed|Passed With Retry) *: +(\d+) /,
      counts: ([, passed]) => ({ passed: number(passed), failed: 0 }),
    },
    {
      pattern: /^(?:Failed|Unexpectedly Passed|Timed Out|Unresolved) *: +(\d+) /,
      counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }),
    },
    { pattern: /^(?:Skipped|Unsupported|Excluded) *: +(\d+) /, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  listStart: /^(?:Total Discovered Tests: \d+|(?:Failed|Unexpectedly Passed|Timed Out|Unresolved) Tests \(\d+\):)/,
  listEnd: /^\s*$/,
  listOnly: true,
  failures: [/^(?<name>\S+ :: \S.*)$/],
  needsSummary: true,
});
