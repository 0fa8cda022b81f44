/** Analysis tests: a log written down as text, read as one member. */
import { readResults } from '../../../../src/engine/analyze/results/read.ts';

export function readLog(text: string) {
  return readResults(
    'build.log',
    text.split('\n').map((line, at) => ({ line: at + 1, text: line })),
  );
}

/** The counts of a log in the order ran, passed, failed, skipped, behind the frameworks. */
export function countsOf(text: string): string {
  const found = readLog(text);
  return found ? [found.frameworks.join('+'), found.ran, found.passed, found.failed, found.skipped].join(' ') : 'nothing';
}

export function namesOf(text: string): string[] {
  return readLog(text)?.failures.map(test => test.name) ?? [];
}
