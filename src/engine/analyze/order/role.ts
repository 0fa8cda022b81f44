/** Analysis: the part that a happening plays beside the cause. */

import { explains } from '../classify/explains.ts';
import type { Suspect } from '../opinions.ts';
import { isTeardown, noticed, reachOf, type Scene } from './cause.ts';
import { SKEW } from './retold.ts';
import type { Telling } from './telling.ts';

/** Below this score, what stands behind the cause and is explained by nothing is mere context. */
const TELLING = 0.3;
/** What a host says so long (ms) before its failure, or in such a share of the run, may have led to it. */
const PRELUDE = 1_800_000;
const PRELUDE_SHARE = 0.25;
/** Share of the run within which the order of two happenings of different logs is not sure. */
const MOMENT = 0.005;

export interface Plot extends Scene {
  /** When the trigger began, ms UTC; null without one. */
  readonly since: number | null;
}

interface Timed extends Plot {
  /** When the suspect and the cause stand, ms UTC. */
  readonly at: number;
  readonly from: number;
}

export function roleIn(one: Telling, cause: Telling, scene: Plot): Suspect['role'] {
  if (one === cause) return 'cause';
  const [at, from] = [one.suspect.at, cause.suspect.at];
  if (at === null || from === null) return 'context';
  if (at < from - SKEW) return roleBefore(one, cause, { ...scene, at, from });
  if (scene.isUsual(one)) return 'context';
  if (isTeardown(one, scene)) return reports(one, cause) ? 'echo' : 'context';
  const explained = cause.kind !== null && one.kind !== null && explains(cause.kind, one.kind);
  return explained || one.suspect.score >= TELLING ? 'echo' : 'context';
}

/** Of what stands behind the end of the test only its report, and what tells the cause once more, belong to the story. */
function reports(one: Telling, cause: Telling): boolean {
  return one.event === 'TestFrameworkEvent' || (one.kind !== null && one.kind === cause.kind);
}

/** What was noticed a moment before the line that tells the cause best is an echo all the same. */
function roleBefore(one: Telling, cause: Telling, scene: Timed): Suspect['role'] {
  const justBefore = scene.from - scene.at <= MOMENT * scene.length;
  if (justBefore && one.kind && cause.kind && noticed.has(one.kind) && explains(cause.kind, one.kind)) return 'echo';
  if (leadsTo(one, cause, scene)) return 'precursor';
  return justBefore && one.suspect.role === 'echo' && !scene.isUsual(one) ? 'echo' : 'context';
}

/** Of the cause's own host or log, or of a kind that brings such things about, and not long before; passing runs do not have it. */
function leadsTo(one: Telling, cause: Telling, scene: Timed): boolean {
  if (scene.isUsual(one)) return false;
  const before = scene.from - scene.at;
  const near = scene.since === null ? before <= reachOf(scene) : scene.at >= scene.since;
  if (one.kind && cause.kind && near && explains(one.kind, cause.kind)) return true;
  if (near && one.suspect.member === cause.suspect.member) return true;
  return one.host !== undefined && one.host === cause.host && (near || before <= Math.max(PRELUDE, PRELUDE_SHARE * scene.length));
}
