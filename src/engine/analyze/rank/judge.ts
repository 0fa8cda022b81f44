/** Analysis: weighs one story of a journal: severity, words, time, rarity, novelty, each with its reason. */
import { DEBUG, ERROR, FATAL, INFO, levels, TRACE, WARN } from '../../../model/level.ts';
import { levelled } from '../compare/compare.ts';
import { readSigns } from './signs.ts';
import type { Story } from './stories.ts';
import { type Burst, crowding, type Span } from './timing.ts';

/** A record of no level that says nothing bad. */
const BIAS = -3.2;

/** Weight of the highest level seen with a story. */
const severity: Readonly<Record<number, number>> = {
  [TRACE]: -1,
  [DEBUG]: -1,
  [INFO]: -0.5,
  [WARN]: 0.3,
  [ERROR]: 1.6,
  [FATAL]: 2.3,
};

export interface Judged {
  readonly story: Story;
  /** Log-odds that it tells the cause. */
  readonly score: number;
  readonly why: readonly string[];
  /** When it began to be abnormal, ms UTC. */
  readonly onset: number | null;
  /** Its records do not stand in time as chance would have them. */
  readonly abnormal: boolean;
  /** Tells of something that breaks others. */
  readonly root: boolean;
}

/** What stories are weighed against. */
export interface Run {
  readonly span: Span | null;
  /** Records per levelled template in the passing runs together; null when there is none. */
  readonly passing: ReadonlyMap<string, number> | null;
  /** How many passing runs. */
  readonly runs: number;
}

interface Reason {
  readonly why: string;
  readonly weight: number;
}

/** Weight of level and words alone, for a first choice among many templates. */
export function firstLook(text: string, level: number): number {
  return Math.max(0, (severity[level] ?? 0) + Math.max(0, readSigns(text).weight));
}

export function judge(story: Story, burst: Burst | undefined, run: Run): Judged {
  const signs = readSigns(story.text);
  const fresh = run.passing ? novelty(story, run.passing, run.runs) : null;
  const alone = run.span ? crowded(crowding(story, run.span)) * (fresh && fresh.weight > 1.5 ? 0.5 : 1) : 0;
  const peak = burst ? Math.max(0, Math.min(1.5, Math.log2(1 + Math.max(0, burst.z)) / 3 - 0.7)) : 0;
  const reasons: Reason[] = [
    { why: `logged as ${levels[story.level]}`, weight: severity[story.level] ?? 0 },
    { why: story.count > 1 ? 'not seen before, then often' : 'not seen before', weight: alone },
    { why: `a burst, ${Math.round(burst?.z ?? 0)} standard deviations above its usual rate`, weight: Math.max(0, peak - alone) },
    { why: story.count === 1 ? 'occurs once' : `rare: ${story.count} times`, weight: rarity(story.count) },
    ...(fresh ? [fresh] : []),
  ];
  const score = reasons.reduce((sum, reason) => sum + reason.weight, BIAS + signs.weight);
  const spoken = [...reasons, { why: signs.why[0] ?? '', weight: signs.weight }].filter(
    reason => reason.weight >= 0.3 && reason.why,
  );
  const why = spoken.sort((a, b) => b.weight - a.weight).map(reason => reason.why);
  const onset = alone >= peak || story.firstAt === null ? story.firstAt : Math.max(story.firstAt, burst?.at ?? story.firstAt);
  const abnormal = alone > 0.8 || peak > 0.5 || (fresh?.weight ?? 0) > 1.5;
  return { story, score, why, onset, abnormal, root: signs.root };
}

/** Surprise in nats as a weight: 0 for what chance does anyway, at most 2.5. */
export function crowded(surprise: number): number {
  return Math.max(0, Math.min(2.5, Math.log2(1 + surprise) / 2.5 - 0.6));
}

function rarity(count: number): number {
  return count <= 3 ? 0.8 : Math.max(-0.8, 0.6 - 0.4 * Math.log10(count));
}

function novelty(story: Story, passing: ReadonlyMap<string, number>, runs: number): Reason {
  const usual = (passing.get(levelled(story.text)) ?? 0) / runs;
  const against = `${runs} passing ${runs === 1 ? 'run' : 'runs'}`;
  if (usual === 0) return { why: `new against ${against}`, weight: 2 };
  const ratio = Math.log2((story.count + 1) / (usual + 1));
  return { why: `more often than in ${against}`, weight: ratio > 1 ? Math.min(1.5, ratio / 2) : -1.5 };
}
