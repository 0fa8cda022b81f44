/** Analysis: Cucumber in its tongues (Ruby, Java, JavaScript, Behat), behave, Robot Framework. */
import { numbersFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

const number = (text: string | undefined) => Number(text ?? 0);
const words = {
  passed: 'passed',
  failed: 'failed',
  ambiguous: 'failed',
  undefined: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
  flaky: 'passed',
} as const;

/** `10 scenarios (1 failed, 9 passed)`; the failed ones are listed with their places. */
export const cucumber = patternTool({
  framework: 'cucumber',
  cue: /^(?:\d+ [Ss]cenarios? \(\d+ |(?:cucumber|rerun) (?:-p \S+ )?\S+\.feature:\d+ # |Failing [Ss]cenarios:|Failed scenarios:|--- Failed scenarios:|\d+\) Scenario: )/,
  summaries: [
    {
      pattern: /^(\d+) [Ss]cenarios? \((\d+ \w+(?:, \d+ \w+)*)\)/,
      counts: ([, , rest]) => {
        const { passed, failed, skipped } = numbersFirst(rest, words);
        return { passed: passed ?? 0, failed: failed ?? 0, skipped: skipped ?? 0 };
      },
    },
  ],
  listStart: /^(?:--- )?Fail(?:ing|ed) [Ss]cenarios:$/,
  listEnd: /^\s*$/,
  failures: [
    /^(?:cucumber|rerun) (?:-p \S+ )?(?<name>\S+\.feature:\d+ # .+)$/,
    /^\d+\) Scenario: (?<name>\S.* # \S+:\d+)$/,
    /^(?:file:\/\/)?(?<name>\S+\.feature:\d+(?: ?# .*)?)$/,
  ],
  needsSummary: true,
});

/** behave: `3 scenarios passed, 1 failed, 0 skipped`, `Failing scenarios:` with `  features/x.feature:12  title`. */
export const behave = patternTool({
  framework: 'behave',
  cue: /^(?:\d+ scenarios? passed, \d+ failed|Failing scenarios:$)/,
  summaries: [
    {
      pattern: /^(\d+) scenarios? passed, (\d+) failed(?:, (\d+) error)?, (\d+) skipped/,
      counts: ([, passed, failed, errors, skipped]) => ({
        passed: number(passed),
        failed: number(failed) + number(errors),
        skipped: number(skipped),
      }),
    },
  ],
  listStart: /^Failing scenarios:$/,
  listEnd: /^\s*$/,
  listOnly: true,
  failures: [/^(?<name>\S+\.feature:\d+ {2}\S.*)$/],
  needsSummary: true,
});

/** Robot Framework: `10 tests, 9 passed, 1 failed` per suite, the outermost one last; `Name of the test    | FAIL |`. */
export const robot = patternTool({
  framework: 'robot',
  cue: /^\d+ (?:critical )?tests?(?: total)?, \d+ passed, \d+ failed/,
  summaries: [
    {
      pattern: /^(\d+) tests?(?: total)?, (\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/,
      counts: ([, , passed, failed, skipped]) => ({ passed: number(passed), failed: number(failed), skipped: number(skipped) }),
      last: true,
    },
  ],
  failures: [],
});
