/** Evaluation: `npm run eval -- TASK --data DIR --out FILE` runs the product's own functions over labelled data and writes the scorers' format. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

type Evaluate = (data: string, progress: (words: string) => void) => Promise<{ tool: string; results: unknown[] }>;

const tasks: Record<string, () => Promise<{ evaluate: Evaluate }>> = {
  templates: () => import('./templates.ts'),
  'failure-lines': () => import('./failure-lines.ts'),
  'ci-test-results': () => import('./ci-test-results.ts'),
  incidents: () => import('./incidents.ts'),
  'agent-failures': () => import('./agent-failures.ts'),
  'agent-outcomes': () => import('./agent-outcomes.ts'),
  source: () => import('./source.ts'),
  retrieval: () => import('./retrieval.ts'),
};

/** Tasks whose part of the product does not exist yet. */
const notYet = ['sequences'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, out: { type: 'string' } },
});
const [task] = positionals;
if (notYet.includes(task)) fail(`${task}: not yet`);
if (!(task in tasks) || !values.data || !values.out) {
  fail(
    `usage: npm run eval -- TASK --data DIR --out FILE\n  tasks: ${Object.keys(tasks).join(', ')}\n  not yet: ${notYet.join(', ')}`,
  );
}

const { evaluate } = await tasks[task]();
const started = performance.now();
const show = process.stderr.isTTY ? (words: string) => void process.stderr.write(`\r\u001b[2K${words}`) : everyTenth();
const results = await evaluate(values.data, show);
writeFileSync(values.out, JSON.stringify(results));
process.stderr.write(
  `\r\u001b[2K${results.results.length} results in ${((performance.now() - started) / 1000).toFixed(1)} s: ${values.out}\n`,
);

/** Away from a terminal one line of progress in ten seconds is enough. */
function everyTenth(): (words: string) => void {
  let last = performance.now();
  return words => {
    if (performance.now() - last < 10_000) return;
    last = performance.now();
    process.stderr.write(`${words}\n`);
  };
}

function fail(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(2);
}
