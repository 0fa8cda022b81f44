/** Analysis: karma: the progress lines of its browsers, or the summary of karma-mocha-reporter. */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';

/** `Chrome 90.0 (Linux): Executed 5 of 6 (1 FAILED) (skipped 1) (0.1 secs / 0 secs)`, printed again and again. */
const EXECUTED = /^(.{0,120}?)(?:: )?Executed (\d+) of (\d+)(?! specs?\b)(?: \((\d+) FAILED\))?(?: \(skipped (\d+)\))?/;
/** `Chrome 90.0 (Linux) Suite name test name FAILED`. */
const CASE = /^[A-Z]\w*(?: \w+){0,2} [\d.]+ \([^()]*\) (?:LOG: )?(\S.*) FAILED$/;
const SUMMARY = /^[✔✓√ℹ✖×] (\d+) tests? (completed|skipped|failed)$/;
const FAILED_TESTS = /^FAILED TESTS:$/;
const LISTED = /^[✖×] (.+)$/;
/** Coverage, karma's own totals, the package manager. */
const LIST_END = /^(?:[=\d]|TOTAL|Done)/;
const FIELDS = { completed: 'passed', skipped: 'skipped', failed: 'failed' } as const;

interface Browser {
  ran: number;
  failed: number;
  skipped: number;
}

class KarmaReading implements Reading {
  private readonly ledger: Ledger;
  /** The last progress of each browser; a count that falls is a new run. */
  private readonly browsers = new Map<string, Browser>();
  private summed = false;
  /** Suites around the failed test that is listed, by their indentation; null outside of the list. */
  private suites: { indent: number; name: string }[] | null = null;

  constructor(member: string) {
    this.ledger = new Ledger('karma', member);
  }

  feed(at: Cleaned): boolean {
    const { line, plain } = at;
    const summary = SUMMARY.exec(plain);
    if (summary) return this.sum(summary[2] as 'failed', Number(summary[1]));
    if (FAILED_TESTS.test(plain)) this.suites = [];
    else if (this.suites !== null) return this.list(at);
    this.ledger.hear(plain);
    const executed = EXECUTED.exec(plain);
    if (executed) this.progress(executed);
    const failed = executed ? null : CASE.exec(plain);
    if (failed) this.ledger.fail(failed[1], line);
    if (failed) this.ledger.awaitMessage(failed[1]);
    return this.suites !== null || this.ledger.awaiting;
  }

  private progress([, browser, ran, , failed, skipped]: RegExpExecArray): void {
    const now = { ran: Number(ran), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0) };
    const before = this.browsers.get(browser);
    if (before && before.ran > now.ran) this.bank(before);
    this.browsers.set(browser, now);
  }

  private bank({ ran, failed, skipped }: Browser): void {
    this.ledger.add({ ran, passed: ran - failed, failed, skipped });
  }

  private sum(what: keyof typeof FIELDS, number: number): boolean {
    this.summed = true;
    this.ledger.add({ ran: what === 'skipped' ? 0 : number, passed: 0, failed: 0, skipped: 0, [FIELDS[what]]: number });
    return false;
  }

  private list({ line, text, plain }: Cleaned): boolean {
    const indent = text.length - text.trimStart().length;
    if (plain === '') return true;
    const suites = indent === 0 && LIST_END.test(plain) ? null : this.suites!.filter(suite => suite.indent < indent);
    if (suites === null) this.suites = null;
    if (suites === null) return false;
    const named = LISTED.exec(plain);
    if (named) this.named(named[1], suites, line);
    this.suites = named ? suites : [...suites, { indent, name: plain }];
    return true;
  }

  /** The title as it is printed; its suites, which make it unique, stand in lines above. */
  private named(title: string, suites: readonly { name: string }[], line: number): void {
    const path = suites.map(suite => suite.name).join(' › ');
    this.ledger.failUnder(`${path} › ${title}`, { name: title, line, message: path });
  }

  end() {
    if (!this.summed) for (const browser of this.browsers.values()) this.bank(browser);
    return this.ledger.counts.ran === null ? null : this.ledger.end();
  }
}

export const karma: Tool = {
  framework: 'karma',
  cue: /^(?:[✔✓√ℹ✖×] \d+ tests? (?:completed|skipped|failed)$|FAILED TESTS:$)/,
  holds: 'Executed ',
  tail: /^[A-Z]\w*(?: \w+){0,2} [\d.]+ \([^()]*\) \S.* FAILED$/,
  start: member => new KarmaReading(member),
};
