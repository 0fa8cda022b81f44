/** The editor: what stands below a run in the tree: its cause, the tests that failed, nemeses, and the steps and events that went wrong. */
import type { TimelineEntry } from '../../../model/report.ts';
import type { FailedTest, TestResults } from '../../../model/tests.ts';
import { labelsOf } from '../../../tools/render/labels.ts';
import { count } from '../../../tools/render/words.ts';
import { t } from '../l10n.ts';
import type { EntryNode, GroupNode, NoteNode } from './nodes.ts';

export interface RunDetails {
  readonly run_id: string;
  readonly timeline: readonly TimelineEntry[];
  readonly tests: TestResults | null;
}

const GRAVE = new Set(['error', 'fatal']);

/** Entries of one group; the timeline has them all. */
const MOST = 100;

export function detailsOf({ run_id, timeline, tests }: RunDetails): (EntryNode | GroupNode)[] {
  const failures = tests?.failures ?? [];
  const labels = labelsOf([...timeline.map(entry => entry.place.member), ...failures.map(failure => failure.member)]);
  const entries = timeline.flatMap((entry, index) => {
    const what = kinds[entry.kind];
    return what ? [{ kind: 'entry' as const, run_id, what, ...entryOf(entry, index), where: labels.place(entry.place) }] : [];
  });
  const failed = failures.map((failure, index) => ({
    kind: 'entry' as const,
    run_id,
    what: 'test' as const,
    ...failureOf(failure, index),
    where: labels.place(failure),
  }));
  const of = (what: EntryNode['what']) => entries.filter(entry => entry.what === what);
  const grave = (what: EntryNode['what']) => of(what).filter(entry => entry.grave);
  const groups: GroupNode[] = [
    { kind: 'group', run_id, group: 'tests', entries: failed, inAll: tests?.ran ?? failed.length },
    { kind: 'group', run_id, group: 'nemeses', entries: of('nemesis'), inAll: of('nemesis').length },
    { kind: 'group', run_id, group: 'steps', entries: grave('step'), inAll: of('step').length },
    { kind: 'group', run_id, group: 'events', entries: grave('event'), inAll: of('event').length },
  ];
  return [...of('cause'), ...groups.filter(group => group.entries.length > 0)];
}

/** What a group shows: so many entries, and where the others are. */
export function belowGroup({ run_id, group, entries }: GroupNode): (EntryNode | NoteNode)[] {
  if (entries.length <= MOST) return [...entries];
  const words = t('{n} more in the timeline', { n: count(entries.length - MOST) });
  const command = ['investigator.openRun', run_id, { tab: 'timeline' }] as const;
  return [...entries.slice(0, MOST), { kind: 'note', run_id, key: group, words, command }];
}

const kinds: Readonly<Record<TimelineEntry['kind'], EntryNode['what'] | null>> = {
  cause: 'cause',
  nemesis: 'nemesis',
  step: 'step',
  event: 'event',
  alert: 'event',
  // The tests that failed come from the test results, which name them; errors, markers and metrics are the panel's.
  test: null,
  error: null,
  marker: null,
  metric: null,
};

function entryOf(entry: TimelineEntry, index: number) {
  return {
    key: `${entry.kind}/${entry.place.member}:${entry.place.line}/${index}`,
    title: entry.title,
    message: null,
    level: entry.level,
    grave: entry.failed || GRAVE.has(entry.level),
    at: entry.at,
    lasted: entry.until === null ? null : entry.until - entry.at,
    place: entry.place,
  };
}

function failureOf(failure: FailedTest, index: number) {
  return {
    key: `test/${index}/${failure.name}`,
    title: failure.name,
    message: failure.message ?? null,
    level: 'error',
    grave: true,
    at: null,
    lasted: null,
    place: failure.place ?? null,
  };
}
