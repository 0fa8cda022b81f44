/** Evaluation: test results out of raw CI logs, in the format of the scorer; everything is read by the product. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readResults } from '../../src/engine/analyze/results/read.ts';
import type { TestResults } from '../../src/model/tests.ts';

interface Case {
  readonly id: string;
  readonly log: string;
}

/** `data` is a folder with `cases.jsonl` (id, log) and the logs it names, plain or gzip. */
export async function evaluate(data: string, progress: (words: string) => void): Promise<{ tool: string; results: unknown[] }> {
  const cases = readFileSync(join(data, 'cases.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(text => JSON.parse(text) as Case);
  const results = cases.map(({ id, log }, index) => {
    progress(`${index + 1} of ${cases.length} logs`);
    return { id, ...asScored(readResults(log, linesOf(join(data, log)))) };
  });
  return { tool: 'investigator', results };
}

/** Lines end with LF; with CR in a file without any LF, as the reader has it. */
function* linesOf(path: string): Iterable<{ line: number; text: string }> {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  let line = 0;
  for (const part of text.split(text.includes('\n') ? '\n' : '\r')) yield { line: ++line, text: part };
}

/**
 * The scorer's terms: nothing reported counts as 0; skipped tests that a tool counts as run are among the passed;
 * Python modules are dotted (`a.b::test` for `a/b.py::test`).
 */
function asScored(found: TestResults | null) {
  const { ran, passed, failed, skipped } = {
    ran: found?.ran ?? 0,
    passed: found?.passed ?? 0,
    failed: found?.failed ?? 0,
    skipped: found?.skipped ?? 0,
  };
  return {
    status: found?.status ?? 'unknown',
    ran,
    passed: passed + failed + skipped === ran ? passed + skipped : passed,
    failed,
    skipped,
    failedTests: (found?.failures ?? []).map(test =>
      test.name.replace(/^[\w./-]+\.py(?=::|$)/, path => path.slice(0, -3).replaceAll('/', '.')),
    ),
  };
}
