/** Analysis: PHP: PHPUnit, Pest, Codeception, Behat's scenarios being those of Cucumber. */
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
