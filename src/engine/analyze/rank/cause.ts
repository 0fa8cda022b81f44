/** Analysis: puts the cause before its cascade, and joins stories that tell the same event in several logs. */
import { ERROR } from '../../../model/level.ts';
import type { Suspect } from '../opinions.ts';
import type { Judged } from './judge.ts';
import type { Span } from './timing.ts';

/** Share of the run within which two beginnings count as the same moment. */
const SAME_MOMENT = 0.005;
/** What breaks others is looked for in so much of the run before what is most striking. */
const BEFORE = 0.1;
/** And is believed when its score is at most so much lower. */
const CREDIBLE = 3;
/** Share of words that two tellings of one event have in common. */
const SAME_WORDS = 0.75;

/** Best first: abnormal errors that begin first gain, and what breaks others stands before what it broke. */
export function causeFirst(judged: readonly Judged[], span: Span | null): Judged[] {
  const byScore = (a: Judged, b: Judged) => b.score - a.score || (a.onset ?? 0) - (b.onset ?? 0);
  const ranked = judged.toSorted(byScore);
  if (!span) return ranked;
  const errors = ranked.filter(one => one.abnormal && one.story.level >= ERROR && one.onset !== null);
  const first = Math.min(...errors.map(one => one.onset as number));
  const tolerance = toleranceOf(span);
  const early = ranked
    .map(one =>
      errors.includes(one) && (one.onset as number) <= first + tolerance
        ? gain(one, 0.8, 'among the first abnormal errors')
        : one,
    )
    .sort(byScore);
  const root = early.find(one => one.root && precedes(one, early[0], span));
  if (!root || root === early[0]) return early;
  return early
    .map(one => (one === root ? gain(one, early[0].score - one.score + 0.3, 'before all that followed') : one))
    .sort(byScore);
}

/** How far apart, in milliseconds, two things of one moment may stand. */
export function toleranceOf(span: Span | null): number {
  return span ? SAME_MOMENT * (span.to - span.from) : 0;
}

function precedes(one: Judged, best: Judged, span: Span): boolean {
  if (one.onset === null || best.onset === null || one.score < best.score - CREDIBLE) return false;
  const before = best.onset - one.onset;
  return before >= -toleranceOf(span) && before <= BEFORE * (span.to - span.from);
}

function gain(one: Judged, weight: number, why: string): Judged {
  return { ...one, score: one.score + weight, why: [...one.why.slice(0, 1), why, ...one.why.slice(1)] };
}

/** A story with how many further records, in whatever log, tell the same. */
export interface Joined {
  readonly one: Judged;
  readonly alike: number;
}

/** Joins stories of the same moment whose words agree, into the one that ranks first. */
export function join(ranked: readonly Judged[], tolerance: number): Joined[] {
  const joined: { one: Judged; words: ReadonlySet<string>; alike: number }[] = [];
  for (const one of ranked) {
    const words = wordsOf(one.story.text);
    const home = joined.find(other => sameMoment(one, other.one, tolerance) && shared(words, other.words) >= SAME_WORDS);
    if (home) home.alike += one.story.count;
    else joined.push({ one, words, alike: one.story.count - 1 });
  }
  return joined;
}

function sameMoment(a: Judged, b: Judged, tolerance: number): boolean {
  return Math.abs((a.story.firstAt ?? 0) - (b.story.firstAt ?? 0)) <= tolerance;
}

/** Words of three letters and more; names of fields are left out, since all records of a log have them. */
function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .replace(/"?\w+"?[=:](?=\S)|"\w+":/g, ' ')
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? [],
  );
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const least = Math.min(a.size, b.size);
  return least < 3 ? 0 : [...a].filter(word => b.has(word)).length / least;
}

/** The part that a story plays beside the cause. */
export function roleOf(one: Judged, cause: Judged, tolerance: number): Suspect['role'] {
  if (one === cause) return one.score >= 0 ? 'cause' : 'context';
  if (!one.abnormal || one.onset === null || cause.onset === null) return 'context';
  return one.onset < cause.onset - tolerance ? 'precursor' : 'echo';
}
