/** Analysis: Bazel's targets; what the tests themselves print is shown for failed ones only. */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';

/** `Executed 5 out of 6 tests: 4 tests pass, 1 fails locally and 1 was skipped.` */
const EXECUTED = /^(?:INFO: )?Executed (\d+) out of (\d+) tests?: (.*)$/;
const TARGET = /^(\/\/\S*:\S+|@\S+\/\/\S*:\S+) +(?:\(cached\) )?(FAILED|TIMEOUT|NO STATUS|FAILED TO BUILD|FLAKY|PASSED)\b(.*)$/;
const COUNT = /(\d+) (?:tests? )?(pass|passes|fails? to build|fails?(?: locally| remotely)?|were skipped|was skipped)\b/g;

class BazelReading implements Reading {
  private readonly ledger: Ledger;

  constructor(member: string) {
    this.ledger = new Ledger('bazel', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    const target = TARGET.exec(plain);
    if (target && target[2] !== 'PASSED' && target[2] !== 'FLAKY' && target[2] !== 'NO STATUS')
      this.ledger.fail(target[1], line, target[2] + target[3]);
    const executed = EXECUTED.exec(plain);
    if (executed) this.sum(executed[3]);
    return false;
  }

  /** Cached results pass as well, so passes are not bounded by what was executed. */
  private sum(text: string): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const [, number, word] of text.matchAll(COUNT)) {
      const field = word.startsWith('pass') ? 'passed' : word.startsWith('fail') ? 'failed' : 'skipped';
      counts[field] += Number(number);
    }
    this.ledger.add(counts);
  }

  end() {
    return this.ledger.counts.ran === null ? null : this.ledger.end();
  }
}

export const bazel: Tool = {
  framework: 'bazel',
  cue: /^(?:(?:INFO: )?Executed \d+ out of \d+ tests?:|(?:\/\/|@\S+\/\/)\S*:\S+ +(?:\(cached\) )?(?:FAILED|TIMEOUT|NO STATUS))/,
  covers: ['googletest', 'catch2', 'junit', 'pytest', 'unittest', 'go', 'cargo', 'jasmine', 'mocha'],
  start: member => new BazelReading(member),
};
