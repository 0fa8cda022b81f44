/** Evaluation: the fit of the weights finds out which features speak for a line. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { featureNames } from '../../src/engine/analyze/rank/features.ts';
import { rankSuspects } from '../../src/engine/analyze/rank/rank.ts';
import { weightsOf } from '../../src/engine/analyze/rank/score.ts';
import * as kept from '../../src/engine/analyze/rank/weights.ts';
import { memoryCorpus } from '../engine/analyze/memory-corpus.ts';
import { figuresOf, rankOf } from './fit/figures.ts';
import { type LogLines, linesOf, type Span } from './fit/lines.ts';
import { minimise } from './fit/minimise.ts';
import { fitWeights, loss } from './fit/regression.ts';
import { tableOf, textOf } from './fit/table.ts';

const LENGTH = 30;

/** Calm lines; `telling` stands at the 1-based line `at`. */
const logOf = (telling: string, at: number) =>
  memoryCorpus({
    'job.log': Array.from({ length: LENGTH }, (_, i) => (i + 1 === at ? telling : `Copying part ${i} to the store`)).join('\n'),
  });

/** Ten logs in which the given line alone explains the failure, each time elsewhere. */
const logsWith = (telling: string): LogLines[] =>
  Array.from({ length: 10 }, (_, i) => linesOf(logOf(telling, 2 * i + 5), [], [[2 * i + 5, 2 * i + 5]]));

describe('fitting the weights of ranking', () => {
  it('finds that a stated error speaks for its line, and what was never seen says nothing', () => {
    const { bias, cueWeights } = tableOf(fitWeights(logsWith('queue error: two owners of one slot')));
    assert.ok(cueWeights.error_colon[0] > 0.2, `${cueWeights.error_colon}`);
    assert.ok(cueWeights.error_colon.slice(1).every(weight => weight < cueWeights.error_colon[0]));
    assert.deepEqual(cueWeights.traceback, [0, 0, 0, 0, 0]);
    assert.ok(bias < 0, `${bias}`);
  });

  it('gives weights that ranking ranks by, and the same ones for the same logs', () => {
    const calmTelling = 'Deprecated: this is what explains it';
    const weights = weightsOf(tableOf(fitWeights(logsWith(calmTelling))));
    assert.equal(rankSuspects(logOf(calmTelling, 17), [], { weights })[0].line, 17);
    assert.deepEqual(weights, weightsOf(tableOf(fitWeights(logsWith(calmTelling)))));
  });

  it('reads only the lines that ranking looks at, and marks those of all spans', () => {
    const spans: Span[] = [
      [3, 4],
      [9, 9],
    ];
    const { ends, features, explains } = linesOf(logOf('x', 3), [], spans);
    assert.equal(explains.length, LENGTH);
    assert.deepEqual(
      [...explains.keys()].filter(row => explains[row] === 1),
      [2, 3, 8],
    );
    assert.equal(ends.at(-1), features.length);
  });

  it('writes the table as text that reads back the same', () => {
    const table = tableOf(fitWeights(logsWith('queue error: two owners of one slot')));
    const text = textOf(table);
    assert.equal(Number(/bias = (.+);/.exec(text)?.[1]), table.bias);
    const rows = [...text.matchAll(/^ {2}(\w+): (\[.*\]),$/gm)].map(([, name, values]) => [name, JSON.parse(values)]);
    assert.deepEqual(rows, Object.entries({ ...table.cueWeights, ...table.placeWeights }));
  });

  it('writes the table of the product, byte for byte in the same form', async () => {
    const source = await readFile(new URL('../../src/engine/analyze/rank/weights.ts', import.meta.url), 'utf8');
    assert.equal(textOf(kept), source);
  });

  it('has the slopes of its loss, as small steps along them show', () => {
    const logs = logsWith('queue error: two owners of one slot').slice(0, 2);
    const weights = Float64Array.from({ length: featureNames.length + 1 }, (_, i) => Math.sin(i));
    const at = (x: Float64Array) => loss(logs, x, new Float64Array(x.length));
    const gradient = new Float64Array(weights.length);
    loss(logs, weights, gradient);
    const step = 1e-5;
    for (const number of [...new Set(logs[0].features), featureNames.indexOf('traceback'), featureNames.length]) {
      const rise = at(weights.with(number, weights[number] + step)) - at(weights.with(number, weights[number] - step));
      assert.ok(
        Math.abs(rise / (2 * step) - gradient[number]) < 1e-6,
        `${number}: ${rise / (2 * step)}, not ${gradient[number]}`,
      );
    }
  });

  it('finds the least value of a curved valley', () => {
    const found = minimise(
      ([x, y], gradient) => {
        gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
        gradient[1] = 200 * (y - x * x);
        return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
      },
      2,
      200,
    );
    assert.ok(Math.hypot(found[0] - 1, found[1] - 1) < 1e-3, `${found}`);
  });

  it('counts cases and projects', () => {
    const spans: Span[] = [[5, 9]];
    const answers: Span[] = [
      [1, 4],
      [9, 12],
    ];
    assert.equal(rankOf(answers, spans), 2);
    assert.equal(rankOf(answers.slice(0, 1), spans), null);
    const cases = [1, 1, null].map((rank, i) => ({ project: i < 2 ? 'a' : 'b', rank }));
    assert.deepEqual(figuresOf(cases), [
      '3 cases: hit@1 0.667  hit@5 0.667  MRR 0.667',
      '2 projects: hit@1 0.500  hit@5 0.500  MRR 0.500',
    ]);
  });
});
