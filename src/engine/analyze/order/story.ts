/** Analysis: puts suspects of all members in the order of one story: the cause, what led to it, what followed from it. */
import type { Corpus } from '../../../model/corpus.ts';
import { levelled } from '../compare/compare.ts';
import type { Moment, Suspect } from '../opinions.ts';
import { divide } from '../rank/kind.ts';
import { findCause, type Scene } from './cause.ts';
import { originFinder } from './origin.ts';
import { joinTellings } from './retold.ts';
import { roleIn } from './role.ts';
import { type Telling, tell } from './telling.ts';
import { triggerOf } from './trigger.ts';

export interface StoryInput {
  readonly corpus: Corpus;
  /** As rankSuspects gives them. */
  readonly suspects: readonly Suspect[];
  readonly moments: readonly Moment[];
  /** Passing runs of the same job, possibly none. */
  readonly good: readonly Corpus[];
}

/** Below this score nothing is called a cause. */
const CREDIBLE = 0.5;
/** What is no part of the story steps behind what is, by this factor; so does the trigger behind the cause. */
const ASIDE = 0.6;
const TRIGGER = 0.9;
/** What stands so many times as often as in passing runs is no longer usual. */
const MORE = 4;

/**
 * The suspects with their roles, the one that began the failing story first; those that tell the same happening are joined, and
 * the nemesis that was going on is added as the trigger. A run whose suspects stand in no journal keeps the order of the ranking.
 */
export function orderStory(input: StoryInput): Suspect[] {
  const { corpus, suspects, moments } = input;
  if (!isStory(corpus, suspects)) return [...suspects];
  const scene = sceneOf(input);
  const atOrigin = originFinder(corpus, moments);
  const tellings = joinTellings(suspects.map(suspect => atOrigin(tell(corpus, suspect))));
  const cause = findCause(tellings, scene);
  if (!cause || cause.suspect.at === null) return [...suspects];
  const trigger = triggerOf(corpus, moments, cause);
  const roles = new Map(tellings.map(one => [one, roleIn(one, cause, { ...scene, since: trigger?.at ?? null })]));
  const rest = tellings.filter(one => one !== cause);
  const best = Math.max(...tellings.map(one => one.suspect.score));
  const first = { ...cause.suspect, score: best, role: best >= CREDIBLE ? ('cause' as const) : ('context' as const) };
  const others = rest.map(one => played(one.suspect, roles.get(one) ?? 'context'));
  const before = trigger && first.role === 'cause' ? [{ ...trigger, score: best * TRIGGER }] : [];
  return [first, ...[...before, ...others].sort((a, b) => b.score - a.score)];
}

/** Several logs, and at least one of them a journal whose records have times. */
function isStory(corpus: Corpus, suspects: readonly Suspect[]): boolean {
  const ids = new Set(suspects.map(one => one.member));
  if (ids.size < 2) return false;
  const { journals } = divide({ ...corpus, members: corpus.members.filter(member => ids.has(member.id)) }, 'hybrid');
  return suspects.some(one => one.at !== null && journals.some(member => member.id === one.member));
}

function played(suspect: Suspect, role: Suspect['role']): Suspect {
  return { ...suspect, role, score: role === 'context' ? suspect.score * ASIDE : suspect.score };
}

function sceneOf({ corpus, moments, good }: StoryInput): Scene {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { firstAt, lastAt } of corpus.members) {
    from = Math.min(from, firstAt ?? from);
    to = Math.max(to, lastAt ?? to);
  }
  const length = Math.max(0, to - from);
  return {
    length,
    killedAt: moments.find(one => one.attributes.part === 'killer')?.at ?? null,
    isUsual: usualness(corpus, good),
  };
}

/** Whether passing runs say the same nearly as often. */
function usualness(corpus: Corpus, good: readonly Corpus[]): (telling: Telling) => boolean {
  if (good.length === 0) return () => false;
  const passing = new Map<string, number>();
  for (const { text, count } of good.flatMap(run => run.templates)) {
    const key = levelled(text);
    passing.set(key, (passing.get(key) ?? 0) + count);
  }
  const stats = new Map(corpus.templates.map(stat => [stat.id, stat]));
  const usual = (template: number): boolean => {
    const stat = stats.get(template);
    const mean = stat ? (passing.get(levelled(stat.text)) ?? 0) / good.length : 0;
    return stat !== undefined && mean > 0 && stat.count < MORE * mean;
  };
  return ({ templates }) => templates.every(usual);
}
