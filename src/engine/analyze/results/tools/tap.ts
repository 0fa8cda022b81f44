/** Analysis: TAP, the Test Anything Protocol (Perl, tape, node-tap, bats, node:test), and prove, which sums it up. */
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { patternTool } from './pattern.ts';

const POINT = /^(not )?ok (\d+)(?: -)?(?: (.*?))?$/;
const DIRECTIVE = /(?:^|[^\\])#\s*(skip|todo)\b/i;
const PLAN = /^1\.\.(\d+)/;
/** The comments at the end of tape, node-tap and node:test; they know subtests, which the points do not. */
const COMMENT = /^# (tests|pass|fail|skip|skipped|todo|cancelled) +(\d+)$/;
/** Comments of these may name a test of their own: at least two of them make a summary. */
const SUMMARY_FROM = 2;

class TapReading implements Reading {
  private readonly ledger: Ledger;
  private readonly points = { passed: 0, failed: 0, skipped: 0 };
  private readonly comments = new Map<string, number>();
  private planned = false;
  /** Tape names its groups in comments. */
  private last: string | null = null;

  constructor(member: string) {
    this.ledger = new Ledger('tap', member);
  }

  feed({ line, text, plain }: Cleaned): boolean {
    const comment = COMMENT.exec(text);
    if (comment) this.comments.set(comment[1], (this.comments.get(comment[1]) ?? 0) + Number(comment[2]));
    if (PLAN.test(text) || /^TAP version \d+$/.test(text)) this.planned = true;
    const point = POINT.exec(text);
    if (point) return this.point(point, line);
    if (this.last !== null && /^\s*(?:error|message|not ok):? /.test(text)) {
      this.ledger.explain(this.last, plain.replace(/^\w+: *['"|>-]*/, ''));
      this.last = null;
    }
    if (/^\s*\.\.\.$/.test(text)) this.last = null;
    return this.last !== null;
  }

  private point([, not, number, title = '']: RegExpExecArray, line: number): boolean {
    const directive = DIRECTIVE.exec(title)?.[1].toLowerCase();
    if (directive !== undefined) this.points.skipped++;
    else if (not) this.points.failed++;
    else this.points.passed++;
    if (!not || directive !== undefined) return false;
    this.last = title.trim() || `test ${number}`;
    this.ledger.fail(this.last, line);
    return true;
  }

  end() {
    if (!this.planned) return null;
    const { passed, failed, skipped } = this.points;
    const said = (word: string) => this.comments.get(word) ?? 0;
    const summed = this.comments.has('tests') && this.comments.size >= SUMMARY_FROM;
    if (summed)
      this.ledger.add({
        passed: said('pass'),
        failed: said('fail') + said('cancelled'),
        skipped: said('skip') + said('skipped') + said('todo'),
      });
    else this.ledger.add({ passed, failed, skipped });
    return this.ledger.counts.ran === 0 && this.ledger.counts.skipped === 0 ? null : this.ledger.end();
  }
}

export const tap: Tool = {
  framework: 'tap',
  cue: /^(?:(?:not )?ok \d+\b|1\.\.\d+(?:$| )|TAP version \d|# (?:tests|pass|fail|skip|skipped|todo|cancelled) +\d+$)/,
  start: member => new TapReading(member),
};

const number = (text: string | undefined) => Number(text ?? 0);

/** `Files=3, Tests=10, …` and `Result: FAIL`; failed files stand under "Test Summary Report". */
class ProveReading implements Reading {
  private readonly ledger: Ledger;
  private failed = 0;
  private died = 0;
  private all: number | null = null;

  constructor(member: string) {
    this.ledger = new Ledger('prove', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    const file = /^(\S+) +\(Wstat: (\d+).*? Tests: (\d+) Failed: (\d+)\)$/.exec(plain);
    if (file) this.file(file, line);
    const sum = /^Files=\d+, Tests=(\d+),/.exec(plain);
    if (sum) this.all = number(sum[1]) + (this.all ?? 0);
    if (/^Result: FAIL$/.test(plain)) this.ledger.broken = true;
    return false;
  }

  private file([, name, status, , failed]: RegExpExecArray, line: number): void {
    // A program that died without a failed test has failed as one.
    const died = number(status) !== 0 && number(failed) === 0;
    this.failed += died ? 1 : number(failed);
    this.died += died ? 1 : 0;
    if (died || number(failed) > 0) this.ledger.fail(name, line, `${failed} tests failed, exit status ${number(status) >> 8}`);
  }

  end() {
    if (this.all === null) return null;
    const ran = this.all + this.died;
    this.ledger.add({ ran, passed: ran - this.failed, failed: this.failed, skipped: null });
    return this.ledger.end();
  }
}

export const prove: Tool = {
  framework: 'prove',
  cue: /^(?:Files=\d+, Tests=\d+,|Result: (?:FAIL|PASS|NOTESTS)$|\S+ +\(Wstat: )/,
  covers: ['tap'],
  coarse: true,
  start: member => new ProveReading(member),
};

/** node-tap: `# { total: 5, pass: 4, fail: 1 }`; its terminal reporter: `Asserts:  1 failed, 4 passed, of 5`. */
export const nodeTap = patternTool({
  framework: 'node-tap',
  cue: /^(?:Asserts: +\d|# \{ total: \d)/,
  covers: ['tap'],
  summaries: [
    {
      pattern: /^Asserts: +(?:(\d+) failed, )?(?:(\d+) passed, )?(?:.*, )?of \d+$/,
      counts: ([, failed, passed]) => ({ passed: number(passed), failed: number(failed) }),
    },
    {
      pattern: /^# \{ total: \d+(?:, pass: (\d+))?(?:, fail: (\d+))?(?:, skip: (\d+))?/,
      counts: ([, passed, failed, skipped]) => ({ passed: number(passed), failed: number(failed), skipped: number(skipped) }),
    },
  ],
  failures: [/^not ok (?:\d+ )?- (?<name>(?!.*# (?:TODO|SKIP)).+)$/],
});
