/** The report: moments and the main suspects on one axis of time. */
import { ERROR, levels } from '../../model/level.ts';
import type { TimelineEntry } from '../../model/report.ts';
import type { Moment } from '../analyze/opinions.ts';
import { type Case, memberPath, textOf } from './case.ts';
import type { Context } from './context.ts';
import { phraseOf } from './phrase.ts';

const MOST = 200;
const ERRORS = 10;

/** In order of time, at most 200 entries: the cause, the nemeses, then the gravest. */
export function timelineOf(c: Case, context: Context | null): TimelineEntry[] {
  const cause = context?.suspect;
  const shown = c.suspects.filter(suspect => suspect.at !== null && suspect !== cause).slice(0, ERRORS);
  const moments = [...c.moments].sort((a, b) => weight(b) - weight(a)).slice(0, MOST - ERRORS - 1);
  const entries: TimelineEntry[] = [
    ...moments.map(moment => momentEntry(c, moment)),
    ...shown.map(suspect => ({
      ...suspectEntry(c, suspect),
      kind: 'error' as const,
    })),
    ...(cause && cause.at !== null ? [{ ...suspectEntry(c, cause), kind: 'cause' as const, title: context.verdict.title }] : []),
  ];
  return entries.sort((a, b) => a.at - b.at);
}

function weight(moment: Moment): number {
  return moment.level + (moment.kind === 'nemesis' ? 10 : 0);
}

function momentEntry(c: Case, moment: Moment): TimelineEntry {
  const { at, until, kind, title } = moment;
  const place = { source: c.run.source, member: memberPath(c.corpus, moment.member), line: moment.line };
  return { at, until, kind, level: levels[moment.level] ?? 'none', title, place };
}

function suspectEntry(c: Case, suspect: Case['suspects'][number]): Omit<TimelineEntry, 'kind'> {
  const place = { source: c.run.source, member: memberPath(c.corpus, suspect.member), line: suspect.line };
  return { at: suspect.at ?? 0, until: null, level: levels[ERROR], title: phraseOf(textOf(c.corpus, suspect)), place };
}

