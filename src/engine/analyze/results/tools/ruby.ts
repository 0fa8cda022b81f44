/** Analysis: Ruby: RSpec (and hspec, which prints the same), minitest, test-unit. */
import { type Cleaned, FAILURES_MAX, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { numbersFirst, passedOfRan } from './count-words.ts';

const EXAMPLES = /^(\d+) examples?, \d+ failures?/;
const exampleWords = { failure: 'failed', failures: 'failed', pending: 'skipped' } as const;
const COMMAND = /^rspec (?:'([^']+)'|(\S+)) # (.+)$/;
const UNLOADED = /^An error occurred while loading (\S+?)\.?$/;
const BLOCK = /^\d+\) (\S.*)$/;

/** `5 examples, 1 failure, 1 pending`; failures are numbered blocks, and again `rspec ./file:12 # title`. */
class RspecReading implements Reading {
  private readonly ledger: Ledger;
  private blocks: { name: string; line: number; message: string }[] = [];
  private inFailures = false;
  /** Files that could not be loaded: the run fails without counting them. */
  private unloaded = 0;

  constructor(member: string) {
    this.ledger = new Ledger('rspec', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    const command = COMMAND.exec(plain);
    if (command) this.command(command[3], line);
    const file = UNLOADED.exec(plain);
    if (file) this.unload(file[1], line);
    if (/^Failures:$/.test(plain)) return (this.inFailures = true);
    if (EXAMPLES.test(plain)) return this.close(plain);
    if (!this.inFailures) return false;
    const block = BLOCK.exec(plain);
    const last = this.blocks.at(-1);
    if (block && this.blocks.length < FAILURES_MAX) this.blocks.push({ name: block[1], line, message: '' });
    else if (last && last.message === '' && /^(?:Failure\/Error: )?\S/.test(plain))
      last.message = plain.replace(/^Failure\/Error: /, '');
    return true;
  }

  private unload(file: string, line: number): void {
    this.unloaded++;
    this.ledger.fail(file, line, 'An error occurred while loading it.');
  }

  private command(title: string, line: number): void {
    const block = this.blocks.find(({ name }) => name === title);
    this.ledger.fail(title, block?.line ?? line, block?.message);
  }

  /** An error outside of the examples fails the run without failing one of them. */
  private close(plain: string): boolean {
    const { failed, skipped } = numbersFirst(plain, exampleWords);
    const all = Number(EXAMPLES.exec(plain)![1]);
    const ran = all - (skipped ?? 0);
    const passed = ran - (failed ?? 0);
    this.ledger.add({ ran: ran + this.unloaded, passed, failed: (failed ?? 0) + this.unloaded, skipped: skipped ?? 0 });
    this.unloaded = 0;
    if (/error(?:s)? occurred outside/.test(plain)) this.ledger.broken = true;
    this.inFailures = false;
    for (const { name, line, message } of this.blocks) this.ledger.fail(name, line, message);
    return false;
  }

  end() {
    return this.ledger.counts.ran === null ? null : this.ledger.end();
  }
}

export const rspec: Tool = {
  framework: 'rspec',
  cue: /^(?:\d+ examples?, \d+ failures?|Failures:$|An error occurred while loading \.|rspec (?:'|\.?\/|\S+:\d+ # ))/,
  start: member => new RspecReading(member),
};

const RUNS = /^(\d+) (?:runs|tests), \d+ assertions, \d+ failures, \d+ errors/;
const runWords = { failures: 'failed', errors: 'failed', skips: 'skipped', pendings: 'skipped', omissions: 'skipped' } as const;
/** minitest's numbered block: the name stands on the next line. */
const NUMBERED = /^\d+\) (?:Failure|Error):$/;
const MINI_NAME = /^([\w:]+#\S.*?)(?: \[[^\]]+:\d+\])?:?$/;
const OLD_NAME = /^(test\S*\([\w:]+\))(?: \[[^\]]+\])?:?$/;
/** test-unit: `Failure: test_x(TestY): message`. */
const UNIT = /^(?:Failure|Error): (test.*\([\w:]+\))(?::? ?(.*))?$/;
/** Rails prints the name alone below a "Failure:" of its own. */
const RAILS = /^(?:Failure|Error):$/;

/** `10 runs, 20 assertions, 1 failures, 0 errors, 1 skips`. */
class MinitestReading implements Reading {
  private readonly ledger: Ledger;
  private heading = false;

  constructor(member: string) {
    this.ledger = new Ledger('minitest', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    if (RUNS.test(plain)) return this.close(plain);
    if (this.heading) return this.name(plain, line);
    this.ledger.hear(plain);
    const unit = UNIT.exec(plain);
    if (unit) this.ledger.fail(unit[1], line, unit[2]);
    this.heading = NUMBERED.test(plain) || RAILS.test(plain);
    return this.heading || this.ledger.awaiting;
  }

  private name(plain: string, line: number): boolean {
    this.heading = false;
    const named = MINI_NAME.exec(plain) ?? OLD_NAME.exec(plain);
    if (!named) return false;
    this.ledger.fail(named[1], line);
    this.ledger.awaitMessage(named[1]);
    return true;
  }

  private close(plain: string): boolean {
    const { failed, skipped } = numbersFirst(plain, runWords);
    this.ledger.add(passedOfRan({ ran: Number(RUNS.exec(plain)![1]), passed: null, failed, skipped }));
    return false;
  }

  end() {
    return this.ledger.counts.ran === null ? null : this.ledger.end();
  }
}

export const minitest: Tool = {
  framework: 'minitest',
  cue: /^(?:\d+ (?:runs|tests), \d+ assertions, \d+ failures|\d+\) (?:Failure|Error):$|(?:Failure|Error):(?:$| test))/,
  start: member => new MinitestReading(member),
};
