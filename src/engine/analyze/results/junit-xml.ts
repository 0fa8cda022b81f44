/** Analysis: test results in XML files: JUnit's form, and those of NUnit, xUnit.net, Visual Studio (TRX) and TestNG. */
import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes';
import type { TestResults } from '../../../model/tests.ts';
import { combine } from './merge.ts';
import { Ledger } from './recogniser.ts';

type Attributes = Readonly<Record<string, string>>;
type Verdict = 'passed' | 'failed' | 'skipped';

/** How one dialect writes a test case. */
interface Dialect {
  readonly framework: string;
  readonly roots: ReadonlySet<string>;
  readonly element: string;
  name(attributes: Attributes, suite: string): string;
  /** The verdict that the element's own attributes give; children may overrule it. */
  verdict(attributes: Attributes): Verdict | null;
}

/** Children of a case that decide; a flaky failure passed at last, a rerun repeats what is known. */
const CHILDREN: Readonly<Record<string, Verdict>> = { failure: 'failed', error: 'failed', skipped: 'skipped' };
/** Where the first line of a failure stands when no `message` attribute has it. */
const MESSAGES = new Set(['failure', 'error', 'message', 'Message']);
const SUITES = new Set(['testsuite', 'class']);

const byWord =
  (failed: RegExp, skipped: RegExp) =>
  (word: string | undefined): Verdict | null =>
    word === undefined ? null : failed.test(word) ? 'failed' : skipped.test(word) ? 'skipped' : 'passed';
const nunit = byWord(/^(?:Failed|Failure|Error)$/i, /^(?:Skipped|Ignored|Inconclusive|NotRunnable)$/i);
const xunit = byWord(/^Fail$/, /^(?:Skip|NotRun)$/);
const trx = byWord(/^(?:Failed|Error|Timeout|Aborted)$/, /^(?:NotExecuted|Inconclusive|NotRunnable|Disconnected|Warning)$/);
const testng = byWord(/^FAIL$/, /^SKIP$/);
const googletest = byWord(/^fail(?:ed)?$/i, /^(?:notrun|skipped|disabled|suppressed)$/i);

const dialects: readonly Dialect[] = [
  {
    framework: 'junit-xml',
    roots: new Set(['testsuites', 'testsuite']),
    element: 'testcase',
    name: ({ classname, name = '' }, suite) => [classname ?? (suite || null), name].filter(Boolean).join('.'),
    verdict: ({ status, result }) => (googletest(result ?? status) === 'skipped' ? 'skipped' : null),
  },
  {
    framework: 'nunit-xml',
    roots: new Set(['test-run', 'test-results']),
    element: 'test-case',
    name: ({ fullname, name = '' }) => fullname ?? name,
    verdict: ({ result, executed }) => (executed === 'False' ? 'skipped' : nunit(result)),
  },
  {
    framework: 'xunit-xml',
    roots: new Set(['assemblies', 'assembly']),
    element: 'test',
    name: ({ name = '' }) => name,
    verdict: ({ result }) => xunit(result),
  },
  {
    framework: 'trx',
    roots: new Set(['TestRun']),
    element: 'UnitTestResult',
    name: ({ testName = '' }) => testName,
    verdict: ({ outcome }) => trx(outcome),
  },
  {
    framework: 'testng-xml',
    roots: new Set(['testng-results']),
    element: 'test-method',
    name: ({ name = '' }, suite) => (suite ? `${suite}.${name}` : name),
    verdict: ({ status, 'is-config': configures }) => (configures === 'true' && status !== 'FAIL' ? null : testng(status)),
  },
];

/** Malformed places that are forgiven in one file. */
const ERRORS_MAX = 1000;
/** Characters of text without an element, e.g. one test's output, that are held in memory. */
const SILENT_MAX = 64 * 1024 * 1024;

interface Case {
  readonly name: string;
  readonly line: number;
  verdict: Verdict;
  message: string;
}

/** A document that is being read; entities other than XML's own five are never expanded. */
class XmlReading {
  private readonly parser = new SaxesParser();
  private readonly member: string;
  private dialect: Dialect | null = null;
  private ledger: Ledger | null = null;
  private readonly suites: string[] = [];
  private test: Case | null = null;
  private listening = false;
  private errors = 0;
  /** Characters since the parser last told something: it keeps them all. */
  private silent = 0;
  /** The root belongs to no dialect, or there is nothing more to be had. */
  over = false;

  constructor(member: string) {
    this.member = member;
    // Stray control characters are common in captured output: the parser goes on behind them.
    this.parser.on('error', () => {
      if (++this.errors > ERRORS_MAX) this.over = true;
    });
    this.parser.on('opentag', tag => this.open(tag));
    this.parser.on('closetag', tag => this.close(tag));
    this.parser.on('text', text => this.hear(text));
    this.parser.on('cdata', text => this.hear(text));
  }

  write(chunk: string): void {
    this.silent += chunk.length;
    if (this.silent > SILENT_MAX) this.over = true;
    else this.parser.write(chunk);
  }

  private open({ name, attributes }: SaxesTagPlain): void {
    this.silent = 0;
    if (this.dialect === null) this.begin(name);
    if (this.over) return;
    if (SUITES.has(name)) this.suites.push(attributes.name ?? '');
    else if (name === this.dialect?.element) this.beginCase(attributes);
    else if (this.test) this.child(name, attributes);
  }

  private begin(root: string): void {
    if (this.over) return;
    this.dialect = dialects.find(dialect => dialect.roots.has(root)) ?? null;
    this.over = this.dialect === null;
    if (this.dialect) this.ledger = new Ledger(this.dialect.framework, this.member);
  }

  private beginCase(attributes: Record<string, SaxesAttributePlain | string>): void {
    const plain = attributes as Attributes;
    const { dialect } = this;
    const verdict = dialect!.verdict(plain);
    const counted = verdict !== null || dialect!.element === 'testcase';
    this.test = counted
      ? {
          name: dialect!.name(plain, this.suites.at(-1) ?? ''),
          line: this.parser.line,
          verdict: verdict ?? 'passed',
          message: '',
        }
      : null;
  }

  private child(name: string, attributes: Attributes): void {
    const test = this.test!;
    const verdict = this.dialect!.element === 'testcase' ? CHILDREN[name] : undefined;
    if (verdict && test.verdict !== 'failed') test.verdict = verdict;
    if (!MESSAGES.has(name)) return;
    test.message ||= attributes.message ?? '';
    this.listening = test.message === '';
  }

  private hear(text: string): void {
    if (!this.listening || !this.test || text.trim() === '') return;
    this.test.message = text.trim();
    this.listening = false;
  }

  private close({ name }: SaxesTagPlain): void {
    if (this.over) return;
    if (SUITES.has(name)) this.suites.pop();
    if (MESSAGES.has(name)) this.listening = false;
    if (name !== this.dialect?.element || !this.test) return;
    this.book(this.test);
    this.test = null;
  }

  private book({ name, line, verdict, message }: Case): void {
    const one = { passed: 0, failed: 0, skipped: 0, [verdict]: 1 };
    this.ledger!.add({ ran: verdict === 'skipped' ? 0 : 1, ...one });
    if (verdict === 'failed') this.ledger!.fail(name, line, message.split('\n', 1)[0]);
  }

  end(): TestResults | null {
    if (this.test) this.book(this.test);
    const tally = this.ledger?.end() ?? null;
    return tally && combine([tally], { status: 'unknown' });
  }
}

/**
 * Reads an XML file of test results, given as text in pieces. A torn or malformed file counts as far as it goes, with
 * the case in which it breaks off. Null when the root element is no dialect's, or no test was seen.
 */
export function readJUnitXml(member: string, chunks: Iterable<string>): TestResults | null {
  const reading = new XmlReading(member);
  for (const chunk of chunks) {
    reading.write(chunk);
    if (reading.over) break;
  }
  return reading.end();
}
