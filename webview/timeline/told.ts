/** The window, timeline: what the answers tell, as one timeline. Pure. */
import type { Timeline as Told } from '../../src/model/page.ts';
import type { Report } from '../../src/model/report.ts';
import { boundsOf, type Span } from './axis.ts';
import type { Entry } from './entry.ts';
import { type Lane, lanesOf } from './lanes.ts';
import type { Untimed } from './tree.ts';

export interface Timeline {
  readonly title: string;
  readonly entries: readonly Entry[];
  /** How many more there are: the gravest are shown. */
  readonly missing: number;
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

/** The report may be missing: the run was not investigated. */
export function timelineFrom(told: Told, report: Report | null): Timeline {
  const entries: readonly Entry[] = told.entries;
  const { from, to } = told;
  const run = from !== null && to !== null ? [{ at: from, until: to }] : [];
  const bounds = boundsOf([...run, ...entries]);
  const cause = entries.find(entry => entry.kind === 'cause') ?? null;
  return {
    title: told.title,
    entries,
    missing: told.in_all - entries.length,
    lanes: lanesOf(entries, bounds?.to ?? 0),
    bounds,
    untimed: report ? untimedOf(report, entries) : [],
    cause,
    abnormal: abnormalOf(told, cause),
    clocks: told.gaps.flatMap(gap => (gap.kind === 'clock' && gap.member ? [gap.member] : [])),
  };
}

function untimedOf(report: Report, entries: readonly Entry[]): Untimed[] {
  const timed = new Set(entries.filter(entry => entry.kind === 'test').map(one => `${one.place.member}:${one.place.line}`));
  const failures = report.tests?.failures ?? [];
  return failures.flatMap(({ name, member, line, place }) =>
    place && !timed.has(`${member}:${line}`) ? [{ title: name, place }] : [],
  );
}

function abnormalOf({ first_abnormal }: Told, cause: Entry | null): Timeline['abnormal'] {
  if (!first_abnormal) return null;
  const { at, place } = first_abnormal;
  return at === null || (cause && at >= cause.at) ? null : { at, place };
}
