/** Analysis: joins suspects that tell the same happening in several logs into one, shown where the thing happened. */
import type { Category } from '../../../model/category.ts';
import type { Telling } from './telling.ts';

/** Clocks are trusted to so many milliseconds; kernel stamps are whole seconds. */
export const SKEW = 2000;
/** One event is written to the files of a test runner within so many milliseconds. */
const PUBLISHED = 60_000;
/** A test runner may notice a line so many milliseconds later. */
const NOTICED = 300_000;
/** Loggers that repeat their head in every line of a stack trace write them in one millisecond, at most so many. */
const FOLDED = 60;
/** Share of the words of a line that a record quoting it has. */
const QUOTED = 0.8;
const LEAST_WORDS = 4;

/** Such a thing is told in several lines and logs of its host within a moment: the kernel's, the journal's, the service's. */
export const toldByMany: ReadonlySet<Category> = new Set(['out_of_memory', 'crash', 'disk_full', 'node_down']);

/** Tellings of different happenings, strongest first; each stands for those that tell the same. */
export function joinTellings(tellings: readonly Telling[]): Telling[] {
  const groups: Telling[][] = [];
  for (const telling of tellings.toSorted((a, b) => b.strength - a.strength)) {
    const home = groups.find(group => group.some(other => sameHappening(telling, other)));
    if (home) home.push(telling);
    else groups.push([telling]);
  }
  return groups.map(spokesman);
}

function sameHappening(one: Telling, other: Telling): boolean {
  const [a, b] = [one.suspect, other.suspect];
  if (a.member === b.member && a.line <= b.endLine && b.line <= a.endLine) return true;
  if (a.at === null || b.at === null) return false;
  const apart = Math.abs(a.at - b.at);
  if (a.member === b.member && apart === 0 && a.at % 1000 !== 0 && Math.abs(a.line - b.line) <= FOLDED) return true;
  if (one.event && one.event === other.event) return a.member !== b.member && apart <= PUBLISHED;
  if (apart <= NOTICED && a.member !== b.member && (quotes(one, other) || quotes(other, one))) return true;
  return (
    apart <= SKEW &&
    one.kind === other.kind &&
    one.kind !== null &&
    toldByMany.has(one.kind) &&
    one.host === other.host &&
    one.hands === 0 &&
    other.hands === 0
  );
}

/** Whether an event of a test runner was made from the other's line. */
function quotes(event: Telling, line: Telling): boolean {
  if (event.event === null || event.hands === 0 || line.hands > 0 || line.words.size < LEAST_WORDS) return false;
  let shared = 0;
  for (const word of line.words) if (event.words.has(word)) shared++;
  return shared >= QUOTED * line.words.size;
}

/** The telling that went through the fewest hands, among those the one whose words are surest, with the weight of all. */
function spokesman(group: readonly Telling[]): Telling {
  if (group.length === 1) return group[0];
  const first = group.reduce((best, next) =>
    next.hands < best.hands || (next.hands === best.hands && next.sure > best.sure) ? next : best,
  );
  const [strongest] = group;
  const others = group.filter(one => one !== first);
  const alike = others.reduce((sum, one) => sum + one.suspect.alike + (contains(first, one) ? 0 : 1), first.suspect.alike);
  const why = [...new Set([...first.suspect.why, ...(strongest === first ? [] : strongest.suspect.why)])].slice(0, 5);
  return {
    ...first,
    kind: first.kind ?? strongest.kind,
    templates: group.flatMap(one => one.templates),
    strength: strongest.strength,
    suspect: { ...first.suspect, score: strongest.suspect.score, alike, why },
  };
}

function contains(outer: Telling, inner: Telling): boolean {
  const [a, b] = [outer.suspect, inner.suspect];
  return a.member === b.member && a.line <= b.line && b.endLine <= a.endLine;
}
