/** Analysis: the part that a happening plays beside the cause. */

import { explains } from '../classify/explains.ts';
import type { Suspect } from '../opinions.ts';
import { isTeardown, reachOf, type Scene } from './cause.ts';
import { SKEW } from './retold.ts';
import type { Telling } from './telling.ts';

/** Below this score, what stands behind the cause and is explained by nothing is mere context. */
const TELLING = 0.3;

/** `since` is when the trigger began, ms UTC; null without one. */
export function roleIn(one: Telling, cause: Telling, scene: Scene & { since: number | null }): Suspect['role'] {
  if (one === cause) return 'cause';
  const [at, from] = [one.suspect.at, cause.suspect.at];
  if (at === null || from === null) return 'context';
  if (at < from - SKEW) return leadsTo(one, cause, { ...scene, at, from }) ? 'precursor' : 'context';
  if (isTeardown(one, scene) || scene.isUsual(one)) return 'context';
  const explained = cause.kind !== null && one.kind !== null && explains(cause.kind, one.kind);
  return explained || one.suspect.score >= TELLING ? 'echo' : 'context';
}

/** Of the cause's own host, or of a kind that brings such things about, and not long before; passing runs do not have it. */
function leadsTo(one: Telling, cause: Telling, scene: Scene & { since: number | null; at: number; from: number }): boolean {
  const earliest = scene.since ?? scene.from - reachOf(scene);
  if (scene.at < earliest || scene.isUsual(one)) return false;
  if (one.kind && cause.kind && explains(one.kind, cause.kind)) return true;
  return one.host === undefined || cause.host === undefined || one.host === cause.host;
}
