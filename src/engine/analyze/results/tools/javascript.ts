/** Analysis: JavaScript's other test tools: jasmine, ava, node:test, QUnit, Cypress, Playwright, TestCafe, Deno, Bun. */
import { absentIsZero, numbersFirst, wordsFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

const number = (text: string | undefined) => Number(text ?? 0);
const words = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  todo: 'skipped',
  ignored: 'skipped',
  flaky: 'passed',
} as const;

/** `5 specs, 1 failure, 1 pending spec` behind a numbered list. */
export const jasmine = patternTool({
  framework: 'jasmine',
  cue: /^(?:\d+ specs?, \d+ failures?|Failures:$|Executed \d+ of \d+ specs?\b)/,
  summaries: [
    {
      pattern: /^(\d+) specs?, (\d+) failures?(?:, (\d+) (?:pending|skipped|disabled|excluded)(?: specs?)?)?/,
      counts: ([, all, failed, pending]) => {
        const ran = number(all) - number(pending);
        return { ran, passed: ran - number(failed), failed: number(failed), skipped: number(pending) };
      },
    },
    {
      // jasmine-spec-reporter
      pattern: /^Executed (\d+) of (\d+) specs?\b(.*)/,
      counts: ([, ran, , rest]) => {
        const { failed, skipped } = wordsFirst(
          rest.replace(/\((\d+) (\w+)\)|(\d+) (FAILED|PENDING|SKIPPED)/g, '$2$4: $1$3 ').toLowerCase(),
          { ...words, pending: 'skipped' },
        );
        return { ran: number(ran), passed: number(ran) - (failed ?? 0), failed: failed ?? 0, skipped: skipped ?? 0 };
      },
    },
  ],
  listStart: /^Failures:$/,
  listEnd: /^(?:Pending:|Suite error)/,
  listOnly: true,
  failures: [/^\d+\) (?<name>\S.*)$/],
  needsSummary: true,
});

/** ava: `  5 tests passed`, `  1 test failed`, then the failed titles again in full. */
export const ava = patternTool({
  framework: 'ava',
  broken: /^\d+ (?:uncaught exceptions?|unhandled rejections?)$/,
  cue: /^(?:\d+ (?:uncaught exception|unhandled rejection)s?$|\d+ tests? (?:passed|failed|skipped|todo)\b(?! in| out)|[✖✘] (?!\d)(?:\[fail\]: )?\S)/,
  summaries: [
    { pattern: /^(\d+) tests? passed(?: \[\d\d:\d\d:\d\d\])?$/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    { pattern: /^(\d+) tests? failed(?: \[\d\d:\d\d:\d\d\])?$/, counts: ([, failed]) => ({ passed: 0, failed: number(failed) }) },
    { pattern: /^(\d+) tests? (?:skipped|todo)$/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  failures: [/^[✖✘] (?:\[fail\]: )?(?<name>(?!\d+ )\S.*?)(?: \(\d[\d.]*m?s\))?(?: (?<message>Error.*|Rejected.*))?$/],
  needsSummary: true,
});

/** node:test's spec reporter: `ℹ tests 5`, `ℹ pass 4`, … and `✖ failing tests:`. */
export const nodeTest = patternTool({
  framework: 'node:test',
  cue: /^(?:ℹ (?:pass|fail|cancelled|skipped|todo) \d+$|✖ failing tests:$)/,
  summaries: [
    { pattern: /^ℹ pass (\d+)$/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    { pattern: /^ℹ (?:fail|cancelled) (\d+)$/, counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }) },
    { pattern: /^ℹ (?:skipped|todo) (\d+)$/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  listStart: /^✖ failing tests:$/,
  listEnd: /^ℹ/,
  listOnly: true,
  failures: [/^✖ (?<name>\S.*?)(?: \([\d.]+ms\))?(?: # .*)?$/],
  explained: true,
  needsSummary: true,
});

/** The table at the end of `cypress run`: one row per spec file; mocha's epilogue stands above each of them. */
export const cypress = patternTool({
  framework: 'cypress',
  cue: /^(?:│ (?:Tests|Passing|Failing|Pending|Skipped): +\d+ +│|\(Run (?:Starting|Finished)\))/,
  covers: ['mocha'],
  summaries: [
    { pattern: /^│ Passing: +(\d+) +│/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    { pattern: /^│ Failing: +(\d+) +│/, counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }) },
    { pattern: /^│ (?:Pending|Skipped): +(\d+) +│/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  failures: [],
  needsSummary: true,
});

/** Playwright: `  1 failed`, its tests indented below, `  5 passed (10s)`. */
export const playwright = patternTool({
  framework: 'playwright',
  requires: /^(?:Running \d+ tests? using |\d+ passed \()/,
  cue: /^(?:\d+ (?:passed \(\d[\d.]*\w+\)$|failed$|flaky$|skipped$|did not run$|interrupted$)|Running \d+ tests? using \d+ workers?|\d+\) (?:\[[^\]]+\] › )?\S+:\d+:\d+ › )/,
  summaries: [
    { pattern: /^(\d+) (?:passed \(\d[\d.]*\w+\)|flaky)$/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    { pattern: /^(\d+) (?:failed|interrupted)$/, counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }) },
    { pattern: /^(\d+) (?:skipped|did not run)$/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  failures: [/^\d+\) (?<name>(?:\[[^\]]+\] › )?\S+:\d+:\d+ › .+?)(?: [─━-]{2,}.*)?$/],
  explained: true,
  needsSummary: true,
});

/** TestCafe: ` 5 passed (3s)` or ` 1/5 failed (10s)`. */
export const testcafe = patternTool({
  framework: 'testcafe',
  cue: /^(?:\d+\/\d+ failed \(\d|\d+\) .+ failed$|Running tests in:)/,
  summaries: [
    {
      pattern: /^(\d+)\/(\d+) failed \(\d[\w ]*\)$/,
      counts: ([, failed, all]) => ({ ran: number(all), passed: number(all) - number(failed), failed: number(failed) }),
    },
  ],
  failures: [],
  needsSummary: true,
});

/** `ok | 5 passed | 1 failed | 0 ignored (12ms)`. */
export const deno = patternTool({
  framework: 'deno',
  cue: /^(?:(?:ok|FAILED) \| \d+ passed|test result: (?:ok|FAILED)\. \d+ passed(?: \(.*\))?;.*filtered out \(|FAILURES$)/,
  tail: /^\S.* => \S+:\d+:\d+$/,
  summaries: [
    {
      pattern: /^(?:ok|FAILED) \| \d+ passed/,
      counts: ({ input }) => absentIsZero(numbersFirst(input.replace(/\(\d+ steps?\)/g, ''), words)),
    },
  ],
  listStart: /^FAILURES$/,
  listOnly: true,
  failures: [/^(?<name>\S.*?) => \S+:\d+:\d+$/],
  needsSummary: true,
});

/** ` 5 pass`, ` 1 fail`, `Ran 6 tests across 2 files. [12ms]`. */
export const bun = patternTool({
  framework: 'bun',
  requires: /^Ran \d+ tests? across /,
  cue: /^(?:\d+ (?:pass|fail|skip|todo)$|Ran \d+ tests? across |\(fail\) \S)/,
  summaries: [
    { pattern: /^(\d+) pass$/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    { pattern: /^(\d+) fail$/, counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }) },
    { pattern: /^(\d+) (?:skip|todo)$/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  failures: [/^\(fail\) (?<name>\S.*?)(?: \[[\d.]+m?s\])?$/],
  needsSummary: true,
});
