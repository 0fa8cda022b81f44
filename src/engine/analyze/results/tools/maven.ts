/** Analysis: Maven Surefire and Failsafe: the totals behind "Results", and the failed tests of every class. */
import { type Cleaned, FAILURES_MAX, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { passedOfRan, wordsFirst } from './count-words.ts';

/** The total of a module; with "Time elapsed" it is that of a class. JUnit's own text runner gives no errors here. */
const TOTAL = /^Tests run: *\d+, Failures: *\d+, Errors: *\d+, Skipped: *\d+/;
/** `[ERROR] method(Class)  Time elapsed: 0.1 s  <<< FAILURE!`; since 3.0 `Class.method -- Time elapsed: …`. */
const CASE_END = /^Time elapsed: [\d.,]+ ?s(?:ec)? +<<< (?:FAILURE|ERROR)!$/;
const ELAPSED = 'Time elapsed: ';
/** Ant's task prints the same line per class. */
const ANT = /^\s*\[junit/;
const RESULTS = /^Results ?:?$/;
const LIST = /^(Failed tests|Tests in error|Failures|Errors|Flaky tests|Flakes) ?: *(.*)$/;
/** `Class.method:12->helper:30 message`, `Class>Base.method:12 » Exception`, `method(pkg.Class): message`. */
const OLD_ENTRY = /^([\w$]+(?:\[[^\]]*\])?)(?: on instance [^()]*(?:\([^()]*\))?)?\(([\w.$]+)\)(?::? *(.*))?$/;
const ENTRY = /^([\w$.]+?)(?:>([\w$]+))?\.([a-zA-Z_$][\w$]*(?:\([^)]*\))?(?:\[[^\]]*\])*)(?::\d+)?(?:->\S+)*(?: +(.*))?$/;
const RERUN = /^Run \d+: (?:PASS$)?/;
const CLASS = / -{1,2} in (\S+)$/;
const BARE = /^[\w$]+(?:\([\w$, [\]]*\))?(?:\[\d+\])?$/;
const QUALIFIED = /^((?:[\w$]+\.)*[A-Z][\w$]*)\.([^.\s(]+(?:[([{].*)?)$/;

const words = { run: 'ran', failures: 'failed', errors: 'failed', skipped: 'skipped' } as const;

interface Entry {
  readonly name: string;
  readonly line: number;
  readonly message: string;
}

class MavenReading implements Reading {
  private readonly ledger: Ledger;
  /** Failed tests that classes printed since the last total. */
  private cases: Entry[] = [];
  /** Failed tests that the list behind "Results" names. */
  private listed: Entry[] = [];
  private flaky = new Set<string>();
  private list: string | null = null;
  private explaining = false;
  /** The class whose total was printed last: its failed tests follow. */
  private running = '';
  /** Totals of classes whose module has not summed up yet: a fork that died never does. */
  private classes: { ran: number; failed: number; skipped: number } | null = null;

  constructor(member: string) {
    this.ledger = new Ledger('maven', member);
  }

  feed(at: Cleaned): boolean {
    const { plain, line } = at;
    if (ANT.test(at.text)) return false;
    if (TOTAL.test(plain)) return this.total(plain);
    if (RESULTS.test(plain)) return this.beginList();
    const failed = failedCase(plain);
    if (failed !== null && this.cases.length < FAILURES_MAX) {
      this.cases.push({ name: unified(failed, this.running), line, message: '' });
      return (this.explaining = true);
    }
    if (this.list !== null) return this.entry(at);
    if (this.explaining) this.explain(plain, line);
    return false;
  }

  private beginList(): true {
    this.list = '';
    return true;
  }

  private explain(plain: string, line: number): void {
    this.explaining = false;
    const last = this.cases.pop();
    if (last) this.cases.push({ ...last, message: last.line + 1 === line ? plain : '' });
  }

  private entry({ plain, line }: Cleaned): boolean {
    const head = LIST.exec(plain);
    if (head) this.list = head[1].startsWith('Fla') ? 'flaky' : 'failed';
    const text = head ? head[2] : plain;
    if (text === '' || this.list === '' || RERUN.test(text)) return true;
    const found = listed(text, line);
    if (found === null) return true;
    if (this.list === 'flaky') this.flaky.add(shortened(found.name));
    else if (this.listed.length < FAILURES_MAX) this.listed.push(found);
    return true;
  }

  private total(plain: string): boolean {
    const { ran, failed, skipped } = wordsFirst(plain, words);
    if (plain.includes(ELAPSED)) {
      this.running = CLASS.exec(plain)?.[1] ?? '';
      const so = this.classes ?? { ran: 0, failed: 0, skipped: 0 };
      this.classes = { ran: so.ran + ran!, failed: so.failed + failed!, skipped: so.skipped + skipped! };
      return this.list !== null;
    }
    this.ledger.add(passedOfRan({ ran, passed: null, failed, skipped }));
    this.classes = null;
    this.name(failed!);
    return false;
  }

  /** Classes name their tests in full; the list behind "Results" fills in what they left out. */
  private name(failed: number): void {
    const known = this.cases.filter(test => !this.flaky.has(shortened(test.name)));
    const names = new Set(known.map(test => shortened(test.name)));
    for (const test of failed > 0 ? known : []) this.ledger.fail(test.name, test.line, test.message);
    if (names.size < failed)
      for (const test of this.listed) if (!names.has(shortened(test.name))) this.ledger.fail(test.name, test.line, test.message);
    this.cases = [];
    this.listed = [];
    this.flaky = new Set();
    this.list = null;
  }

  end() {
    if (this.classes) {
      this.ledger.add(passedOfRan({ ...this.classes, passed: null }));
      this.name(this.classes.failed);
    }
    return this.ledger.end();
  }
}

function failedCase(plain: string): string | null {
  const at = plain.endsWith('!') ? plain.lastIndexOf(ELAPSED) : -1;
  if (at < 1 || !CASE_END.test(plain.slice(at))) return null;
  const name = plain.slice(0, at).trimEnd();
  return name.endsWith(' --') ? name.slice(0, -3).trimEnd() : name;
}

/** `pkg.Class.method` as `method(pkg.Class)`, the form of the older releases. */
function unified(name: string, running: string): string {
  // JUnit 5 through older releases: the method alone, its class stands in the line above.
  const bare = running !== '' && BARE.test(name) && !name.endsWith(`(${running})`);
  if (bare) return `${name.replace(/\(\)$/, '')}(${running})`;
  if (/^[^\s.(]+(?:\([^()]*\)|\[.*\]|\{.*\})*\([\w.$]+\)$/.test(name)) return name;
  const qualified = QUALIFIED.exec(name);
  return qualified ? `${qualified[2]}(${qualified[1]})` : name;
}

/** `method(Class)` without package and parameters, by which the two spellings of a test meet. */
function shortened(name: string): string {
  const split = /^([^([{]+).*\(([\w.$]+)\)$/.exec(name);
  if (!split) return name.slice(name.lastIndexOf('.') + 1);
  return `${split[1]}(${split[2].slice(split[2].lastIndexOf('.') + 1)})`;
}

function listed(text: string, line: number): Entry | null {
  const old = OLD_ENTRY.exec(text);
  if (old) return { name: `${old[1]}(${old[2]})`, line, message: old[3] ?? '' };
  const entry = ENTRY.exec(text);
  if (entry) return { name: `${entry[3]}(${entry[1]})`, line, message: entry[4] ?? '' };
  const whole = /^([\w.$]*[A-Z][\w$]*)(?::\d+|->.*| ».*| \u{2a2f}.*)/u.exec(text);
  return whole ? { name: whole[1], line, message: text.slice(whole[1].length) } : null;
}

export const maven: Tool = {
  framework: 'maven',
  cue: /^(?:Tests run: *\d+, Failures: *\d+, Errors: |Results ?:?$)/,
  tail: /<<< (?:FAILURE|ERROR)!$/,
  covers: ['cucumber'],
  repeats: ['testng'],
  start: member => new MavenReading(member),
};
