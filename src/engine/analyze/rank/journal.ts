/** Analysis: ranks the records of journals (services' stamped logs) by the statistics of their templates. */
import type { Corpus, TemplateStat } from '../../../model/corpus.ts';
import { levelled } from '../compare/compare.ts';
import type { Moment, Suspect } from '../opinions.ts';
import { causeFirst, type Joined, join, roleOf, toleranceOf } from './cause.ts';
import { crowded, firstLook, judge, type Run } from './judge.ts';
import { RESULTS } from './kind.ts';
import { gather } from './stories.ts';
import { burstsOf, crowding, spanOf } from './timing.ts';

/** Templates that are looked at closely. */
const CANDIDATES = 400;
/** A record's continuation is shown up to so many lines. */
const FOLD = 120;
/** Stories of less than this share of the best score are not worth showing. */
const WORTH = 0.1;
/** Titles of moments are shown up to so many characters. */
const TITLE = 60;

/**
 * Suspects of a run that holds journals, most telling first. A template is known by where it stands first, so that all members are
 * looked at: the same record may stand in a journal and in what a tool printed.
 */
export function rankJournals(
  corpus: Corpus,
  known: { good: readonly Corpus[]; moments: readonly Moment[]; limit: number },
): Suspect[] {
  const span = spanOf(corpus);
  const run: Run = { span, passing: passingCounts(known.good), runs: known.good.length };
  const results = new Set(corpus.members.filter(member => member.format === RESULTS).map(member => member.id));
  const stats = corpus.templates.filter(stat => stat.count > 0 && !results.has(stat.firstMember));
  const stories = gather(candidates(stats, run));
  const groups = stories.map(story => story.templates);
  const bursts = span ? burstsOf(corpus, span, groups) : [];
  const judged = stories.map((story, i) => judge(story, bursts[i], run));
  const ranked = causeFirst(judged, span);
  const tolerance = toleranceOf(span);
  return join(ranked, tolerance)
    .filter(({ one }) => probability(one.score) >= WORTH * probability(ranked[0].score))
    .slice(0, known.limit)
    .map(joined => suspectOf(corpus, { ...joined, role: roleOf(joined.one, ranked[0], tolerance) }, known.moments));
}

/** Records per levelled template in the passing runs together; null when there is none. */
function passingCounts(good: readonly Corpus[]): Map<string, number> | null {
  if (good.length === 0) return null;
  const counts = new Map<string, number>();
  for (const run of good) {
    for (const { text, count } of run.templates) counts.set(levelled(text), (counts.get(levelled(text)) ?? 0) + count);
  }
  return counts;
}

/** The templates that may tell something, by level, words, time and novelty; the best of them. */
function candidates(templates: readonly TemplateStat[], { span, passing }: Run): TemplateStat[] {
  const weigh = (stat: TemplateStat) => {
    const look = firstLook(stat.text, stat.level);
    if (look === 0) return 0;
    const fresh = passing && !passing.has(levelled(stat.text)) ? 2 : 0;
    return look + fresh + (span ? crowded(crowding(stat, span)) : 0);
  };
  return templates
    .map(stat => ({ stat, weight: weigh(stat) }))
    .filter(one => one.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, CANDIDATES)
    .map(one => one.stat);
}

function suspectOf(corpus: Corpus, found: Joined & Pick<Suspect, 'role'>, moments: readonly Moment[]): Suspect {
  const { story, why, score } = found.one;
  const during = moments.find(moment => moment.kind === 'nemesis' && story.firstAt !== null && within(story.firstAt, moment));
  return {
    member: story.member,
    line: story.line,
    endLine: foldEnd(corpus, story),
    at: story.firstAt,
    score: probability(score),
    role: found.role,
    template: story.templates[0],
    why: [...why.slice(0, 4), ...(during ? [`during ${shortened(during.title)}`] : [])],
    alike: found.alike,
  };
}

function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function within(at: number, moment: Moment): boolean {
  return at >= moment.at && at <= (moment.until ?? moment.at);
}

function shortened(title: string): string {
  return title.length > TITLE ? `${title.slice(0, TITLE).trimEnd()}…` : title;
}

function foldEnd(corpus: Corpus, { member, line }: { member: number; line: number }): number {
  let end = line;
  for (const row of corpus.rows(member, line + 1, line + FOLD)) {
    if (!row.continued) break;
    end = row.line;
  }
  return end;
}
