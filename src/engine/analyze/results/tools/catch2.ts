/** Analysis: Catch2: the totals at the end, and the test case that stands above its failed assertions. */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';

const ALL_PASSED = /^All tests passed \(\d+ assertions? in (\d+) test cases?\)/;
const TOTALS = /^test cases: +\d+ \| (.*)$/;
const RULE = /^-{79}$/;
const FAILED = /^\S+[:(]\d+\)?: FAILED:$/;

/** A test case and its nested sections. */
const TITLE_LINES = 16;

class CatchReading implements Reading {
  private readonly ledger: Ledger;
  /** The test case and its sections, between two rules; null before the first rule. */
  private title: string[] | null = null;
  private titled = false;

  constructor(member: string) {
    this.ledger = new Ledger('catch2', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    const all = ALL_PASSED.exec(plain);
    if (all) return this.close({ passed: Number(all[1]), failed: 0, skipped: 0 });
    const totals = TOTALS.exec(plain);
    if (totals) return this.close(counted(totals[1]));
    if (RULE.test(plain)) this.rule();
    else if (this.title && !this.titled) this.lengthen(plain);
    else if (this.title && FAILED.test(plain)) this.fail(line);
    else this.ledger.hear(plain);
    return this.title !== null;
  }

  /** The first rule opens a title, the second one closes it. */
  private rule(): void {
    this.titled = this.title !== null && !this.titled;
    if (!this.titled) this.title = [];
  }

  /** What goes on and on is no title, but some other text below a rule. */
  private lengthen(plain: string): void {
    if (this.title!.push(plain) > TITLE_LINES) this.title = null;
  }

  private fail(line: number): void {
    const name = this.title!.join(' / ');
    this.ledger.fail(name, line);
    this.ledger.awaitMessage(name);
  }

  private close(counts: { passed: number; failed: number; skipped: number }): boolean {
    this.ledger.add(counts);
    this.title = null;
    return false;
  }

  end() {
    return this.ledger.counts.ran === null ? null : this.ledger.end();
  }
}

function counted(text: string): { passed: number; failed: number; skipped: number } {
  const of = (words: RegExp) => Number(words.exec(text)?.[1] ?? 0);
  const expected = of(/(\d+) failed as expected/);
  return { passed: of(/(\d+) passed/) + expected, failed: of(/(\d+) failed(?! as)/), skipped: of(/(\d+) skipped/) };
}

export const catch2: Tool = {
  framework: 'catch2',
  cue: /^(?:test cases: +\d+ \| |All tests passed \(\d+ assertions? in \d+ test cases?\)|-{79}$)/,
  start: member => new CatchReading(member),
};
