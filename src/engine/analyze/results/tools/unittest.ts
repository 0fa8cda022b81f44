/** Analysis: Python's unittest and its kin: nose, Django, zope.testrunner, Twisted's trial, stestr. */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { passedOfRan, wordsFirst } from './count-words.ts';

const RAN = /^Ran (\d+) tests? (?:in|with) /;
const VERDICT = /^(?:OK|FAILED|PASSED)(?: \(([^()]*)\))?$/;
/** `FAIL: test_x (module.Class)`, `ERROR: Failure: ImportError (No module named x)`, `FAIL: Doctest: module.name`. */
const HEADER = /^(?:FAIL|ERROR|UNEXPECTED SUCCESS): (.+)$/;
/** Nose's stand-in for a module that could not be imported. */
const NOSE_FAILURE = /^Failure: (\w+) \((.*)\)$/;
const ZOPE = /^(?:Ran|Total:) (\d+) tests?(?: with|,) (\d+) failures?(?:,| and) (\d+) errors?(?:,? (?:and )?(\d+) skipped)?/;
const TRIAL_NAME = /^((?:[\w-]+\.)+test_\w+)$/;
const RULE = /^={5,}$/;
const TRIAL_HEADER = /^\[(?:FAIL|ERROR)\]$/;
/** Lines after "Ran N tests" in which the verdict may stand. */
const VERDICT_WITHIN = 4;

const words = {
  failures: 'failed',
  errors: 'failed',
  skipped: 'skipped',
  skip: 'skipped',
  skips: 'skipped',
  todos: 'skipped',
  unexpectedsuccesses: 'failed',
} as const;

class UnittestReading implements Reading {
  private readonly ledger: Ledger;
  private ran: number | null = null;
  private patience = 0;
  private current: string | null = null;
  private trial = 0;
  private ruled = false;

  constructor(member: string) {
    this.ledger = new Ledger('unittest', member);
  }

  feed({ line, text, plain }: Cleaned): boolean {
    if (this.ran !== null) return this.awaitVerdict(plain);
    const zope = ZOPE.exec(plain);
    if (zope) return this.zope(plain, zope);
    const ran = RAN.exec(plain);
    if (ran) return this.await(Number(ran[1]));
    if (RULE.test(text)) return this.rule();
    const header = this.ruled ? HEADER.exec(text) : null;
    this.ruled = false;
    if (header) return this.head(header[1], line);
    if (TRIAL_HEADER.test(text)) this.trial = line;
    return this.trial > 0 ? this.trialName(text) : this.explain(text);
  }

  /** The line behind a rule can be a header. */
  private rule(): true {
    this.ruled = true;
    return true;
  }

  private await(ran: number): boolean {
    this.current = null;
    this.ran = ran;
    this.patience = VERDICT_WITHIN;
    return true;
  }

  private awaitVerdict(plain: string): boolean {
    const verdict = VERDICT.exec(plain);
    if (!verdict && --this.patience > 0) return true;
    const { failed, skipped } = wordsFirst(
      (verdict?.[1] ?? '').replace('unexpected successes', 'unexpectedsuccesses').replace('expected failures', 'expected'),
      words,
    );
    this.ledger.add(passedOfRan({ ran: this.ran, passed: null, failed, skipped }));
    if (verdict && plain.startsWith('FAILED')) this.ledger.broken = true;
    this.ran = null;
    return false;
  }

  /** zope.testrunner repeats the sum of its layers behind "Total:". */
  private zope(plain: string, [, ran, failures, errors, skipped]: RegExpExecArray): boolean {
    if (plain.startsWith('Total:')) Object.assign(this.ledger.counts, { ran: null, passed: null, failed: null, skipped: null });
    this.ledger.add(
      passedOfRan({ ran: Number(ran), passed: null, failed: Number(failures) + Number(errors), skipped: Number(skipped ?? 0) }),
    );
    return false;
  }

  private head(title: string, line: number): boolean {
    const nose = NOSE_FAILURE.exec(title);
    const name = nose ? nose[1] : title.replace(/^Doctest: /, '');
    this.ledger.fail(name, line, nose?.[2]);
    this.current = nose ? null : name;
    return this.current !== null;
  }

  /** The exception is the first unindented line behind the traceback. */
  private explain(text: string): boolean {
    if (this.current === null) return false;
    if (!/^[A-Za-z_][\w.]*(?::|$)/.test(text) || text.startsWith('Traceback')) return true;
    this.ledger.explain(this.current, text);
    this.current = null;
    return false;
  }

  /** Trial writes the test's name last in its section. */
  private trialName(text: string): boolean {
    const name = TRIAL_NAME.exec(text);
    if (name) this.ledger.fail(name[1], this.trial);
    if (name || text.startsWith('---') || text.startsWith('===')) this.trial = 0;
    return this.trial > 0;
  }

  end() {
    if (this.ran !== null) this.awaitVerdict('OK');
    return this.ledger.end();
  }
}

export const unittest: Tool = {
  framework: 'unittest',
  cue: /^(?:Ran \d+ tests? (?:in|with)|Total: \d+ tests?, |={60,}$|\[(?:FAIL|ERROR)\]$)/,
  start: member => new UnittestReading(member),
};

const STESTR_LINE = /^ - (Passed|Failed|Skipped|Expected Fail|Unexpected Success): (\d+)$/;
const STESTR_FIELD: Readonly<Record<string, 'passed' | 'failed' | 'skipped'>> = {
  Passed: 'passed',
  Failed: 'failed',
  Skipped: 'skipped',
  'Unexpected Success': 'failed',
};
const STESTR_NAME = /^((?:\w+\.){2,}\w+(?:\[[^\]]*\])?(?:\(.*\))?)$/;

/** stestr prints its totals as a list; a failed test's id stands above a rule of dashes. */
class StestrReading implements Reading {
  private readonly ledger: Ledger;
  private above: Cleaned | null = null;

  constructor(member: string) {
    this.ledger = new Ledger('stestr', member);
  }

  feed(at: Cleaned): boolean {
    const total = STESTR_LINE.exec(at.text);
    if (total && STESTR_FIELD[total[1]]) this.ledger.add({ [STESTR_FIELD[total[1]]]: Number(total[2]) });
    if (total) return false;
    if (this.above && /^-{5,}$/.test(at.plain)) this.ledger.fail(this.above.plain, this.above.line);
    this.above = STESTR_NAME.test(at.plain) ? at : null;
    return this.above !== null;
  }

  end() {
    const { counts } = this.ledger;
    if (counts.passed === null) return null;
    counts.ran = counts.passed + (counts.failed ?? 0);
    return this.ledger.end();
  }
}

export const stestr: Tool = {
  framework: 'stestr',
  cue: /^- (?:Passed|Failed|Skipped|Unexpected Success): \d+$|^(?:\w+\.){2,}test_\w+(?:\[[^\]]*\])?$/,
  start: member => new StestrReading(member),
};
