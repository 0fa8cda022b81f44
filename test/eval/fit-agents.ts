/** Evaluation: fits the weights by which the decisive step and the outcome of agent runs are judged, and says how they do on questions not fitted on. */

/*
 * How to refit: node test/eval/fit-agents.ts --failures DIR --outcomes DIR --out src/engine/analyze/agents/decisive/weights.ts
 * The folders are those of `npm run eval -- agent-failures` and `agent-outcomes`. Each question or task is left out once with all of its runs: the printed
 * figures are of runs that the weights were not fitted on; the choice of the features saw all of them. The same data gives the same file.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { courseOf, type Feature, featureNames, sightsOf } from '../../src/engine/analyze/agents/decisive/features.ts';
import { rankActs } from '../../src/engine/analyze/agents/decisive/transcript.ts';
import { estimateOutcome, outcomeFeatures, outcomeNames } from '../../src/engine/analyze/agents/outcome.ts';
import { failureCases, outcomeCases, sameAgent, wilson } from './agent-cases.ts';
import { minimise } from './fit/minimise.ts';

const { values } = parseArgs({
  options: {
    failures: { type: 'string' },
    outcomes: { type: 'string' },
    out: { type: 'string' },
  },
});
if (!values.failures || !values.outcomes || !values.out) {
  process.stderr.write('usage: node test/eval/fit-agents.ts --failures DIR --outcomes DIR --out FILE\n');
  process.exit(2);
}
const PENALTY = 1;
/** What speaks for itself weighs so much where no run of the data shows it; the data moves it from there. */
const PRIOR: Readonly<Partial<Record<Feature, number>>> = {
  contradicts: 2,
  ignores: 1,
  concludes: 1,
  astray: 1,
  loops: 0.5,
  departs: 0.5,
};

type Failure = ReturnType<typeof failureCases>[number];
type Outcome = ReturnType<typeof outcomeCases>[number];
const failures = failureCases(values.failures);
const outcomes = outcomeCases(values.outcomes);
validateSteps();
validateOutcomes();
writeFileSync(values.out, fileOf(fitSteps(failures), fitOutcomes(outcomes)));

/** Softmax regression over the acts of each run. */
function fitSteps(cases: readonly Failure[]): Record<string, number> {
  const runs = cases.flatMap(({ run, label }) => {
    const found = sightsOf(courseOf(run));
    const truth = found.findIndex(({ at }) => at === label.step);
    return truth < 0 ? [] : [{ truth, rows: found.map(({ features }) => featureNames.map(name => features[name])) }];
  });
  const best = minimise(
    (x, gradient) => {
      let loss = 0;
      gradient.fill(0);
      for (const [i, w] of x.entries()) {
        const off = w - (PRIOR[featureNames[i]] ?? 0);
        loss += (PENALTY / 2) * off * off;
        gradient[i] = PENALTY * off;
      }
      for (const { rows, truth } of runs) {
        const odds = rows.map(row => Math.exp(row.reduce((sum, value, i) => sum + value * x[i], 0)));
        const all = odds.reduce((sum, one) => sum + one, 0);
        loss -= Math.log(odds[truth] / all);
        for (const [nth, row] of rows.entries())
          for (const [i, value] of row.entries()) gradient[i] += value * (odds[nth] / all - (nth === truth ? 1 : 0));
      }
      return loss;
    },
    featureNames.length,
    200,
  );
  return Object.fromEntries(featureNames.map((name, i) => [name, rounded(best[i])]));
}

/** Logistic regression in which both outcomes weigh the same. */
function fitOutcomes(cases: readonly Outcome[]): Record<string, number> {
  const rows = cases.map(({ run, label }) => ({ x: rowOf(run), failed: label === 'failure' }));
  const share = rows.filter(row => row.failed).length / rows.length;
  const best = minimise(
    (x, gradient) => {
      let loss = 0;
      for (const [i, w] of x.entries()) {
        gradient[i] = i === 0 ? 0 : PENALTY * w;
        if (i > 0) loss += (PENALTY / 2) * w * w;
      }
      for (const row of rows) {
        const weight = 0.5 / (row.failed ? share : 1 - share);
        const odds = row.x.reduce((sum, value, i) => sum + value * x[i], 0);
        loss += weight * Math.log1p(Math.exp(row.failed ? -odds : odds));
        for (const [i, value] of row.x.entries())
          gradient[i] += weight * value * (1 / (1 + Math.exp(-odds)) - (row.failed ? 1 : 0));
      }
      return loss;
    },
    outcomeNames.length + 1,
    200,
  );
  return Object.fromEntries(['bias', ...outcomeNames].map((name, i) => [name, rounded(best[i])]));
}

function rowOf(run: Outcome['run']): number[] {
  const features = outcomeFeatures(run);
  return [1, ...outcomeNames.map(name => features[name])];
}

function validateSteps(): void {
  const hits = new Map<string, { n: number; agent: number; step: number }>();
  for (const [group, own] of Map.groupBy(failures, one => one.label.group)) {
    const weights = fitSteps(failures.filter(one => one.label.group !== group));
    for (const { run, label } of own) {
      const [first] = rankActs(courseOf(run), weights);
      const kind = hits.get(label.kind) ?? { n: 0, agent: 0, step: 0 };
      hits.set(label.kind, kind);
      kind.n++;
      if (sameAgent(first.agent, label.agent)) kind.agent++;
      if (first.index === label.step) kind.step++;
    }
  }
  for (const [kind, { n, agent, step }] of hits) tell(`${kind}: n ${n}, agent ${wilson(agent, n)}, step ${wilson(step, n)}`);
}

function validateOutcomes(): void {
  const told = outcomes.map(({ run, label, group }) => {
    const weights = fitOutcomes(outcomes.filter(one => one.group !== group));
    return { label, told: estimateOutcome(run, weights).label };
  });
  const f1 = ['success', 'failure'].map(name => {
    const right = told.filter(one => one.label === name && one.told === name).length;
    return (2 * right) / (told.filter(one => one.label === name).length + told.filter(one => one.told === name).length);
  });
  const right = told.filter(one => one.label === one.told).length;
  tell(`outcomes: n ${told.length}, macro-F1 ${((f1[0] + f1[1]) / 2).toFixed(3)}, accuracy ${wilson(right, told.length)}`);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function tell(words: string): void {
  process.stdout.write(`${words}\n`);
}

function fileOf(steps: Record<string, number>, outcome: Record<string, number>): string {
  const row = (record: Record<string, number>) =>
    `{ ${Object.entries(record)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', ')} }`;
  return `/** Analysis, agents: what each feature of an act adds to the odds that it is the decisive one, and of a run that it failed. */

// Written by test/eval/fit-agents.ts, which says how to refit them; not by hand.

export const stepWeights: Readonly<Record<string, number>> = ${row(steps)};

export const outcomeWeights: Readonly<Record<string, number>> = ${row(outcome)};
`;
}
