/** Analysis: ranks the records of journals (stamped, levelled logs) by the statistics of their templates. */
import type { Corpus, Member, TemplateStat } from '../../../model/corpus.ts';
import { ERROR, FATAL, levels, WARN } from '../../../model/level.ts';
import { levelled } from '../compare/compare.ts';
import type { Moment, Suspect } from '../opinions.ts';
import { readSigns } from './signs.ts';
import { gather, type Story } from './stories.ts';
import { type Burst, burstsOf, crowding, type Span, spanOf } from './timing.ts';

/** Templates that go into the closer look. */
const CANDIDATES = 400;
const BIAS = -3.2;
/** Share of the run within which two beginnings count as the same moment. */
const SAME_MOMENT = 0.005;
/** A record's continuation is shown up to so many lines. */
const FOLD = 120;

/** Weight of the highest level. */
const severity: Readonly<Record<number, number>> = { [WARN]: 0.3, [ERROR]: 1.6, [FATAL]: 2.3 };

interface Judged {
  readonly story: Story;
  readonly score: number;
  readonly why: readonly string[];
  /** When it began to be abnormal. */
  readonly onset: number | null;
  readonly abnormal: boolean;
}

/** Suspects among the given members; scores are comparable with those of lines. */
export function rankJournal(
  corpus: Corpus,
  members: readonly Member[],
  known: { good: readonly Corpus[]; moments: readonly Moment[]; limit: number },
): Suspect[] {
  const inside = new Set(members.map(member => member.id));
  const passing = passingCounts(known.good);
  const span = spanOf(corpus);
  const stories = gather(candidates(corpus.templates.filter(template => inside.has(template.firstMember)), passing, span));
  const bursts = span ? burstsOf(corpus, span, stories.map(story => story.templates)) : [];
  const judged = stories.map((story, i) => judge(story, { burst: bursts[i], span, passing, runs: known.good.length }));
  const ranked = causeFirst(judged, span).slice(0, known.limit);
  const cause = ranked[0];
  const tolerance = span ? SAME_MOMENT * (span.to - span.from) : 0;
  return ranked.map(one => suspectOf(corpus, { ...one, role: roleOf(one, cause, tolerance) }, known.moments));
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

/** The templates that may tell something: of a high level, with a sign of failure, best first. */
function candidates(templates: readonly TemplateStat[], passing: Map<string, number> | null, span: Span | null): TemplateStat[] {
  const rough = (stat: TemplateStat) => {
    const level = severity[stat.level] ?? 0;
    const signs = readSigns(stat.text).weight;
    if (level === 0 && signs <= 0) return 0;
    const fresh = passing && !passing.has(levelled(stat.text)) ? 2 : 0;
    return 1 + level + signs + fresh + (span ? crowded(crowding(stat, span)) : 0);
  };
  return templates
    .map(stat => ({ stat, weight: rough(stat) }))
    .filter(one => one.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, CANDIDATES)
    .map(one => one.stat);
}

/** Surprise in nats as a weight: 0 for what chance does anyway, at most 2.5. */
function crowded(surprise: number): number {
  return Math.max(0, Math.min(2.5, Math.log2(1 + surprise) / 2.5 - 0.6));
}

interface Reason {
  readonly why: string;
  readonly weight: number;
}

function judge(
  story: Story,
  run: { burst: Burst | undefined; span: Span | null; passing: Map<string, number> | null; runs: number },
): Judged {
  const { burst, span } = run;
  const signs = readSigns(story.text);
  const alone = span ? crowded(crowding(story, span)) : 0;
  const peak = burst ? Math.max(0, Math.min(1.5, Math.log2(1 + Math.max(0, burst.z)) / 3 - 0.7)) : 0;
  const reasons: Reason[] = [
    { why: `logged as ${levels[story.level]}`, weight: severity[story.level] ?? 0 },
    { why: 'not seen before, then often', weight: alone },
    { why: `a burst, ${Math.round(burst?.z ?? 0)} standard deviations above its usual rate`, weight: Math.max(0, peak - alone) },
    { why: story.count === 1 ? 'occurs once' : `rare: ${story.count} times`, weight: rarity(story.count) },
  ];
  if (run.passing) reasons.push(novelty(story, run.passing, run.runs));
  const score = reasons.reduce((sum, reason) => sum + reason.weight, BIAS + signs.weight);
  const spoken = [...reasons, { why: signs.why[0] ?? '', weight: signs.weight }].filter(reason => reason.weight >= 0.3);
  const why = spoken.sort((a, b) => b.weight - a.weight).map(reason => reason.why);
  const onset = alone >= peak ? story.firstAt : (burst?.at ?? story.firstAt);
  return { story, score, why, onset, abnormal: alone > 0.8 || peak > 0.5 };
}

function rarity(count: number): number {
  return count <= 3 ? 0.8 : Math.max(-0.8, 0.6 - 0.4 * Math.log10(count));
}

function novelty(story: Story, passing: Map<string, number>, runs: number): { why: string; weight: number } {
  const usual = (passing.get(levelled(story.text)) ?? 0) / runs;
  const against = `${runs} passing ${runs === 1 ? 'run' : 'runs'}`;
  if (usual === 0) return { why: `new against ${against}`, weight: 2 };
  const ratio = Math.log2((story.count + 1) / (usual + 1));
  return { why: `more often than in ${against}`, weight: ratio > 1 ? Math.min(1.5, ratio / 2) : -1.5 };
}

/** Best first; among stories that begin at the same moment the one that says more, else the earlier one, stands before its echoes. */
function causeFirst(judged: readonly Judged[], span: Span | null): Judged[] {
  const ranked = judged.toSorted((a, b) => b.score - a.score);
  const best = ranked[0];
  const errors = ranked.filter(one => one.abnormal && one.story.level >= ERROR && one.onset !== null);
  if (!span || !best || errors.length === 0) return ranked;
  const first = Math.min(...errors.map(one => one.onset as number));
  const tolerance = SAME_MOMENT * (span.to - span.from);
  return ranked
    .map(one => (errors.includes(one) && (one.onset as number) <= first + tolerance ? early(one) : one))
    .sort((a, b) => b.score - a.score);
}

function early(one: Judged): Judged {
  return { ...one, score: one.score + 0.8, why: [...one.why.slice(0, 1), 'among the first abnormal errors', ...one.why.slice(1)] };
}

function suspectOf(corpus: Corpus, one: Judged & Pick<Suspect, 'role'>, moments: readonly Moment[]): Suspect {
  const { story, why } = one;
  const during = moments.find(moment => moment.kind === 'nemesis' && story.firstAt !== null && within(story.firstAt, moment));
  return {
    member: story.member,
    line: story.line,
    endLine: foldEnd(corpus, story),
    at: story.firstAt,
    score: 1 / (1 + Math.exp(-one.score)),
    role: one.role,
    template: story.templates[0],
    why: [...why.slice(0, 4), ...(during ? [`during ${during.title}`] : [])],
    alike: story.count - 1,
  };
}

function within(at: number, moment: Moment): boolean {
  return at >= moment.at && at <= (moment.until ?? moment.at);
}

function foldEnd(corpus: Corpus, story: Story): number {
  let end = story.line;
  for (const row of corpus.rows(story.member, story.line + 1, story.line + FOLD)) {
    if (!row.continued) break;
    end = row.line;
  }
  return end;
}

function roleOf(one: Judged, cause: Judged, tolerance: number): Suspect['role'] {
  if (one === cause) return 'cause';
  if (!one.abnormal || one.onset === null || cause.onset === null) return 'context';
  return one.onset < cause.onset - tolerance ? 'precursor' : 'echo';
}
