/** Analysis: tools of other worlds that tell everything in a line: Dart, R, Julia, Avocado, Busted, Bats being TAP. */
import { absentIsZero, numbersFirst, wordsFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

const number = (text: string | undefined) => Number(text ?? 0);

/** Dart and Flutter: `00:02 +5 ~1 -1: Some tests failed.`; the last line sums up. */
export const dart = patternTool({
  framework: 'dart',
  cue: /^\d\d:\d\d \+\d+(?: ~\d+)?(?: -\d+)?: (?:All tests passed!|Some tests failed\.|.* \[E\]$)/,
  summaries: [
    {
      pattern: /^\d\d:\d\d \+(\d+)(?: ~(\d+))?(?: -(\d+))?: (?:All tests passed!|Some tests failed\.)$/,
      counts: ([, passed, skipped, failed]) => ({ passed: number(passed), failed: number(failed), skipped: number(skipped) }),
    },
  ],
  failures: [/^\d\d:\d\d \+\d+(?: ~\d+)?(?: -\d+)?: (?<name>\S.*?) \[E\]$/],
  explained: true,
});

/** R's testthat: `[ FAIL 1 | WARN 0 | SKIP 2 | PASS 30 ]`, `── Failure (test-x.R:3:1): title ──`. */
export const testthat = patternTool({
  framework: 'testthat',
  cue: /^(?:\[ FAIL \d+ \| WARN \d+ \| SKIP \d+ \| PASS \d+ \]|(?:──|--) (?:\d+\. )?(?:Failure|Error) \()/,
  summaries: [
    {
      pattern: /^\[ FAIL (\d+) \| WARN \d+ \| SKIP (\d+) \| PASS (\d+) \]/,
      counts: ([, failed, skipped, passed]) => ({ passed: number(passed), failed: number(failed), skipped: number(skipped) }),
      last: true,
    },
  ],
  failures: [/^(?:──|--) (?:\d+\. )?(?:Failure|Error) \((?<name>[^()]+(?:\([^()]*\))?\): .*?)(?: [─-]+)?$/],
  explained: true,
});

/** Avocado: `RESULTS    : PASS 3 | ERROR 0 | FAIL 1 | SKIP 0 | WARN 0 | INTERRUPT 0 | CANCEL 0`, ` (1/4) test.py:Class.test: FAIL`. */
export const avocado = patternTool({
  framework: 'avocado',
  cue: /^(?:RESULTS +: PASS \d+ \| ERROR \d+|\(\d+\/\d+\) \S.*: (?:FAIL|ERROR|INTERRUPTED))/,
  summaries: [
    {
      pattern: /^RESULTS +: (PASS .*)$/,
      counts: ([, totals]) =>
        absentIsZero(
          wordsFirst(totals.replace(/ (\d+)/g, ': $1'), {
            pass: 'passed',
            warn: 'passed',
            error: 'failed',
            fail: 'failed',
            interrupt: 'failed',
            skip: 'skipped',
            cancel: 'skipped',
          }),
        ),
    },
  ],
  failures: [/^\(\d+\/\d+\) (?<name>\S.*?): +(?:FAIL|ERROR|INTERRUPTED)(?::? ?(?<message>.*?))?(?: \([\d.]+ s\))?$/],
});

const bustedWords = {
  success: 'passed',
  successes: 'passed',
  failure: 'failed',
  failures: 'failed',
  error: 'failed',
  errors: 'failed',
  pending: 'skipped',
} as const;

/** Lua's busted: `5 successes / 1 failure / 0 errors / 0 pending : 0.01 seconds`, `Failure → spec/x.lua @ 3`. */
export const busted = patternTool({
  framework: 'busted',
  cue: /^(?:\d+ success(?:es)? \/ \d+ failures? \/ \d+ errors? \/|(?:Failure|Error) (?:→|->) \S)/,
  summaries: [
    {
      pattern: /^\d+ success(?:es)? \/ \d+ failures? \/ /,
      counts: ({ input }) => absentIsZero(numbersFirst(input.split(' : ')[0], bustedWords)),
    },
  ],
  failures: [/^(?:Failure|Error) (?:→|->) (?<name>\S+ @ \d+)/],
  explained: true,
});

/** Elm, Godot and many home-made runners: `TEST RUN FAILED`, then `Passed:   4`, `Failed:   1`. */
export const passedFailed = patternTool({
  framework: 'elm-test',
  cue: /^TEST RUN (?:PASSED|FAILED|INCOMPLETE)/,
  summaries: [
    { pattern: /^Passed: +(\d+)$/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    { pattern: /^Failed: +(\d+)$/, counts: ([, failed]) => ({ ran: number(failed), failed: number(failed) }) },
    { pattern: /^(?:Skipped|Todo): +(\d+)$/, counts: ([, skipped]) => ({ skipped: number(skipped) }) },
  ],
  listStart: /^TEST RUN (?:PASSED|FAILED|INCOMPLETE)/,
  listEnd: /^(?=\S)(?!(?:Duration|Passed|Failed|Skipped|Todo):)/,
  failures: [],
});
