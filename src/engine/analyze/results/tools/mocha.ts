/** Analysis: mocha's epilogue: passing, pending, failing, then the numbered failures with their suites. */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';

const PASSING = /^(\d+) passing(?: \([\d.,]+ ?\w+\))?$/;
const PENDING = /^(\d+) pending$/;
const FAILING = /^(\d+) failing$/;
/** Before 1.15: "✔ 5 tests complete (3ms)", "✖ 1 of 5 tests failed:". */
const COMPLETE = /^(?:[✔✓√] )?(\d+) tests? complete(?: \(.*\))?$/;
const OF_FAILED = /^(?:[✖×x] )?(\d+) of (\d+) tests? failed:?$/;
const TITLE = /^( *)(\d+)\) (.+)$/;
/** Lines of one title; deeper nested suites are rare. */
const TITLE_LINES = 12;
/** Lines behind "N passing" in which the other two may stand. */
const EPILOGUE = 3;

class MochaReading implements Reading {
  private readonly ledger: Ledger;
  /** Failures still to be named in this run. */
  private owed = 0;
  private nextNumber = 1;
  private patience = 0;
  private title: { words: string[]; line: number; indent: number } | null = null;

  constructor(member: string) {
    this.ledger = new Ledger('mocha', member);
  }

  feed(at: Cleaned): boolean {
    const { plain } = at;
    if (this.totals(plain)) return true;
    this.ledger.hear(plain);
    if (this.title !== null) this.continueTitle(at);
    else if (this.owed > 0) this.startTitle(at);
    if (this.patience > 0 && plain !== '') this.patience--;
    return this.patience > 0 || this.owed > 0 || this.title !== null || this.ledger.awaiting;
  }

  private totals(plain: string): boolean {
    const passing = PASSING.exec(plain) ?? COMPLETE.exec(plain);
    if (passing) {
      this.ledger.add({ passed: Number(passing[1]), failed: 0, skipped: 0 });
      this.patience = EPILOGUE;
      return true;
    }
    const of = OF_FAILED.exec(plain);
    if (of) return this.fails(Number(of[1]), Number(of[2]) - Number(of[1]));
    if (this.patience === 0) return false;
    const pending = PENDING.exec(plain);
    if (pending) this.ledger.add({ skipped: Number(pending[1]) });
    const failing = FAILING.exec(plain);
    return failing ? this.fails(Number(failing[1]), 0) : pending !== null;
  }

  private fails(failed: number, passed: number): boolean {
    this.ledger.add({ ran: failed + passed, passed, failed });
    this.owed = failed;
    this.nextNumber = 1;
    this.patience = 0;
    return true;
  }

  private startTitle({ text, line }: Cleaned): void {
    const start = TITLE.exec(text);
    if (!start || Number(start[2]) !== this.nextNumber) return;
    this.title = { words: [start[3].trim()], line, indent: start[1].length };
    if (start[3].endsWith(':')) this.finish();
  }

  /** Suites and the test's own name stand on lines of their own, the last one ends with a colon. */
  private continueTitle({ text, plain }: Cleaned): void {
    const title = this.title!;
    const indent = text.length - text.trimStart().length;
    const ended = plain === '' || indent <= title.indent || title.words.length >= TITLE_LINES;
    if (!ended) title.words.push(plain);
    if (ended || plain.endsWith(':')) this.finish();
  }

  private finish(): void {
    const { words, line } = this.title!;
    const name = words.join(' ').replace(/:$/, '');
    this.ledger.fail(name, line);
    this.ledger.awaitMessage(name);
    this.title = null;
    this.owed--;
    this.nextNumber++;
  }

  end() {
    return this.ledger.end();
  }
}

export const mocha: Tool = {
  framework: 'mocha',
  cue: /^(?:\d+ passing\b|(?:[✔✓√] )?\d+ tests? complete\b|(?:[✖×x] )?\d+ of \d+ tests? failed)/,
  start: member => new MochaReading(member),
};
