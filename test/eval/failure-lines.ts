/** Evaluation: the lines that explain a failed run, ranked by the product, in the format of the scorer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rankSuspects } from '../../src/engine/analyze/rank/rank.ts';
import { readingLogs } from './logs.ts';

interface Case {
  readonly case: string;
  readonly log: string;
  /** Log of a passing run of the same job. */
  readonly baseline: string | null;
}

/** `data` is a folder with `cases.jsonl` (case, log, baseline) and the logs it names, plain or gzip. */
export async function evaluate(data: string, progress: (words: string) => void): Promise<{ tool: string; results: unknown[] }> {
  const cases = readFileSync(join(data, 'cases.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(text => JSON.parse(text) as Case);
  const results: unknown[] = [];
  await readingLogs(data, async withLogs => {
    for (const [index, { case: name, log, baseline }] of cases.entries()) {
      progress(`${index + 1} of ${cases.length} logs`);
      const suspects = await withLogs(baseline ? [log, baseline] : [log], ([failed, ...good]) => rankSuspects(failed, good));
      results.push({ case: name, ranked: suspects.map(suspect => [suspect.line, suspect.endLine]) });
    }
  });
  return { tool: 'investigator', results };
}
