/** Analysis: Swift and Objective-C: XCTest (xcodebuild, swift test), xcpretty, Swift Testing. */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { patternTool } from './pattern.ts';

const number = (text: string | undefined) => Number(text ?? 0);
/** Printed for every suite, inner ones first; the outermost bears one of these names. */
const SUITE = /^Test Suite '(All tests|Selected tests|.+\.xctest|.+)' (?:passed|failed) at /;
const EXECUTED = /^Executed (\d+) tests?, with (?:(\d+) tests? skipped and )?(\d+) failures? \(\d+ unexpected\) in /;
const CASE = /^Test [Cc]ase '(.+)' failed (?:\(|on )/;
const ERROR = /^\S+:\d+: error: (?:-\[)?[\w.]+[ .]\w+\]? : (.*)$/;

class XctestReading implements Reading {
  private readonly ledger: Ledger;
  private suite = '';
  private message = '';
  private readonly outermost: { all: number; skipped: number; failed: number }[] = [];
  private last: { all: number; skipped: number; failed: number } | null = null;

  constructor(member: string) {
    this.ledger = new Ledger('xctest', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    this.suite = SUITE.exec(plain)?.[1] ?? this.suite;
    const executed = EXECUTED.exec(plain);
    if (executed) this.book({ all: number(executed[1]), skipped: number(executed[2]), failed: number(executed[3]) });
    this.message = ERROR.exec(plain)?.[1] ?? this.message;
    const failed = CASE.exec(plain);
    if (failed) this.ledger.fail(failed[1], line, this.message);
    if (failed) this.message = '';
    return false;
  }

  private book(sum: { all: number; skipped: number; failed: number }): void {
    this.last = sum;
    if (this.suite === 'All tests' || this.suite === 'Selected tests') this.outermost.push(sum);
  }

  /** Failures are assertions: a test can have several, so failed tests are those that were named. */
  end() {
    const sums = this.outermost.length > 0 ? this.outermost : this.last ? [this.last] : [];
    for (const { all, skipped } of sums) this.ledger.add({ ran: all - skipped, skipped });
    const { counts, names } = this.ledger;
    if (counts.ran === null) return null;
    counts.failed = names || sums.reduce((total, { failed }) => total + failed, 0);
    counts.passed = Math.max(0, counts.ran - counts.failed);
    return this.ledger.end();
  }
}

export const xctest: Tool = {
  framework: 'xctest',
  cue: /^(?:Test Suite '|Executed \d+ tests?, with |Test [Cc]ase '.*' failed |\S+:\d+: error: (?:-\[)?[\w.]+[ .]\w+\]? : )/,
  start: member => new XctestReading(member),
};

/** `✘ Test run with 5 tests in 2 suites failed after 0.1 seconds with 1 issue.`; the mark is a private-use glyph on Apple's. */
export const swiftTesting = patternTool({
  framework: 'swift-testing',
  cue: /^\S{1,2} {1,2}Test (?:run with \d+ tests? |.* failed after [\d.]+ seconds? with )/,
  summaries: [
    {
      pattern:
        /^\S{1,2} {1,2}Test run with (\d+) tests?(?: in \d+ suites?)? (?:passed|failed) after [\d.]+ seconds?(?: with (\d+) issues?)?/,
      counts: ([, ran]) => ({ ran: number(ran) }),
    },
  ],
  failures: [
    /^\S{1,2} {1,2}Test (?!run with)"?(?<name>.+?)"?(?: with \d+ test cases?)? failed after [\d.]+ seconds? with \d+ issues?\.?$/,
  ],
});
