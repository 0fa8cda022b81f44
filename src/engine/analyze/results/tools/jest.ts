/** Analysis: jest ("Tests: 1 failed, 5 passed, 6 total") and vitest ("Tests  1 failed | 5 passed (6)"). */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { absentIsZero, numbersFirst } from './count-words.ts';

const words = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  todo: 'skipped',
  disabled: 'skipped',
  pending: 'skipped',
} as const;

const JEST_TOTAL = /^Tests: +(?:\d+ \w+, )*\d+ total$/;
const JEST_SUITES = /^Test Suites: +(?:(\d+) failed, )?/;
/** The colour codes gone, the badge of a file reads ` FAIL  path` or `FAIL path (5.1 s)`. */
const FILE = /^(FAIL|PASS|RUNS) +(\S.*)$/;
const BULLET = /^● +(.+)$/;
/** Bullets that are no failures. */
const ASIDE = /^(?:Console|Cannot log after tests|.*Warning:?$|Deprecation|Validation|\d+ snapshot)/;
const BROKEN_SUITE = 'Test suite failed to run';

class JestReading implements Reading {
  private readonly ledger: Ledger;
  private file: string | null = null;
  private last: string | null = null;

  constructor(member: string) {
    this.ledger = new Ledger('jest', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    if (JEST_TOTAL.test(plain)) this.ledger.add(absentIsZero(numbersFirst(plain, words)));
    const suites = JEST_SUITES.exec(plain);
    if (suites && Number(suites[1] ?? 0) > 0) this.ledger.broken = true;
    const file = FILE.exec(plain);
    if (file) this.file = file[1] === 'FAIL' ? file[2] : null;
    const bullet = BULLET.exec(plain);
    if (bullet) return this.bullet(bullet[1], line);
    if (this.last === null || plain === '') return this.last !== null;
    this.ledger.explain(this.last, this.last === BROKEN_SUITE ? `${this.file}: ${plain}` : plain);
    this.last = null;
    return false;
  }

  private bullet(title: string, line: number): boolean {
    if (this.file === null || ASIDE.test(title)) return false;
    this.ledger.fail(title, line);
    this.last = title;
    return true;
  }

  /** Vitest and others use the same badges; without jest's own total nothing was jest's. */
  end() {
    return this.ledger.counts.ran === null ? null : this.ledger.end();
  }
}

export const jest: Tool = {
  framework: 'jest',
  cue: /^(?:Tests: +\d+ |Test Suites: +\d|(?:FAIL|PASS|RUNS) +\S|● )/,
  start: member => new JestReading(member),
};

const VITEST_TOTAL = /^Tests {1,}(?:\d+ \w+(?: \| )?)+(?: \(\d+\))?$/;
const VITEST_FILES = /^Test Files {1,}(?:(\d+) failed)?/;
/** ` FAIL  src/a.test.ts > suite > name`; a file that could not be loaded has no names behind it. */
const VITEST_CASE = /^FAIL +(?:\|[^|]*\| )?(\S+(?: > .+)?)(?: \[ .* \])?$/;

class VitestReading implements Reading {
  private readonly ledger: Ledger;
  private last: string | null = null;

  constructor(member: string) {
    this.ledger = new Ledger('vitest', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    const failed = VITEST_CASE.exec(plain);
    if (failed) {
      this.last = failed[1].replace(/ \[ .* \]$/, '');
      this.ledger.fail(this.last, line);
      return true;
    }
    if (VITEST_TOTAL.test(plain)) this.ledger.add(absentIsZero(numbersFirst(plain, words)));
    if (Number(VITEST_FILES.exec(plain)?.[1] ?? 0) > 0) this.ledger.broken = true;
    if (this.last !== null && plain !== '') this.ledger.explain(this.last, plain);
    this.last = null;
    return false;
  }

  end() {
    return this.ledger.counts.passed === null ? null : this.ledger.end();
  }
}

export const vitest: Tool = {
  framework: 'vitest',
  cue: /^(?:Tests {2,}\d+ \w+(?: \||$| \()|Test Files +\d|FAIL +\S)/,
  start: member => new VitestReading(member),
};
