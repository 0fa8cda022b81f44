/** Analysis: Rust: cargo test (several binaries and doc tests sum up) and cargo nextest. */
import { patternTool } from './pattern.ts';

const number = (text: string | undefined) => Number(text ?? 0);

export const cargo = patternTool({
  framework: 'cargo',
  cue: /^(?:test result: (?:ok|FAILED)\. \d+ passed;|test \S.* \.\.\. FAILED|---- .+ stdout ----$|error: (?:test failed|doctest failed))/,
  tail: /^test \S.* \.\.\. FAILED$/,
  summaries: [
    {
      pattern: /^test result: (?:ok|FAILED)\. (\d+) passed; (\d+) failed; (\d+) ignored;/,
      counts: ([, passed, failed, ignored]) => ({ passed: number(passed), failed: number(failed), skipped: number(ignored) }),
    },
  ],
  failures: [/^---- (?<name>.+) stdout ----$/, /^test (?<name>\S.*?)(?: - should panic)? \.\.\. FAILED(?<message>)$/],
  explained: true,
  broken: /^error: (?:test|doctest) failed/,
  needsSummary: true,
});

export const nextest = patternTool({
  framework: 'nextest',
  cue: /^(?:Summary \[ *[\d.]+s\] +\d+(?:\/\d+)? tests? run:|(?:FAIL|TIMEOUT|SIGABRT|SIGSEGV|ABORT) \[ *[\d.]+s\] )/,
  summaries: [
    {
      pattern: /^Summary \[ *[\d.]+s\] +(\d+)(?:\/\d+)? tests? run: (.*)$/,
      counts: ([, ran, rest]) => {
        const of = (word: RegExp) => number(word.exec(rest)?.[1]);
        const failed = of(/(\d+) failed/) + of(/(\d+) timed out/);
        return { ran: number(ran), passed: of(/(\d+) passed/), failed, skipped: of(/(\d+) skipped/) };
      },
    },
  ],
  failures: [/^(?:FAIL|TIMEOUT|SIGABRT|SIGSEGV|ABORT) \[ *[\d.]+s\] (?:\( *\d+\/\d+\) )?(?<name>\S+ \S.*)$/],
  needsSummary: true,
});
