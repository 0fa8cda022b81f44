/** Analysis: .NET: dotnet test (VSTest and Microsoft.Testing.Platform), xUnit.net's, NUnit's and MSTest's consoles. */
import type { Counts } from '../recogniser.ts';
import { passedOfRan, wordsFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

const words = {
  total: 'ran',
  count: 'ran',
  run: 'ran',
  passed: 'passed',
  succeeded: 'passed',
  failed: 'failed',
  failures: 'failed',
  errors: 'failed',
  skipped: 'skipped',
  ignored: 'skipped',
  inconclusive: 'skipped',
} as const;

/** A total that includes the skipped ones. */
function allTold(text: string): Counts {
  const { ran: all, passed, failed, skipped } = wordsFirst(text.replace(/\s+/g, ' '), words);
  const ran = all === null ? null : all - (skipped ?? 0);
  return { ran, passed: passed ?? (ran === null ? null : ran - (failed ?? 0)), failed: failed ?? 0, skipped: skipped ?? 0 };
}

const one =
  (field: keyof Counts) =>
  ([, number]: RegExpExecArray) => ({ [field]: Number(number) });

/** `Failed Shop.CartTests.Adds [12 ms]`; .NET Core 2 wrote `X name [12ms]`, its predecessors `Failed   name`. */
const VSTEST_CASES = [/^(?:Failed|X) (?<name>\S.*?) \[[^\]]*s\]$/, /^Failed {3}(?<name>\S.*)$/];

/** VSTest: `Failed!  - Failed: 1, Passed: 2, Skipped: 0, Total: 3, Duration: …`; before .NET 5 `Total tests: 3. Passed: 2. Failed: 1.` */
export const dotnet = patternTool({
  framework: 'dotnet',
  cue: /^(?:(?:Passed|Failed|Skipped)! {1,9}- Failed: |Total tests: \d+\. |(?:Failed|X) \S.* \[[^\]]*s\]$|Failed {3}\S|Test summary: total: )/,
  covers: ['xunit', 'nunit'],
  summaries: [
    { pattern: /^(?:Passed|Failed|Skipped)! {1,9}- Failed: /, counts: ({ input }) => allTold(input) },
    { pattern: /^Total tests: (\d+)\. +Passed: /, counts: ({ input }) => allTold(input.replace('Total tests', 'Total')) },
    { pattern: /^Test summary: total: /, counts: ({ input }) => allTold(input) },
  ],
  failures: VSTEST_CASES,
  needsSummary: true,
});

/** VSTest at normal verbosity writes its totals as a column: `Total tests: 3`, `     Passed: 2`, `     Failed: 1`. */
export const dotnetColumn = patternTool({
  framework: 'dotnet',
  cue: /^(?:Total tests: \d+$|(?:Failed|X) \S.* \[[^\]]*s\]$|Failed {3}\S)/,
  summaries: [
    { pattern: /^Passed: (\d+)$/, counts: one('passed') },
    { pattern: /^Failed: (\d+)$/, counts: ([, failed]) => ({ ran: Number(failed), failed: Number(failed) }) },
    { pattern: /^Skipped: (\d+)$/, counts: one('skipped') },
  ],
  listStart: /^Total tests: \d+$/,
  listEnd: /^ *(?:Total time|Test Run|$)/,
  failures: VSTEST_CASES,
  needsSummary: true,
});

/** Microsoft.Testing.Platform: `Test run summary: Failed!`, then `  total: 3`, `  failed: 1`, `  succeeded: 2`, `  skipped: 0`. */
export const testingPlatform = patternTool({
  framework: 'dotnet',
  cue: /^(?:Test run summary: |failed \S.* \(\d[^()]*\)$)/,
  summaries: [
    { pattern: /^succeeded: (\d+)$/, counts: one('passed') },
    { pattern: /^failed: (\d+)$/, counts: ([, failed]) => ({ ran: Number(failed), failed: Number(failed) }) },
    { pattern: /^skipped: (\d+)$/, counts: one('skipped') },
  ],
  listStart: /^Test run summary: /,
  listEnd: /^ *duration:/,
  failures: [/^failed (?<name>\S.*?) \(\d[^()]*\)$/],
  explained: true,
  needsSummary: true,
});

/** xUnit.net: `Assembly  Total: 5, Errors: 0, Failed: 1, Skipped: 0, Time: 0.2s`; several assemblies sum up behind GRAND TOTAL. */
export const xunit = patternTool({
  framework: 'xunit',
  cue: /^\[xUnit\.net \d/,
  tail: /\S \[FAIL\]$/,
  holds: ', Errors: ',
  summaries: [
    {
      pattern: / Total: {1,9}\d+, {1,9}Errors: {1,9}\d+, {1,9}Failed: {1,9}\d+, {1,9}Skipped: {1,9}\d+/,
      counts: ({ input }) => (input.startsWith('GRAND TOTAL') ? null : allTold(input)),
    },
  ],
  failures: [/^(?:\[xUnit\.net [\d:.]+\] +)?(?<name>\S.*?) \[FAIL\]$/],
  explained: true,
});

/** NUnit 3: `Test Count: 10, Passed: 9, Failed: 1, …`; NUnit 2: `Tests run: 10, Errors: 0, Failures: 1, Inconclusive: 0, Time: …`. */
export const nunit = patternTool({
  framework: 'nunit',
  cue: /^(?:Test Count: \d+, Passed: \d+|Tests run: \d+, Errors: \d+, Failures: \d+, Inconclusive: |Not run: \d+, Invalid: |\d+\) (?:Failed|Error|Failure|Test Failure|Test Error|Invalid) : )/,
  summaries: [
    { pattern: /^Test Count: (\d+), /, counts: ({ input }) => allTold(input.replace('Test Count', 'Count')) },
    {
      pattern: /^Tests run: \d+, Errors: \d+, Failures: \d+, Inconclusive: \d+/,
      counts: ({ input }) => passedOfRan(wordsFirst(input.replace('Tests run', 'run'), { ...words, inconclusive: 'skipped' })),
    },
    { pattern: /^Not run: (\d+), Invalid: /, counts: one('skipped') },
  ],
  failures: [/^\d+\) (?:Failed|Error|Failure|Test Failure|Test Error|Invalid) : (?<name>\S.*)$/],
  explained: true,
});
