/** Analysis: go test, as text and as JSON events, with gotestsum and Ginkgo. */
import { objectIn } from '../../../../base/lenient.ts';
import { type Cleaned, Ledger, type Reading, type Tool } from '../recogniser.ts';
import { patternTool } from './pattern.ts';

const RESULT = /^--- (PASS|FAIL|SKIP): (\S+) \([\d.]+ ?s(?:econds)?\)$/;
const PACKAGE = /^(?:ok|FAIL|---) *\t(\S+)\s*(.*)$/;
const UNBUILT = /^\[(?:build|setup) failed\]/;
const RUN = /^=== RUN +\S/;
const VERDICTS = { pass: 'PASS', fail: 'FAIL', skip: 'SKIP' } as const;

interface Event {
  readonly Action: string;
  readonly Package?: string;
  readonly Test?: string;
}

class GoReading implements Reading {
  private readonly ledger: Ledger;
  private readonly counts = { PASS: 0, FAIL: 0, SKIP: 0 };
  private verbose = false;
  private any = false;

  constructor(member: string) {
    this.ledger = new Ledger('go', member);
  }

  feed({ line, plain }: Cleaned): boolean {
    if (plain.startsWith('{')) return this.event(plain, line);
    const result = RESULT.exec(plain);
    if (result) return this.book(result[1] as 'PASS', result[2], line);
    if (RUN.test(plain)) this.verbose = true;
    const tool = PACKAGE.exec(plain);
    if (tool) this.package(tool, line);
    this.ledger.hear(plain);
    return this.ledger.awaiting;
  }

  private package([text, name, rest]: RegExpExecArray, line: number): void {
    this.any = true;
    if (!text.startsWith('FAIL')) return;
    this.ledger.broken = true;
    if (UNBUILT.test(rest)) this.ledger.fail(name, line, rest);
  }

  /** Subtests and their parents are reported alike, and count alike. */
  private book(verdict: 'PASS' | 'FAIL' | 'SKIP', name: string, line: number): boolean {
    this.any = true;
    this.counts[verdict]++;
    if (verdict === 'PASS') this.verbose = true;
    if (verdict !== 'FAIL') return false;
    this.ledger.fail(name, line);
    this.ledger.awaitMessage(name);
    return true;
  }

  /** `{"Time":…,"Action":"fail","Package":"p","Test":"TestX","Elapsed":0.1}` of go test -json. */
  private event(plain: string, line: number): boolean {
    const event = objectIn(plain) as Event | null;
    if (!event || !(event.Action in VERDICTS)) return false;
    if (event.Test === undefined) {
      if (event.Action === 'fail') this.ledger.broken = true;
      return false;
    }
    this.verbose = true;
    return this.book(VERDICTS[event.Action as 'pass'], event.Test, line) && false;
  }

  /** Without -v only failures are printed: then nobody knows how many tests ran. */
  end() {
    if (!this.any) return null;
    const { PASS, FAIL, SKIP } = this.counts;
    if (this.verbose) this.ledger.add({ passed: PASS, failed: FAIL, skipped: SKIP });
    else if (FAIL > 0) this.ledger.add({ failed: FAIL });
    return this.ledger.end();
  }
}

export const go: Tool = {
  framework: 'go',
  cue: /^(?:--- (?:PASS|FAIL|SKIP): |(?:ok|FAIL) *\t\S|=== RUN +\S|\{"(?:Time|Action|ImportPath)":"[^}]*"Action":"(?:pass|fail|skip)"|\{"Action":"(?:pass|fail|skip)")/,
  start: member => new GoReading(member),
};

const number = (text: string | undefined) => Number(text ?? 0);

/** `DONE 5 tests, 1 skipped, 1 failure in 0.123s`; the tests themselves are printed in go's own form, or as `=== FAIL: pkg TestX (0.00s)`. */
export const gotestsum = patternTool({
  framework: 'gotestsum',
  cue: /^(?:DONE (?:\d+ runs?, )?\d+ tests?|=== FAIL: \S)/,
  covers: ['go'],
  summaries: [
    {
      pattern: /^DONE (?:\d+ runs?, )?(\d+) tests?(?:, (\d+) skipped)?(?:, (\d+) failures?)?(?:, (\d+) errors?)? in /,
      counts: ([, all, skipped, failed]) => ({
        ran: number(all) - number(skipped),
        passed: number(all) - number(skipped) - number(failed),
        failed: number(failed),
        skipped: number(skipped),
      }),
    },
  ],
  failures: [/^=== FAIL: (?:\S+ )(?<name>\S+)(?: \([\d.]+s\))?$/],
  explained: true,
});

/** `Ran 5 of 6 Specs in 0.1 seconds`, `FAIL! -- 4 Passed | 1 Failed | 0 Pending | 1 Skipped`. */
export const ginkgo = patternTool({
  framework: 'ginkgo',
  cue: /^(?:(?:FAIL|SUCCESS)! -- \d+ Passed|\[(?:Fail|FAIL|PANICKED|TIMEDOUT)\] )/,
  covers: ['go'],
  summaries: [
    {
      pattern: /^(?:FAIL|SUCCESS)! -- (\d+) Passed \| (\d+) Failed \|(?: \d+ Flaked \|)? (\d+) Pending \| (\d+) Skipped/,
      counts: ([, passed, failed, pending, skipped]) => ({
        passed: number(passed),
        failed: number(failed),
        skipped: number(pending) + number(skipped),
      }),
    },
  ],
  failures: [/^\[(?:Fail|FAIL|PANICKED|TIMEDOUT)\] (?:\[It\] )?(?<name>\S.*?)(?: \[It\] )?$/],
});
