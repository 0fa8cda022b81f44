/** The report: moments and the main suspects on one axis of time. */
import type { Corpus } from '../../model/corpus.ts';
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
  return [...moments.map(moment => momentEntry({ source: c.run.source, corpus: c.corpus }, moment)), ...errors, ...causes].sort(
    (a, b) => a.at - b.at,
  );
}

function weight(moment: Moment): number {
  return moment.level + (moment.kind === 'nemesis' ? 10 : 0);
}

/** A moment as it is shown, in the run's source. */
export function momentEntry({ source, corpus }: { source: string; corpus: Corpus }, moment: Moment): TimelineEntry {
  const { at, until, kind, title, failed, skipped } = moment;
  const { node } = moment.attributes;
  const place = { source, member: memberPath(corpus, moment.member), line: moment.line };
  const level = levels[moment.level] ?? 'none';
  return { at, until, kind, level, title, place, ...(node && { node }), ...(failed && { failed }), ...(skipped && { skipped }) };
}

function entryAt(c: Case, site: Site): Omit<TimelineEntry, 'kind'> {
  const place = { source: c.run.source, member: memberPath(c.corpus, site.member), line: site.line };
  const title = phraseOf(site.telling ?? textOf(c.corpus, site));
  return { at: site.at ?? 0, until: null, level: levels[ERROR], title, place };
}
