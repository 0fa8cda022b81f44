/** Analysis: the BEAM and other functional languages: ExUnit, EUnit, Common Test, tasty, Clojure. */
import { numbersFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

const number = (text: string | undefined) => Number(text ?? 0);
const words = { failure: 'failed', failures: 'failed', invalid: 'failed', skipped: 'skipped', excluded: 'skipped' } as const;

/** `3 doctests, 10 tests, 1 failure, 2 skipped` behind `  1) test name (Module)`. */
export const exunit = patternTool({
  framework: 'exunit',
  cue: /^(?:(?:\d+ (?:doctests?|propert(?:y|ies)|features?), )*\d+ tests?, \d+ failures?|\d+\) (?:test|doctest|property|feature) .+ \([\w.]+\)$)/,
  summaries: [
    {
      pattern: /^((?:\d+ (?:doctests?|propert(?:y|ies)|features?), )*\d+ tests?), \d+ failures?/,
      counts: ({ input, 1: kinds }) => {
        const { failed, skipped } = numbersFirst(input, words);
        const all = [...kinds.matchAll(/\d+/g)].reduce((sum, [one]) => sum + Number(one), 0);
        const ran = all - (skipped ?? 0);
        return { ran, passed: ran - (failed ?? 0), failed: failed ?? 0, skipped: skipped ?? 0 };
      },
    },
  ],
  failures: [/^\d+\) (?<name>(?:test|doctest|property|feature) .+ \([\w.]+\))$/],
});

/** EUnit: `All 5 tests passed.` or `Failed: 1.  Skipped: 0.  Passed: 4.`; Common Test: `Failed 1 tests. Passed 4 tests.` */
export const eunit = patternTool({
  framework: 'eunit',
  cue: /^(?:All \d+ tests passed\.$|Failed: \d+\. +Skipped: \d+\. +Passed: \d+\.|(?:Failed \d+ tests\. )?(?:Skipped \d+ .*tests\. )?Passed \d+ tests\.)/,
  holds: ': TEST COMPLETE, ',
  summaries: [
    { pattern: /^All (\d+) tests passed\.$/, counts: ([, passed]) => ({ passed: number(passed), failed: 0, skipped: 0 }) },
    {
      pattern: /^Failed: (\d+)\. +Skipped: (\d+)\. +Passed: (\d+)\./,
      counts: ([, failed, skipped, passed]) => ({ passed: number(passed), failed: number(failed), skipped: number(skipped) }),
    },
    {
      pattern: /: TEST COMPLETE, (\d+) ok, (\d+) failed(?:, (\d+) skipped)? of \d+ test cases$/,
      counts: ([, passed, failed, skipped]) => ({ passed: number(passed), failed: number(failed), skipped: number(skipped) }),
    },
    {
      pattern: /^(?:Failed (\d+) tests\. )?(?:Skipped (\d+) .*tests\. )?Passed (\d+) tests\./,
      counts: ([, failed, skipped, passed]) => ({ passed: number(passed), failed: number(failed), skipped: number(skipped) }),
    },
  ],
  failures: [],
});

/** Haskell's tasty: `All 5 tests passed (0.01s)`, `1 out of 5 tests failed (0.01s)`, `  name: FAIL (0.01s)`. */
export const tasty = patternTool({
  framework: 'tasty',
  cue: /^(?:All \d+ tests passed \(|\d+ out of \d+ tests failed \()/,
  holds: ' FAIL',
  summaries: [
    { pattern: /^All (\d+) tests passed \(/, counts: ([, passed]) => ({ passed: number(passed), failed: 0 }) },
    {
      pattern: /^(\d+) out of (\d+) tests failed \(/,
      counts: ([, failed, all]) => ({ ran: number(all), passed: number(all) - number(failed), failed: number(failed) }),
    },
  ],
  failures: [/^(?<name>\S.*): +FAIL(?: \([\d.]+s\))?$/],
  explained: true,
  needsSummary: true,
});

/** clojure.test: `Ran 5 tests containing 10 assertions.`, `1 failures, 0 errors.`, `FAIL in (name) (file.clj:12)`; failures are assertions. */
export const clojure = patternTool({
  framework: 'clojure.test',
  cue: /^(?:Ran \d+ tests containing \d+ assertions\.|(?:FAIL|ERROR) in \(|\d+ failures, \d+ errors\.)/,
  summaries: [
    { pattern: /^Ran (\d+) tests containing \d+ assertions\./, counts: ([, ran]) => ({ ran: number(ran) }) },
    {
      pattern: /^(\d+) failures, (\d+) errors\./,
      counts: ([, failures, errors]) => ({ failed: number(failures) + number(errors) }),
    },
  ],
  failures: [/^(?:FAIL|ERROR) in \((?<name>[^()\s]+)\)/],
  explained: true,
  needsSummary: true,
});
