/** Analysis: chooses among happenings the one that began the failing story: credible, early, and explained by no other. */
import type { Category } from '../../../model/category.ts';
import { linksBetween } from '../classify/explains.ts';
import { SKEW } from './retold.ts';
import type { Telling } from './telling.ts';

export interface Scene {
  /** Milliseconds from the run's first stamp to its last. */
  readonly length: number;
  /** When the event came that ended the test; what stands behind it is tear-down. */
  readonly killedAt: number | null;
  /** Whether passing runs say the same nearly as often. */
  readonly isUsual: (telling: Telling) => boolean;
}

/** Longer chains of causes explain anything; one that is true has its links in the logs. */
const LINKS = 2;
/** What explains another may be so much less striking, in log-odds. */
const CREDIBLE = 3.5;
/** The same for another happening of the same kind, of which the first began. */
const COMPARABLE = 1;
/** Of two of one kind and one moment, that with the words that are surer by so much. */
const SURER = 0.05;
/** A cause works so long: a share of the run, and at least so many milliseconds. */
const REACH = 0.1;
const LEAST_REACH = 600_000;

/** Taken from the strength of what is hardly ever a cause. */
const TEARDOWN = 4;
const USUAL = 2.5;
const RETOLD = 0.7;
const REPORTED = 2;
const LOUD = 1;

/** Kinds that tell that something was noticed, rather than what happened. */
export const noticed: ReadonlySet<Category> = new Set([
  'test_timeout',
  'stress_command',
  'assertion',
  'quorum_lost',
  'cancelled',
]);

export function findCause(tellings: readonly Telling[], scene: Scene): Telling | null {
  const weighed = tellings.map(telling => ({ telling, weight: weigh(telling, scene) }));
  const open = weighed.filter(one => !weighed.some(other => accountsFor(other, one, scene)));
  const candidates = open.length > 0 ? open : weighed;
  return (
    candidates.reduce<(typeof weighed)[number] | null>((best, next) => (best && best.weight >= next.weight ? best : next), null)
      ?.telling ?? null
  );
}

interface Weighed {
  readonly telling: Telling;
  readonly weight: number;
}

function weigh(telling: Telling, scene: Scene): number {
  const { hands, strength, kind } = telling;
  const retold = hands >= 5 ? REPORTED : hands >= 2 ? RETOLD : 0;
  return (
    strength -
    retold -
    (isTeardown(telling, scene) ? TEARDOWN : 0) -
    (scene.isUsual(telling) ? USUAL : 0) -
    (kind && noticed.has(kind) ? LOUD : 0)
  );
}

/** Behind the event that ended the test. */
export function isTeardown({ suspect }: Telling, { killedAt }: Scene): boolean {
  return killedAt !== null && suspect.at !== null && suspect.at > killedAt + SKEW;
}

/** Whether one happening brought about the other, as far as kinds, times and hosts tell. */
function accountsFor(cause: Weighed, effect: Weighed, scene: Scene): boolean {
  const [one, other] = [cause.telling, effect.telling];
  if (one === other || !one.kind || !other.kind || one.suspect.at === null || other.suspect.at === null) return false;
  if (scene.isUsual(one)) return false;
  const after = other.suspect.at - one.suspect.at;
  if (after < -SKEW || after > reachOf(scene)) return false;
  if (one.kind !== other.kind) return cause.weight >= effect.weight - CREDIBLE && linksBetween(one.kind, other.kind) <= LINKS;
  const first = after > SKEW || (after >= -SKEW && one.sure >= other.sure + SURER);
  return first && one.host !== other.host && cause.weight >= effect.weight - COMPARABLE;
}

/** How long after a cause its consequences may come, ms. */
export function reachOf({ length }: Scene): number {
  return Math.max(LEAST_REACH, REACH * length);
}
