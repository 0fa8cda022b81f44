/** Analysis: Gradle's test tasks, its test-logger plugin, and the usual afterSuite line. */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { absentIsZero, numbersFirst, passedOfRan } from './count-words.ts';

const TOTAL = /^\d+ tests? completed(?:, \d+ (?:failed|skipped))*$/;
const LOGGER = /^(?:SUCCESS|FAILURE): Executed (\d+) tests? in .*?(?:\((?:(\d+) failed)?(?:, )?(?:(\d+) skipped)?\))?$/;
const AFTER_SUITE =
  /^\|? *Results: (?:SUCCESS|FAILURE|SKIPPED) \(\d+ tests?, \d+ (?:passed|success\w*), \d+ (?:failed|failures?), \d+ skipped\)/;
/** `Class > method() FAILED`, `Class > Nested > method[1] FAILED`; task lines begin with `> Task`. */
const EXECUTOR = /^Gradle Test Run \S+ > Gradle Test Executor \d+ > /;
const VERDICT = / (FAILED|PASSED|SKIPPED)$/;

const words = { test: 'ran', tests: 'ran', failed: 'failed', failures: 'failed', failure: 'failed', skipped: 'skipped' } as const;

class GradleReading implements Reading {
  private readonly ledger: Ledger;
  private readonly seen = { PASSED: 0, FAILED: 0, SKIPPED: 0 };

  constructor(member: string) {
    this.ledger = new Ledger('gradle', member);
  }

  feed({ line, text, plain }: Cleaned): boolean {
    const verdict = VERDICT.exec(plain);
    const name = verdict && plain.slice(0, verdict.index).replace(EXECUTOR, '');
    if (name && isCase(name)) return this.book(name, verdict[1] as 'FAILED', line);
    // Messages are indented below their test.
    if (plain !== '' && !/^\s/.test(text)) this.ledger.ceaseAwaiting();
    this.ledger.hear(plain);
    const logger = LOGGER.exec(plain);
    if (logger)
      this.ledger.add(
        passedOfRan({ ran: Number(logger[1]), passed: null, failed: Number(logger[2] ?? 0), skipped: Number(logger[3] ?? 0) }),
      );
    else if (TOTAL.test(plain) || AFTER_SUITE.test(plain)) this.ledger.add(passedOfRan(absentIsZero(numbersFirst(plain, words))));
    return this.ledger.awaiting;
  }

  private book(name: string, verdict: 'PASSED' | 'FAILED' | 'SKIPPED', line: number): boolean {
    this.seen[verdict]++;
    if (verdict !== 'FAILED') return false;
    this.ledger.fail(name, line);
    this.ledger.awaitMessage(name);
    return true;
  }

  /** Totals are printed for failing tasks only; where tests are logged one by one they tell the rest. */
  end() {
    const { PASSED, FAILED, SKIPPED } = this.seen;
    if (PASSED > 0 && PASSED + FAILED + SKIPPED > (this.ledger.counts.ran ?? 0)) {
      Object.assign(this.ledger.counts, { ran: PASSED + FAILED + SKIPPED, passed: PASSED, failed: FAILED, skipped: SKIPPED });
    }
    return this.ledger.end();
  }
}

/** A class, perhaps nested ones, and a method; the lines of tasks begin with the arrow. */
function isCase(name: string): boolean {
  return name.includes(' > ') && /^[\w$.]/.test(name);
}

export const gradle: Tool = {
  framework: 'gradle',
  cue: /^(?:\d+ tests? completed|(?:SUCCESS|FAILURE): Executed \d|(?:\| *)?Results: (?:SUCCESS|FAILURE))/,
  tail: /^[\w$.][^>]* > .+ (?:FAILED|PASSED|SKIPPED)$/,
  covers: ['testng', 'cucumber'],
  start: member => new GradleReading(member),
};
