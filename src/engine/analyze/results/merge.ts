/** Analysis: the sum of what several tools, or several members, reported. */
import type { TestResults } from '../../../model/tests.ts';
import { type Counts, plus, type Tally } from './recogniser.ts';

type Status = TestResults['status'];

/** How a build ended, as far as it says. */
export interface Ending {
  readonly status: Status;
  /** It was stopped: tests that passed until then say nothing. */
  readonly cancelled?: boolean;
}

/** The tools of one member. Null when nothing is known at all. */
export function combine(tallies: readonly Tally[], ending: Ending): TestResults | null {
  if (tallies.length === 0 && ending.status === 'unknown') return null;
  return {
    frameworks: [...new Set(tallies.map(tally => tally.framework))],
    status: ending.status === 'unknown' ? byTests(tallies, ending) : ending.status,
    ...sum(tallies),
    failures: tallies.flatMap(tally => tally.failures),
  };
}

function byTests(tallies: readonly Tally[], { cancelled }: Ending): Status {
  if (tallies.some(tally => tally.broken || (tally.failed ?? 0) > 0)) return 'failed';
  if (cancelled) return 'unknown';
  return tallies.some(tally => (tally.ran ?? 0) > 0) ? 'passed' : 'unknown';
}

function sum(all: readonly Counts[]): Counts {
  const total: Counts = { ran: null, passed: null, failed: null, skipped: null };
  for (const counts of all) {
    total.ran = plus(total.ran, counts.ran);
    total.passed = plus(total.passed, counts.passed);
    total.failed = plus(total.failed, counts.failed);
    total.skipped = plus(total.skipped, counts.skipped);
  }
  return total;
}

/** Frameworks of report files, as against what tools print. */
const REPORT = /-xml$|^trx$|^ctrf /;

/**
 * Sum over members: failed when one of them failed. Report files that tell just what the logs beside them tell (as many
 * passed and failed) are left out. Null for an empty list.
 */
export function mergeResults(all: readonly TestResults[]): TestResults | null {
  if (all.length === 0) return null;
  const told = toldOnce(all);
  return {
    frameworks: [...new Set(told.flatMap(results => results.frameworks))],
    status: worst(all),
    ...sum(told),
    failures: told.flatMap(results => results.failures),
  };
}

function worst(all: readonly TestResults[]): Status {
  if (all.some(({ status }) => status === 'failed')) return 'failed';
  return all.some(({ status }) => status === 'passed') ? 'passed' : 'unknown';
}

function toldOnce(all: readonly TestResults[]): readonly TestResults[] {
  const isReport = ({ frameworks }: TestResults) => frameworks.some(framework => REPORT.test(framework));
  const logs = all.filter(results => !isReport(results));
  const [printed, reported] = [sum(logs), sum(all.filter(isReport))];
  const same = printed.passed !== null && printed.passed === reported.passed && printed.failed === reported.failed;
  return same ? logs : all;
}
