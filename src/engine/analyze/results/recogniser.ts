/** Analysis: what every recogniser of a test tool's output offers, and the ledger in which it books what it reads. */
import type { FailedTest } from '../../../model/tests.ts';

/** Failed tests kept per member and tool; `failed` still counts all of them. */
export const FAILURES_MAX = 1000;
/** Longer names and messages are cut. */
const WORDS_MAX = 500;

/** A line of a log as the recognisers see it. */
export interface Cleaned {
  /** 1-based. */
  readonly line: number;
  /** Without stamp, colours and carriage returns; the indentation is kept. */
  readonly text: string;
  /** The same without indentation and without the prefix of a surrounding tool (`[ERROR] `, `    [junit] `). */
  readonly plain: string;
}

export interface Counts {
  ran: number | null;
  passed: number | null;
  failed: number | null;
  skipped: number | null;
}

/** What one tool reported within one member. */
export interface Tally extends Counts {
  readonly framework: string;
  readonly failures: readonly FailedTest[];
  /** The tool says that it failed, whatever it counts (a suite that could not be loaded, a package that did not compile). */
  readonly broken: boolean;
}

export interface Tool {
  readonly framework: string;
  /** Anchored at the start of `plain`: the lines this tool wants while it has nothing open. */
  readonly cue: RegExp;
  /** For lines that only their end tells apart: what stands in `plain` before `FAILED`, `PASSED`, `<<< ERROR!` … */
  readonly tail?: RegExp;
  /** A text within the lines this tool wants beyond those, for lines that nothing else tells apart; `cue` must not look for it. */
  readonly holds?: string;
  /** Tools whose output this one encloses: their counts are dropped when this one has counted. */
  readonly covers?: readonly string[];
  /** Its names are of suites or files: those of the tools it covers tell more. */
  readonly coarse?: boolean;
  /** Tools whose output this one may repeat: they are dropped when they counted just the same. */
  readonly repeats?: readonly string[];
  /** Heard only where no other tool reports. */
  readonly fallback?: boolean;
  start(member: string): Reading;
}

/** The state of one tool within one member. */
export interface Reading {
  /** True when the next line is wanted too, whatever it says. */
  feed(line: Cleaned): boolean;
  end(): Tally | null;
}

/** Sums the runs of one tool and keeps its failed tests, each name once. */
export class Ledger {
  readonly framework: string;
  readonly counts: Counts = { ran: null, passed: null, failed: null, skipped: null };
  broken = false;
  private readonly member: string;
  private awaited: string | null = null;
  private readonly failures = new Map<string, FailedTest>();

  constructor(framework: string, member: string) {
    this.framework = framework;
    this.member = member;
  }

  /** Books one run. `ran` is derived from passed and failed where the tool does not state it. */
  add(run: Partial<Counts>): void {
    const failed = run.failed ?? null;
    const ran = run.ran ?? (run.passed == null ? null : run.passed + (failed ?? 0));
    this.counts.ran = plus(this.counts.ran, ran);
    this.counts.passed = plus(this.counts.passed, run.passed == null ? null : Math.max(0, run.passed));
    this.counts.failed = plus(this.counts.failed, failed);
    this.counts.skipped = plus(this.counts.skipped, run.skipped ?? null);
  }

  /** Books a failed test; a name that is known already keeps its first place. */
  fail(name: string, line: number, message?: string): void {
    this.failUnder(name, { name, line, message });
  }

  /** Books a failed test under a key that tells more than its name. */
  failUnder(key: string, { name, line, message }: { name: string; line: number; message?: string }): void {
    const known = key.trim().slice(0, WORDS_MAX);
    if (name.trim() === '' || this.failures.has(known) || this.failures.size >= FAILURES_MAX) return;
    const test: FailedTest = { name: name.trim().slice(0, WORDS_MAX), member: this.member, line };
    if (message?.trim()) test.message = message.trim().slice(0, WORDS_MAX);
    this.failures.set(known, test);
  }

  /** Adds the first line of the failure where it was not known when the test was booked. */
  explain(name: string, message: string): void {
    const test = this.failures.get(name.trim().slice(0, WORDS_MAX));
    if (test && test.message === undefined && message.trim() !== '') test.message = message.trim().slice(0, WORDS_MAX);
  }

  /** The next line that says something is the message of this failed test. */
  awaitMessage(name: string): void {
    this.awaited = name;
  }

  /** Whether a message is still to come; `hear` is to be told every line until then. */
  get awaiting(): boolean {
    return this.awaited !== null;
  }

  /** What follows is no message any more. */
  ceaseAwaiting(): void {
    this.awaited = null;
  }

  hear(plain: string): void {
    if (this.awaited === null || plain === '') return;
    this.explain(this.awaited, plain);
    this.awaited = null;
  }

  get names(): number {
    return this.failures.size;
  }

  /** Null when the tool was not seen to report anything. What a tool leaves out follows from what it states. */
  end(): Tally | null {
    const { counts } = this;
    const failures = [...this.failures.values()];
    const silent = counts.ran === null && counts.passed === null && counts.failed === null && counts.skipped === null;
    if (silent && failures.length === 0 && !this.broken) return null;
    const failed = counts.failed ?? (failures.length > 0 || counts.ran !== null ? failures.length : null);
    const passed = counts.passed ?? (counts.ran === null ? null : Math.max(0, counts.ran - failed!));
    return { framework: this.framework, ...counts, passed, failed, failures, broken: this.broken };
  }
}

/** Sum in which null is what is not known: it leaves the other side as it is. */
export function plus(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : a + b;
}
