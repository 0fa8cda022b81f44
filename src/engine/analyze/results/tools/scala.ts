/** Analysis: Scala: sbt's totals, and what ScalaTest, specs2 and MUnit print within them. */
import { numbersFirst, wordsFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

const number = (text: string | undefined) => Number(text ?? 0);
const sbtWords = {
  passed: 'passed',
  failed: 'failed',
  errors: 'failed',
  skipped: 'skipped',
  ignored: 'skipped',
  canceled: 'skipped',
  pending: 'skipped',
} as const;

/** `[error] Failed: Total 5, Failed 1, Errors 0, Passed 4, Ignored 1`, one per project; it sums up the frameworks. */
export const sbt = patternTool({
  framework: 'sbt',
  cue: /^(?:(?:Passed|Failed|Error): Total \d+, Failed \d+|Failed tests:$)/,
  covers: ['scalatest', 'specs2', 'munit', 'junit'],
  coarse: true,
  summaries: [
    {
      pattern: /^(?:Passed|Failed|Error): (Total \d+, Failed \d+, .*)$/,
      counts: ([, totals]) => {
        const { passed, failed, skipped } = wordsFirst(totals.replace(/ (\d+)/g, ': $1'), sbtWords);
        return { passed: passed ?? 0, failed: failed ?? 0, skipped: skipped ?? 0 };
      },
    },
  ],
  listStart: /^Failed tests:$/,
  listEnd: /^(?!\[error\] \t)/,
  listOnly: true,
  failures: [/^(?<name>[\w$]+(?:\.[\w$]+)*)$/],
});

/** `Tests: succeeded 4, failed 1, canceled 0, ignored 0, pending 0`; `- should do x *** FAILED ***` below its suite's name. */
export const scalatest = patternTool({
  framework: 'scalatest',
  cue: /^Tests: succeeded \d+, failed \d+/,
  tail: /^- .* \*\*\* FAILED \*\*\*$/,
  summaries: [
    {
      pattern: /^Tests: succeeded (\d+), failed (\d+), canceled (\d+), ignored (\d+)(?:, pending (\d+))?/,
      counts: ([, passed, failed, canceled, ignored, pending]) => ({
        passed: number(passed),
        failed: number(failed),
        skipped: number(canceled) + number(ignored) + number(pending),
      }),
    },
  ],
  failures: [/^- (?<name>\S.*?)(?: \([^()]*\))? \*\*\* FAILED \*\*\*/],
  explained: true,
});

const specsWords = {
  failure: 'failed',
  failures: 'failed',
  error: 'failed',
  errors: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
} as const;

/** `5 examples, 12 expectations, 1 failure, 0 error`; `x title` in front of a failed example, `!` of a broken one. */
export const specs2 = patternTool({
  framework: 'specs2',
  cue: /^(?:\d+ examples?, (?:\d+ expectations?, )?\d+ failures?, \d+ errors?(?! occurred)|[x!] [a-z]\S* )/,
  summaries: [
    {
      pattern: /^(\d+) examples?, (?:\d+ expectations?, )?\d+ failures?, \d+ errors?(?! occurred)/,
      counts: ({ input, 1: all }) => {
        const { failed, skipped } = numbersFirst(input, specsWords);
        return { ran: number(all), passed: number(all) - (failed ?? 0), failed: failed ?? 0, skipped: skipped ?? 0 };
      },
    },
  ],
  failures: [/^[x!] (?<name>[a-z]\S* .*?)(?: \(\d.*\))?$/],
  explained: true,
  needsSummary: true,
});

/** `==> X pkg.Suite.test name  0.1s message`. */
export const munit = patternTool({
  framework: 'munit',
  cue: /^==> X \S/,
  summaries: [],
  failures: [/^==> X (?<name>\S.*?) {2,}[\d.]+s (?<message>.*)$/],
});
