/** The answers: what happened in a run, in order of time: its moments on one clock, and what its newest report makes of it. */
import { stopIfCancelled } from '../../base/pace.ts';
import { doing } from '../../base/progress.ts';
import { type Gap, mergeGaps } from '../../model/coverage.ts';
import { type Level, levels } from '../../model/level.ts';
import type { Timeline } from '../../model/page.ts';
import { formatPlace } from '../../model/place.ts';
import type { Report, TimelineEntry } from '../../model/report.ts';
import type { Proved } from '../../rpc/verb.ts';
import type { table } from '../../tools/table.ts';
import { readMoments } from '../analyze/moments.ts';
import { momentEntry } from '../rca/timeline.ts';
import { rest } from '../rest.ts';
import type { Source } from '../store/source.ts';
import { type CallLife, findRun, sourcesOf, type Workshop } from '../workshop.ts';
import { endOf } from './end-of.ts';

export async function getTimeline(shop: Workshop, request: Proved<typeof table.get_timeline>, life: CallLife): Promise<Timeline> {
  const run = findRun(shop, request.run_id);
  const [source] = sourcesOf(shop, run);
  const { moments, gaps, from, to } = await storyOf(source, life);
  const report = shop.notebook().report(run.run_id);
  const all = [...moments, ...(report ? judged(report, moments) : [])];
  const entries = all.sort((a, b) => weight(b) - weight(a) || a.at - b.at).slice(0, request.limit);
  return {
    run_id: run.run_id,
    title: run.title,
    source: source.id,
    from,
    to,
    entries: entries.sort((a, b) => a.at - b.at),
    in_all: all.length,
    cause: report && causeOf(report),
    first_abnormal: report?.first_abnormal ?? null,
    gaps,
  };
}

/** What the report adds: its cause, and the telling lines that no moment stands on already. */
function judged(report: Report, moments: readonly TimelineEntry[]): TimelineEntry[] {
  const told = new Set(moments.map(entry => formatPlace(entry.place)));
  return report.timeline.filter(
    entry => entry.kind === 'cause' || (entry.kind === 'error' && !told.has(formatPlace(entry.place))),
  );
}

interface Story {
  readonly moments: readonly TimelineEntry[];
  readonly gaps: Gap[];
  readonly from: number | null;
  readonly to: number | null;
}

/** Moments of one run that are read at most: a bound on memory, not on what a person looks at. */
const MOST = 50_000;

const kept = new WeakMap<Source, Story>();

/** Read once: a source does not change. */
async function storyOf(source: Source, life: CallLife): Promise<Story> {
  const known = kept.get(source);
  if (known) return known;
  life.onProgress({ ...doing('Reading what happened'), done: 0, total: 1, unit: 'steps' });
  await rest();
  stopIfCancelled(life.signal);
  const corpus = source.corpus();
  const moments = readMoments(corpus, MOST).map(moment => momentEntry({ source: source.id, corpus }, moment));
  const story = { moments, gaps: mergeGaps(source.gaps), from: source.firstAt, to: endOf(source) };
  kept.set(source, story);
  return story;
}

/** What a person misses first when the list is cut. */
function weight(entry: TimelineEntry): number {
  const kind = entry.kind === 'cause' ? 100 : entry.kind === 'nemesis' ? 10 : 0;
  return kind + (entry.failed ? 20 : 0) + levels.indexOf(entry.level as Level);
}

/** A cause without a time stands on no axis, but has its place. */
function causeOf(report: Report): Timeline['cause'] {
  const entry = report.timeline.find(one => one.kind === 'cause');
  if (entry) return { at: entry.at, place: entry.place, title: entry.title };
  const suspect = report.suspect_lines.find(one => one.role === 'cause');
  if (!suspect) return null;
  const { source, member, line } = suspect.place;
  return { at: suspect.at, place: { source, member, line }, title: report.hypotheses[0]?.title ?? suspect.text };
}
