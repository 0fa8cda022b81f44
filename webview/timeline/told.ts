/** The window, timeline: what the answers tell, as one timeline. Pure. */
import type { Report } from '../../src/model/report.ts';
import { boundsOf, type Span } from './axis.ts';
import type { Entry } from './entry.ts';
import { type Lane, lanesOf } from './lanes.ts';
import type { Untimed } from './tree.ts';

export interface Timeline {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly lanes: readonly Lane[];
  /** Null: nothing of the run has a time. */
  readonly bounds: Span | null;
  readonly untimed: readonly Untimed[];
  readonly cause: Entry | null;
  /** The first abnormal moment, where it has a time and comes before the cause. */
  readonly abnormal: Pick<Entry, 'at' | 'place'> | null;
  /** Members whose clocks differ from the others'. */
  readonly clocks: readonly string[];
}

export function timelineFrom(report: Report): Timeline {
  const entries: readonly Entry[] = report.timeline;
  const { from, to } = report.run;
  const run = from !== null && to !== null ? [{ at: from, until: to }] : [];
  const bounds = boundsOf([...run, ...entries]);
  const cause = entries.find(entry => entry.kind === 'cause') ?? null;
  return {
    title: report.run.title,
    entries,
    lanes: lanesOf(entries, bounds?.to ?? 0),
    bounds,
    untimed: untimedOf(report, entries),
    cause,
    abnormal: abnormalOf(report, cause),
    clocks: report.gaps.flatMap(gap => (gap.kind === 'clock' && gap.member ? [gap.member] : [])),
  };
}

function untimedOf(report: Report, entries: readonly Entry[]): Untimed[] {
  const timed = new Set(entries.filter(entry => entry.kind === 'test').map(one => `${one.place.member}:${one.place.line}`));
  const failures = report.tests?.failures ?? [];
  return failures.flatMap(({ name, member, line, place }) =>
    place && !timed.has(`${member}:${line}`) ? [{ title: name, place }] : [],
  );
}

function abnormalOf(report: Report, cause: Entry | null): Timeline['abnormal'] {
  const { at, place } = report.first_abnormal ?? { at: null };
  if (at === null || !place || (cause && at >= cause.at)) return null;
  return { at, place };
}
