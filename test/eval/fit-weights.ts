/** Evaluation: fits the weights by which ranking scores lines anew, and says how well they rank projects they were not fitted on. */

/*
 * How to refit, after a change of the cues or features or with more data:
 *   node test/eval/fit-weights.ts --data DIR --out src/engine/analyze/rank/weights.ts [--folds 5]
 * DIR holds `cases.jsonl` (case, source, project, log, and baseline: a log of a passing run, or null), the logs it names, and
 * `truth/cases.jsonl` (case, and golds: each has the spans of lines that explain the failure). Write to another file first, and keep
 * it only when the printed figures are no worse than those of the last fit: they are of projects that the fold's weights have not
 * seen, while `npm run eval -- failure-lines` on the same data flatters the weights. The same data gives the same file.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rankSuspects } from '../../src/engine/analyze/rank/rank.ts';
import { weightsOf } from '../../src/engine/analyze/rank/score.ts';
import { figuresOf, type Ranked, rankOf } from './fit/figures.ts';
import { type LogLines, linesOf, type Span } from './fit/lines.ts';
import { fitWeights } from './fit/regression.ts';
import { tableOf, textOf } from './fit/table.ts';
import { readingLogs, type WithLogs } from './logs.ts';

interface Case {
  readonly case: string;
  readonly source: string;
  readonly project: string;
  /** The failed log, then possibly one of a passing run. */
  readonly logs: readonly string[];
  readonly spans: readonly Span[];
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, folds: { type: 'string', default: '5' } },
});
const folds = Number(values.folds);
if (!values.data || !values.out || !(Number.isInteger(folds) && (folds === 0 || folds > 1))) {
  process.stderr.write(
    'usage: node test/eval/fit-weights.ts --data DIR --out FILE [--folds 5]   (0: without cross-validation)\n',
  );
  process.exit(2);
}
await readingLogs(values.data, withLogs => refit(casesOf(values.data as string), values.out as string, withLogs));

async function refit(cases: readonly Case[], out: string, withLogs: WithLogs): Promise<void> {
  const lines: LogLines[] = [];
  for (const one of cases) lines.push(await withLogs(one.logs, ([log, ...good]) => linesOf(log, good, one.spans)));
  tell(`${lines.reduce((sum, log) => sum + log.ends.length, 0)} lines of ${cases.length} logs`);
  if (folds > 0) await validate(cases, lines, withLogs);
  writeFileSync(out, textOf(tableOf(fitWeights(lines))));
  tell(`written: ${out}`);
}

/** Ranks the cases of each fold by weights that were fitted on the others; a project is never in two folds. */
async function validate(cases: readonly Case[], lines: readonly LogLines[], withLogs: WithLogs): Promise<void> {
  const foldOf = foldsOf(cases);
  const ranked: (Ranked & { source: string })[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const weights = weightsOf(tableOf(fitWeights(lines.filter((_, i) => foldOf[i] !== fold))));
    for (const one of cases.filter((_, i) => foldOf[i] === fold)) {
      const suspects = await withLogs(one.logs, ([log, ...good]) => rankSuspects(log, good, { weights }));
      const answers = suspects.map(suspect => [suspect.line, suspect.endLine] as const);
      ranked.push({ source: one.source, project: projectOf(one), rank: rankOf(answers, one.spans) });
    }
    tell(`fold ${fold + 1} of ${folds}`);
  }
  for (const [source, own] of Map.groupBy(ranked, one => one.source)) for (const row of figuresOf(own)) tell(`${source}, ${row}`);
  for (const row of figuresOf(ranked)) tell(`all, ${row}`);
}

/** Projects are dealt out in the order of a hash, so that the folds are the same each time and alike in kind. */
function foldsOf(cases: readonly Case[]): number[] {
  const hash = (project: string) => createHash('md5').update(project).digest('hex');
  const projects = [...new Set(cases.map(projectOf))].sort((a, b) => (hash(a) < hash(b) ? -1 : 1));
  return cases.map(one => projects.indexOf(projectOf(one)) % folds);
}

function projectOf(one: Case): string {
  return one.source + one.project;
}

function casesOf(data: string): Case[] {
  const read = (path: string) =>
    readFileSync(join(data, path), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(text => JSON.parse(text));
  const spans = new Map<string, Span[]>(
    read('truth/cases.jsonl').map(one => [one.case, one.golds.flatMap((gold: { spans: Span[] }) => gold.spans)]),
  );
  return read('cases.jsonl').map(({ case: name, source, project, log, baseline }) => {
    return { case: name, source, project, logs: baseline ? [log, baseline] : [log], spans: spans.get(name) ?? [] };
  });
}

function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}
