/** Analysis: which regions of code are walked through otherwise than in the fault-free time. */
import type { Step } from './steps.ts';

/** What follows a statement, and how often. */
interface Fork {
  readonly service: string;
  readonly operation: string;
  readonly from: string;
  count: number;
  failing: number;
  readonly next: Map<string, Step[]>;
}

/** A statement that is followed by something else than before. */
export interface Shift {
  readonly service: string;
  readonly operation: string;
  readonly from: string;
  /** Bits: the divergence of what follows now from what used to follow. */
  readonly strength: number;
  /** What follows more often than before, the most telling first. */
  readonly gained: readonly Gain[];
  /** A step that used to follow, where another one did. */
  readonly lost: Step | null;
  /** Observations, of `all` since the moment the last ones. */
  readonly count: number;
  readonly all: number;
  readonly passingCount: number;
}

export interface Gain {
  readonly to: string;
  readonly steps: readonly Step[];
  readonly passing: number;
}

/** An eightfold change is as sure as any: beyond, the counts only tell how long was looked. */
const MOST_BITS = 3;
/** As many observations on both sides are half trusted. */
const FEW = 3;
/** Weaker shifts are chance. */
const LEAST = 0.05;

/** By `placeOf`; statements that were never met before tell nothing, what leads to them does. */
export function shiftsOf(now: readonly Step[], passing: readonly Step[]): Map<string, Shift> {
  const before = forksOf(passing);
  const shifts = new Map<string, Shift>();
  for (const [key, steps] of Map.groupBy(now, placeOf)) {
    const old = before.get(key);
    const shift = old && strongest(steps, old);
    if (shift && shift.strength > LEAST) shifts.set(key, shift);
  }
  return shifts;
}

/** Shares of the observations that are passed over at the beginning: a fault may set in some time after the moment. */
export const PASSED_OVER = [0, 0.2, 0.4, 0.6, 0.8];

function strongest(steps: readonly Step[], old: Fork): Shift | null {
  const ordered = steps.toSorted((a, b) => a.at - b.at);
  const shifts = PASSED_OVER.map(share => {
    const [[, fork]] = forksOf(ordered.slice(Math.floor(share * steps.length)));
    return shiftOf(fork, old);
  });
  const most = shifts.reduce((a, b) => ((b?.strength ?? 0) > (a?.strength ?? 0) ? b : a));
  return most && { ...most, all: steps.length };
}

/** Where in the code a step begins. */
export function placeOf({ service, operation, from }: Pick<Step, 'service' | 'operation' | 'from'>): string {
  return `${service}\n${operation}\n${from}`;
}

function forksOf(steps: readonly Step[]): Map<string, Fork> {
  const forks = new Map<string, Fork>();
  for (const step of steps) {
    const key = placeOf(step);
    let fork = forks.get(key);
    if (!fork) {
      const { service, operation, from } = step;
      forks.set(key, (fork = { service, operation, from, count: 0, failing: 0, next: new Map() }));
    }
    fork.count++;
    if (step.failing) fork.failing++;
    const alike = fork.next.get(step.to);
    if (alike) alike.push(step);
    else fork.next.set(step.to, [step]);
  }
  return forks;
}

function shiftOf(now: Fork, old: Fork): Shift | null {
  let divergence = 0;
  const gained: (Gain & { weight: number })[] = [];
  for (const [to, steps] of now.next) {
    const share = steps.length / now.count;
    const passing = old.next.get(to)?.length ?? 0;
    const bits = Math.max(-MOST_BITS, Math.min(MOST_BITS, Math.log2(share / expected(share, passing, old.count))));
    divergence += share * bits;
    if (bits > 0) gained.push({ to, steps, passing, weight: share * bits });
  }
  if (gained.length === 0) return null;
  // What has stopped failing recovers: it is no fault.
  const recovery = Math.max(0, old.failing / old.count - now.failing / now.count);
  const strength = divergence * (1 - recovery) * trust(now.count, old.count);
  const { service, operation, from, count } = now;
  gained.sort((a, b) => b.weight - a.weight);
  return { service, operation, from, strength, gained, lost: lostOf(now, old), count, all: count, passingCount: old.count };
}

/** The share in the fault-free time, drawn towards the present one as if by one observation more: little data tells of no change. */
function expected(share: number, passing: number, all: number): number {
  return (passing + share) / (all + 1);
}

/** Grows to one with the number of observations on either side. */
export function trust(now: number, old: number): number {
  const both = 1 / (1 / now + 1 / old);
  return both / (both + FEW);
}

/** The successor whose share fell most. */
function lostOf(now: Fork, old: Fork): Step | null {
  let [lost, most]: [Step | null, number] = [null, 0];
  for (const [to, steps] of old.next) {
    const fall = steps.length / old.count - (now.next.get(to)?.length ?? 0) / now.count;
    if (fall > most) [lost, most] = [steps[0], fall];
  }
  return lost;
}
