/** The report: moments and the main suspects on one axis of time. */
import { ERROR, levels } from '../../model/level.ts';
import type { TimelineEntry } from '../../model/report.ts';
import type { Moment } from '../analyze/opinions.ts';
import { type Case, memberPath, textOf } from './case.ts';
import type { Context } from './context.ts';
import { phraseOf } from './phrase.ts';
import { type Site, siteOf } from './site.ts';

const MOST = 200;
const ERRORS = 10;

/** In order of time, at most 200 entries: the cause, the nemeses, then the gravest. */
export function timelineOf(c: Case, context: Context | null): TimelineEntry[] {
  const causes = context?.site.at == null ? [] : [{ ...entryAt(c, context.site), kind: 'cause' as const, title: context.title }];
  const errors = c.suspects
    .flatMap((suspect, index) => (suspect === context?.suspect ? [] : [siteOf(c, index)]))
    .filter(site => site.at !== null)
    .slice(0, ERRORS)
    .map(site => ({ ...entryAt(c, site), kind: 'error' as const }));
  const moments = [...c.moments].sort((a, b) => weight(b) - weight(a)).slice(0, MOST - ERRORS - 1);
  return [...moments.map(moment => momentEntry(c, moment)), ...errors, ...causes].sort((a, b) => a.at - b.at);
}

function weight(moment: Moment): number {
  return moment.level + (moment.kind === 'nemesis' ? 10 : 0);
}

function momentEntry(c: Case, moment: Moment): TimelineEntry {
  const { at, until, kind, title } = moment;
  const place = { source: c.run.source, member: memberPath(c.corpus, moment.member), line: moment.line };
  return { at, until, kind, level: levels[moment.level] ?? 'none', title, place };
}

function entryAt(c: Case, site: Site): Omit<TimelineEntry, 'kind'> {
  const place = { source: c.run.source, member: memberPath(c.corpus, site.member), line: site.line };
  const title = phraseOf(site.telling ?? textOf(c.corpus, site));
  return { at: site.at ?? 0, until: null, level: levels[ERROR], title, place };
}
