/** Analysis: PHP: PHPUnit (and what builds on it), Pest, run-tests.php; Behat prints Cucumber's scenarios. */
import { absentIsZero, numbersFirst, passedOfRan, wordsFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

const words = { tests: 'ran', failures: 'failed', errors: 'failed', skipped: 'skipped', incomplete: 'skipped' } as const;
const pestWords = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  todos: 'skipped',
  todo: 'skipped',
  incomplete: 'skipped',
  risky: 'passed',
  warnings: 'passed',
  deprecated: 'passed',
} as const;

/** `OK (5 tests, 10 assertions)` or `Tests: 5, Assertions: 10, Failures: 1.` behind numbered lists. */
export const phpunit = patternTool({
  framework: 'phpunit',
  cue: /^(?:OK \(\d+ tests?, \d+ assertions?\)|Tests: \d+, Assertions: \d+|There (?:was|were) \d+ (?:failures?|errors?):$|--$)/,
  summaries: [
    {
      pattern: /^OK \((\d+) tests?, \d+ assertions?\)/,
      counts: ([, ran]) => ({ ran: Number(ran), passed: Number(ran), failed: 0, skipped: 0 }),
    },
    { pattern: /^Tests: \d+, Assertions: \d+/, counts: ({ input }) => passedOfRan(wordsFirst(input, words)) },
  ],
  listStart: /^There (?:was|were) \d+ (?:failures?|errors?):$/,
  listEnd: /^There (?:was|were) \d+ (?:skipped|incomplete|risky|warnings?|notices?|deprecat)/,
  listOnly: true,
  failures: [/^\d+\) (?<name>[\w\\]+::\w+(?: with data set .*)?)$/, /^\d+\) (?<name>\w+: .+)$/],
  explained: true,
  needsSummary: true,
});

/** `Tests:    1 failed, 5 passed (12 assertions)`, `FAILED  Tests\Unit\ExampleTest > it does`. */
export const pest = patternTool({
  framework: 'pest',
  cue: /^(?:Tests: +(?:\d+ \w+, )*\d+ \w+(?: \(\d+ assertions\))?$|(?:FAILED|• ) *[\w\\]+ (?:>|›) )/,
  summaries: [
    {
      pattern: /^Tests: +(?:\d+ \w+, )*\d+ (?!total)\w+(?: \(\d+ assertions\))?$/,
      counts: ({ input }) => absentIsZero(numbersFirst(input, pestWords)),
    },
  ],
  failures: [/^(?:FAILED|•) +(?<name>[\w\\]+ (?:>|›) .+?)(?: {2,}(?<message>\S.*))?$/],
  needsSummary: true,
});

const number = (text: string | undefined) => Number(text ?? 0);

/** run-tests.php of PHP itself and its extensions: a column of counts, then `title [path.phpt]` below "FAILED TEST SUMMARY". */
export const phpt = patternTool({
  framework: 'phpt',
  cue: /^(?:Tests (?:passed|failed|skipped|warned) +: +\d+|FAILED TEST SUMMARY$)/,
  summaries: [
    { pattern: /^Tests passed +: +(\d+)/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    { pattern: /^Tests failed +: +(\d+)/, counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }) },
    { pattern: /^Tests skipped +: +(\d+)/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  listStart: /^FAILED TEST SUMMARY$/,
  listEnd: /^={5,}$/,
  listOnly: true,
  failures: [/^(?<name>\S.* \[\S+\.phpt\])/],
  needsSummary: true,
});
