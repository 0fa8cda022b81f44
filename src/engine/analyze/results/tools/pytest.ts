/** Analysis: pytest: the closing line, the short summary, verbose lines, and the headers of the FAILURES section. */
import { type Cleaned, FAILURES_MAX, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { absentIsZero, numbersFirst } from './count-words.ts';
import { patternTool } from './pattern.ts';

const OUTCOMES =
  'passed|failed|errors?|skipped|deselected|xfailed|xpassed|warnings?|rerun|pytest-warnings|subtests? passed|subtests? failed|no tests ran';
const CLOSING = new RegExp(
  `^(?:=+ )?(?:(?:\\d+ (?:${OUTCOMES})(?:, )?)+|no tests ran) in \\d+\\.\\d+ ?s(?:econds)?(?: \\(\\d.*\\))?(?: =+)?$`,
);
/** `FAILED file.py::test - message`; old releases wrote FAIL and gave no message. */
const SHORT = /^(?:\[gw\d+\] (?:\[ *\d+%\] )?)?(?:FAILED|FAIL|ERROR|SUBFAIL) (?=\S)/;
/** What a test's id begins with. */
const ID = /^(?:\S+::|\S+\.(?:py|pyx|md|rst|txt)(?: |$))/;
/** `file.py::Class::test[a b] FAILED   [ 10%]`. */
const VERBOSE = / (?:FAILED|ERROR)(?: +\[ *\d+%\])?$/;
const HEADER = /^_+ (?:\[doctest\] |ERROR at (?:setup|teardown) of |ERROR collecting )?([^\s_].{0,400}?|_[^_ ].{0,400}?) _+$/;
/** Filled up to 80 columns: a title as long as that has no underscores left, or none in front. */
const LONG_HEADER = /^ (?=.{70})([A-Za-z_][\w.]*(?:\[.*\])?)(?: _)?$/;
const SECTION = /^=+ (?:FAILURES|ERRORS) =+$/;
const RULE = /^(?:=+ .* =+|-+ .* -+)$/;
const PLACE = /^(\S+\.py):\d+: ?(.*)$/;
const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests?)\.py$/;
const RAISED = /^E {1,}(\S.*)$/;

const words = {
  passed: 'passed',
  failed: 'failed',
  error: 'failed',
  errors: 'failed',
  skipped: 'skipped',
  xfailed: 'ran',
  xpassed: 'ran',
} as const;

interface Failure {
  readonly name: string;
  readonly line: number;
  message: string;
  file: string | null;
}

class PytestReading implements Reading {
  private readonly ledger: Ledger;
  private short: Failure[] = [];
  private verbose: Failure[] = [];
  private detailed: Failure[] = [];
  private inSection = false;

  constructor(member: string) {
    this.ledger = new Ledger('pytest', member);
  }

  feed({ line, text, plain }: Cleaned): boolean {
    if (CLOSING.test(plain)) return this.close(plain);
    if (SECTION.test(plain)) this.inSection = true;
    const short = shortOf(plain, line);
    if (short) {
      keep(plain.startsWith('[gw') ? this.verbose : this.short, short);
      return this.inSection;
    }
    const verbose = VERBOSE.exec(plain);
    const id = verbose && plain.slice(0, verbose.index);
    if (id && ID.test(id)) keep(this.verbose, failure(id.trimEnd(), line));
    if (this.inSection) this.detail(line, text);
    return this.inSection;
  }

  /** Within FAILURES or ERRORS: a header per test, then its traceback. */
  private detail(line: number, text: string): void {
    const header = HEADER.exec(text) ?? LONG_HEADER.exec(text);
    const current = this.detailed.at(-1);
    if (header) keep(this.detailed, failure(header[1], line));
    else if (RULE.test(text) && !SECTION.test(text) && text.startsWith('=')) this.inSection = false;
    else if (current) locate(current, text);
  }

  private close(plain: string): boolean {
    const { ran: expected, ...counts } = numbersFirst(plain, words);
    const zero = absentIsZero({ ran: null, ...counts });
    this.ledger.add({ ...zero, ran: zero.passed! + zero.failed! + (expected ?? 0) });
    this.flush();
    return false;
  }

  /** The short summary names tests best, verbose lines next; headers lack the file. */
  private flush(): void {
    const named = this.short.length > 0 ? this.short : this.verbose;
    for (const { name, line, message } of named) this.ledger.fail(name, line, message || this.messageOf(name));
    if (named.length === 0) for (const test of this.detailed) this.ledger.fail(fullName(test), test.line, test.message);
    this.short = [];
    this.verbose = [];
    this.detailed = [];
    this.inSection = false;
  }

  private messageOf(name: string): string {
    const last = name.slice(name.indexOf('::') + 2).replaceAll('::', '.');
    return this.detailed.find(test => test.name === last)?.message ?? '';
  }

  end() {
    this.flush();
    return this.ledger.end();
  }
}

/** A line of the short summary. Parameters in brackets may hold spaces, and dashes. */
function shortOf(plain: string, line: number): Failure | null {
  const start = SHORT.exec(plain);
  const rest = start ? plain.slice(start[0].length) : '';
  if (!ID.test(rest)) return null;
  const bracket = rest.indexOf('[');
  const space = rest.indexOf(' ');
  const closed = bracket >= 0 && (space < 0 || bracket < space) ? rest.indexOf('] - ', bracket) + 1 : 0;
  const dash = rest.indexOf(' - ', closed);
  return dash < 0 ? failure(rest, line) : failure(rest.slice(0, dash), line, rest.slice(dash + 3));
}

function keep(list: Failure[], test: Failure): void {
  if (list.length < FAILURES_MAX) list.push(test);
}

function failure(name: string, line: number, message = ''): Failure {
  return { name, line, message, file: null };
}

/** The first place of a traceback is in the test's own file, unless plugins or workers put theirs before it. */
function locate(test: Failure, text: string): void {
  const file = PLACE.exec(text)?.[1];
  if (file && (test.file === null || (TEST_FILE.test(file) && !TEST_FILE.test(test.file)))) test.file = file;
  if (test.message === '') test.message = RAISED.exec(text)?.[1] ?? '';
}

function fullName({ name, file }: Failure): string {
  if (file === null || name.includes('/') || !/^[\w.[\]-]/.test(name)) return name;
  const bracket = name.indexOf('[');
  const [path, rest] = bracket < 0 ? [name, ''] : [name.slice(0, bracket), name.slice(bracket)];
  if (path.split('.').length > 2 || /\s/.test(path)) return name;
  return `${file}::${path.replaceAll('.', '::')}${rest}`;
}

export const pytest: Tool = {
  framework: 'pytest',
  cue: /^(?:=+ (?:\d+ (?:passed|failed|error|skipped|deselected|xfailed|xpassed|warning)|no tests|FAILURES|ERRORS)|\d+ (?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?)\b.* in \d|no tests ran in|(?:FAILED|FAIL|ERROR|SUBFAIL) \S*(?:\.py|::)|\[gw\d+\] )/,
  tail: /^\S+::/,
  start: member => new PytestReading(member),
};

/** The plugin pytest-sugar: `Results (1.23s):`, then `20 passed`, `1 failed` with `- file.py:3 test`, `2 skipped`. */
export const pytestSugar: Tool = patternTool({
  framework: 'pytest',
  cue: /^Results \(\d[\d.]*s.*\):$/,
  requires: /^Results \(/,
  summaries: [
    { pattern: /^(\d+) passed$/, counts: ([, passed]) => ({ passed: Number(passed), failed: 0 }) },
    { pattern: /^(\d+) (?:failed|error)$/, counts: ([, failed]) => ({ ran: Number(failed), failed: Number(failed) }) },
    { pattern: /^(\d+) skipped$/, counts: ([, skipped]) => ({ skipped: Number(skipped) }) },
  ],
  listStart: /^Results \(/,
  listEnd: /^\s*(?:$|\S+ (?:\S+ ){2})/,
  listOnly: true,
  failures: [/^- (?<name>\S+\.py:\d+ \S.*)$/],
});
