/** Evaluation: finds the least value of a smooth function of many variables (L-BFGS with a weak Wolfe line search). */

/** The value at `x`; writes the gradient there into `gradient`. */
export type Smooth = (x: Float64Array, gradient: Float64Array) => number;

interface Point {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

interface Move {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  /** 1 / (x · gradient). */
  readonly rho: number;
}

/** Moves from which the curvature is known. */
const MEMORY = 10;
/** A step must win so much of what the slope promises, and leave at most so much of the slope. */
const GAIN = 1e-4;
const SLOPE = 0.9;
const TRIES = 30;
/** It is done when a step wins less than this share of the value. */
const ENOUGH = 1e-9;

/** From zero, at most `steps` steps. Deterministic. After Nocedal and Wright, Numerical Optimization, algorithm 7.5. */
export function minimise(smooth: Smooth, size: number, steps: number): Float64Array {
  const at = (x: Float64Array): Point => {
    const gradient = new Float64Array(size);
    return { x, value: smooth(x, gradient), gradient };
  };
  const moves: Move[] = [];
  let here = at(new Float64Array(size));
  for (let step = 0; step < steps; step++) {
    const direction = directionFrom(here.gradient, moves);
    const first = step === 0 ? 1 / Math.max(1, Math.sqrt(dot(here.gradient, here.gradient))) : 1;
    const next = search(at, here, { direction, first });
    const x = next.x.map((value, i) => value - here.x[i]);
    const gradient = next.gradient.map((value, i) => value - here.gradient[i]);
    const curvature = dot(x, gradient);
    if (curvature > 1e-12) moves.push({ x, gradient, rho: 1 / curvature });
    if (moves.length > MEMORY) moves.shift();
    const won = here.value - next.value;
    here = next;
    if (won <= ENOUGH * Math.max(1, Math.abs(here.value))) break;
  }
  return here.x;
}

/** Against the gradient, bent by the curvature that the last moves have shown. */
function directionFrom(gradient: Float64Array, moves: readonly Move[]): Float64Array {
  const direction = gradient.map(value => -value);
  const shares: number[] = [];
  for (const move of moves.toReversed()) {
    const share = move.rho * dot(move.x, direction);
    shares.push(share);
    add(direction, move.gradient, -share);
  }
  const last = moves.at(-1);
  if (last) scale(direction, 1 / (last.rho * dot(last.gradient, last.gradient)));
  for (const move of moves) add(direction, move.x, (shares.pop() as number) - move.rho * dot(move.gradient, direction));
  return direction;
}

/** Halves and doubles the step until it is neither too long nor too short. */
function search(at: (x: Float64Array) => Point, here: Point, how: { direction: Float64Array; first: number }): Point {
  const slope = dot(here.gradient, how.direction);
  let [low, high, step] = [0, Number.POSITIVE_INFINITY, how.first];
  let best = here;
  for (let tries = 0; tries < TRIES; tries++) {
    const next = at(here.x.map((value, i) => value + step * how.direction[i]));
    if (next.value > here.value + GAIN * step * slope) high = step;
    else {
      best = next;
      if (dot(next.gradient, how.direction) >= SLOPE * slope) break;
      low = step;
    }
    step = high === Number.POSITIVE_INFINITY ? 2 * low : (low + high) / 2;
  }
  return best;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i] += times * what[i];
}

function scale(what: Float64Array, times: number): void {
  for (let i = 0; i < what.length; i++) what[i] *= times;
}
