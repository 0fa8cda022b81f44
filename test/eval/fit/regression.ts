/** Evaluation: L2-regularised logistic regression over the lines of logs, each log counting the same, however long it is. */
import { featureNames } from '../../../src/engine/analyze/rank/features.ts';
import type { LogLines } from './lines.ts';
import { minimise } from './minimise.ts';

/** On the squares of the weights; the bias is free. */
const L2 = 3e-3;
/** How much the odds of single lines count beside which lines of a log are the best. */
const ALPHA = 5;
/** All lines of a log that explain nothing weigh so much, all that explain the failure weigh 1; no line weighs more than 1. */
const OTHERS = 3;
const STEPS = 100;
const BIAS = featureNames.length;

/** Weight of each feature, by number, then the bias. */
export function fitWeights(logs: readonly LogLines[]): Float64Array {
  return minimise((weights, gradient) => loss(logs, weights, gradient), BIAS + 1, STEPS);
}

/** Mean over the logs, with the penalty; adds its slopes to `gradient`, which is zero before. */
export function loss(logs: readonly LogLines[], weights: Float64Array, gradient: Float64Array): number {
  let sum = 0;
  for (const log of logs) {
    const scores = scoresOf(log, weights);
    const slopes = new Float64Array(scores.length);
    sum += bestLoss(log, scores, slopes) + ALPHA * oddsLoss(log, { scores, bias: weights[BIAS] }, slopes);
    spread(log, slopes, gradient);
  }
  for (let i = 0; i <= BIAS; i++) gradient[i] /= logs.length;
  let penalty = 0;
  for (let i = 0; i < BIAS; i++) {
    penalty += L2 * weights[i] * weights[i];
    gradient[i] += 2 * L2 * weights[i];
  }
  return sum / logs.length + penalty;
}

function scoresOf({ features, ends }: LogLines, weights: Float64Array): Float64Array {
  const scores = new Float64Array(ends.length);
  let at = 0;
  for (let line = 0; line < ends.length; line++) {
    for (; at < ends[line]; at++) scores[line] += weights[features[at]];
  }
  return scores;
}

/** Surprise that the best line, drawn by the exponentials of the scores, explains the failure; 0 where no line does. */
function bestLoss({ explains }: LogLines, scores: Float64Array, slopes: Float64Array): number {
  if (!explains.includes(1)) return 0;
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const shares = scores.map(score => Math.exp(score - most));
  let all = 0;
  let right = Number.MIN_VALUE;
  for (let line = 0; line < shares.length; line++) {
    all += shares[line];
    if (explains[line] === 1) right += shares[line];
  }
  for (let line = 0; line < shares.length; line++) {
    slopes[line] += shares[line] / all - (explains[line] === 1 ? shares[line] / right : 0);
  }
  return Math.log(all) - Math.log(right);
}

/** Cross entropy of the single lines, adding its slopes times ALPHA. */
function oddsLoss(
  { explains }: LogLines,
  { scores, bias }: { scores: Float64Array; bias: number },
  slopes: Float64Array,
): number {
  const positive = explains.reduce((sum, one) => sum + one, 0);
  const weight = [Math.min(1, OTHERS / Math.max(1, explains.length - positive)), 1 / Math.max(1, positive)];
  let sum = 0;
  for (let line = 0; line < scores.length; line++) {
    const odds = scores[line] + bias;
    const wrong = explains[line] === 1 ? -odds : odds;
    // log(1 + e^wrong) without overflow.
    sum += weight[explains[line]] * (Math.max(0, wrong) + Math.log1p(Math.exp(-Math.abs(wrong))));
    slopes[line] += ALPHA * weight[explains[line]] * (1 / (1 + Math.exp(-odds)) - explains[line]);
  }
  return sum;
}

/** Adds the slopes of lines to those of their features and of the bias (where those of the best line add up to nothing). */
function spread({ features, ends }: LogLines, slopes: Float64Array, gradient: Float64Array): void {
  let at = 0;
  for (let line = 0; line < ends.length; line++) {
    for (; at < ends[line]; at++) gradient[features[at]] += slopes[line];
    gradient[BIAS] += slopes[line];
  }
}
