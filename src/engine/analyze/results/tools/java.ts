/** Analysis: Java's other runners: JUnit's text runner and console launcher, TestNG, Ant's junit task. */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { passedOfRan, wordsFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

/** JUnit 3 and 4 on a terminal: a numbered list, then "OK (5 tests)" or "Tests run: 5,  Failures: 1". */
export const junitText: Tool = patternTool({
  framework: 'junit',
  cue: /^(?:OK \(\d+ tests?\)$|Tests run: \d+, {1,2}Failures: \d+(?:, {1,2}Errors: \d+)?$|There (?:was|were) \d+ (?:failures?|errors?):$)/,
  summaries: [
    { pattern: /^OK \((\d+) tests?\)$/, counts: ([, ran]) => ({ ran: Number(ran), passed: Number(ran), failed: 0 }) },
    {
      pattern: /^Tests run: (\d+), {1,2}Failures: (\d+)(?:, {1,2}Errors: (\d+))?$/,
      counts: ([, ran, failures, errors]) =>
        passedOfRan({ ran: Number(ran), passed: null, failed: Number(failures) + Number(errors ?? 0), skipped: null }),
    },
  ],
  listStart: /^There (?:was|were) \d+ (?:failures?|errors?):$/,
  listOnly: true,
  failures: [/^\d+\) (?<name>[\w$]+(?:\[[^\]]*\])?\([\w.$]+\))(?<message>\S.*)?$/],
  explained: true,
  needsSummary: true,
});

const CONSOLE_COUNT = /^\[ +(\d+) tests (found|skipped|started|aborted|successful|failed) +\]$/;
const CONSOLE_CASE = /^JUnit \w+:(.+)$/;

/** JUnit 5's console launcher: a box of counts, and "JUnit Jupiter:Class:method()" for every failure. */
class ConsoleReading implements Reading {
  private readonly ledger: Ledger;

  constructor(member: string) {
    this.ledger = new Ledger('junit', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    const named = CONSOLE_CASE.exec(plain);
    if (named) this.ledger.fail(named[1].replaceAll(':', ' > '), line);
    const count = CONSOLE_COUNT.exec(plain);
    if (count) this.book(count[2], Number(count[1]));
    return false;
  }

  private book(what: string, number: number): void {
    if (what === 'started') this.ledger.add({ ran: number });
    if (what === 'successful') this.ledger.counts.passed = (this.ledger.counts.passed ?? 0) + number;
    if (what === 'failed' || what === 'skipped') this.ledger.add({ [what]: number });
  }

  end() {
    return this.ledger.counts.ran === null ? null : this.ledger.end();
  }
}

export const junitConsole: Tool = {
  framework: 'junit',
  cue: /^(?:\[ +\d+ tests (?:found|skipped|started|aborted|successful|failed)|JUnit (?:Jupiter|Vintage|Platform \w+):)/,
  start: member => new ConsoleReading(member),
};

export const testng: Tool = patternTool({
  framework: 'testng',
  cue: /^(?:Total tests run: *\d+|FAILED: \S)/,
  summaries: [
    {
      pattern: /^Total tests run: *\d+,/,
      counts: ({ input }) => {
        const { run, failures, skips, passes } = Object.fromEntries(
          [...input.matchAll(/(run|Passes|Failures|Skips): *(\d+)/g)].map(([, word, n]) => [word.toLowerCase(), Number(n)]),
        );
        return { ran: run, passed: passes ?? run - failures - (skips ?? 0), failed: failures, skipped: skips ?? 0 };
      },
    },
  ],
  failures: [/^FAILED: (?<name>[\w$.]+(?:\(.*\))?)$/],
  explained: true,
  needsSummary: true,
});

const ANT_CLASS = /^\s*\[junit(?:launcher)?\] Tests run: +\d+, Failures: +\d+, (?:Errors|Aborted): +\d+/;
const ANT_SUITE = /^Testsuite: (\S+)$/;
const ANT_CASE = /^Testcase: (.+?)(?:\(([\w.$]+)\))?(?: took [\d.]+ sec|:\s*(?:FAILED|Caused an ERROR))?$/;
/** All that is told of a failure where tests are not reported one by one. */
const ANT_SUITE_FAILED = /^T(?:est|EST) (\S+) FAILED(?: \((.*)\))?$/;
const ANT_VERDICT = /^(?:FAILED|Caused an ERROR)$/;
const words = { run: 'ran', failures: 'failed', errors: 'failed', skipped: 'skipped' } as const;

/** Ant prints one total per class, and "Testcase: …" before each failure or error. */
class AntReading implements Reading {
  private readonly ledger: Ledger;
  private suite = '';
  private test: { name: string; line: number } | null = null;
  /** Suites of which a test was named already. */
  private readonly named = new Set<string>();

  constructor(member: string) {
    this.ledger = new Ledger('ant', member);
  }

  feed({ line, text, plain }: Cleaned): boolean {
    if (ANT_CLASS.test(text)) this.ledger.add(passedOfRan(wordsFirst(plain, words)));
    this.suite = ANT_SUITE.exec(plain)?.[1] ?? this.suite;
    this.ledger.hear(plain);
    const whole = ANT_SUITE_FAILED.exec(plain);
    if (whole && !this.named.has(whole[1])) this.ledger.fail(whole[1], line, whole[2]);
    const named = ANT_CASE.exec(plain);
    if (named) this.test = { name: `${named[2] ?? this.suite}.${named[1]}`, line };
    if (this.test && (ANT_VERDICT.test(plain) || (named && /(?:FAILED|Caused an ERROR)$/.test(plain)))) {
      this.ledger.fail(this.test.name, this.test.line);
      this.named.add(this.test.name.slice(0, this.test.name.lastIndexOf('.')));
      this.ledger.awaitMessage(this.test.name);
      this.test = null;
    }
    return this.test !== null || this.ledger.awaiting;
  }

  end() {
    return this.ledger.counts.ran === null ? null : this.ledger.end();
  }
}

export const ant: Tool = {
  framework: 'ant',
  cue: /^(?:Tests run: +\d+, Failures: +\d+, (?:Errors|Aborted): |Testsuite: \S|Testcase: \S|T(?:est|EST) \S+ FAILED)/,
  start: member => new AntReading(member),
};
