/** Analysis: runners that somebody wrote for one project: a line that counts what passed and what failed. */
import { absentIsZero, numbersFirst, wordsFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

const words = {
  passed: 'passed',
  pass: 'passed',
  succeeded: 'passed',
  successful: 'passed',
  failed: 'failed',
  fail: 'failed',
  failures: 'failed',
  errors: 'failed',
  skipped: 'skipped',
  ignored: 'skipped',
} as const;

/** Only where no known tool reports: `Results: 4 passed, 1 failed`, `Test summary: total: 5, passed: 4, failed: 1`. */
export const homeMade = patternTool({
  framework: 'summary',
  fallback: true,
  cue: /^(?:={2,} )?(?:Tests?(?: [Rr]un| [Ss]ummary| [Rr]esults?)?|Results?|RESULTS?|Summary|TOTAL|Total)\b.{0,40}\b(?:[Pp]ass|[Ff]ail|[Ss]uccess|succeeded)/,
  summaries: [
    {
      pattern: /^.{0,80}\b\d+ (?:tests? )?(?:passed|succeeded|successful)\b.{0,80}\b\d+ (?:tests? )?(?:failed|failures|errors)\b/,
      counts: ({ input }) => absentIsZero(numbersFirst(input.replace(/(\d) tests? /g, '$1 '), words)),
    },
    {
      pattern:
        /^.{0,80}\b(?:passed|succeeded|successful)\s{0,9}[:=]\s{0,9}\d+\b.{0,80}\b(?:failed|failures|errors)\s{0,9}[:=]\s{0,9}\d+\b/i,
      counts: ({ input }) => absentIsZero(wordsFirst(input, words)),
    },
  ],
  failures: [],
});
