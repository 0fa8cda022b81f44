/** The editor: the nodes of the tree of runs, and how runs become them: by origin, then job, newest first, passing ones folded away. */
import type { Place } from '../../../model/place.ts';
import type { Origin, Run } from '../../../model/run.ts';
import { type Filter, fits } from './filter.ts';

export interface OriginNode {
  readonly kind: 'origin';
  readonly origin: Origin;
  readonly jobs: readonly JobNode[];
}

export interface JobNode {
  readonly kind: 'job';
  readonly origin: Origin;
  readonly job: string;
  readonly runs: readonly RunNode[];
  /** Runs to compare with; they stand behind one node unless somebody filters for them. */
  readonly passing: PassingNode | null;
}

export interface PassingNode {
  readonly kind: 'passing';
  readonly origin: Origin;
  readonly job: string;
  readonly runs: readonly RunNode[];
}

export interface RunNode {
  readonly kind: 'run';
  readonly run_id: string;
  readonly run: Run;
}

/** Further runs of the list. */
export interface MoreNode {
  readonly kind: 'more';
  readonly shown: number;
  readonly inAll: number;
}

/** Something inside a run that failed: tests, nemeses, steps, events. */
export interface GroupNode {
  readonly kind: 'group';
  readonly run_id: string;
  readonly group: 'tests' | 'nemeses' | 'steps' | 'events';
  readonly entries: readonly EntryNode[];
  /** All of the kind, failed or not. */
  readonly inAll: number;
}

export interface EntryNode {
  readonly kind: 'entry';
  readonly run_id: string;
  /** Its part of a stable id. */
  readonly key: string;
  readonly what: 'cause' | 'test' | 'nemesis' | 'step' | 'event';
  readonly title: string;
  /** First line of a test's failure, as it stands in the log. */
  readonly message: string | null;
  readonly level: string;
  /** It failed, or is an error. */
  readonly grave: boolean;
  readonly at: number | null;
  /** How long it took; null for a moment. */
  readonly lasted: number | null;
  readonly place: Place | null;
  /** Its place in short. */
  readonly where: string;
}

/** Says why there is nothing below a run, or where more is. */
export interface NoteNode {
  readonly kind: 'note';
  readonly run_id: string;
  readonly key: string;
  readonly words: string;
  readonly command?: readonly [name: string, ...given: unknown[]];
}

export type Node = OriginNode | JobNode | PassingNode | RunNode | MoreNode | GroupNode | EntryNode | NoteNode;

/** When a run happened, as far as its lines tell; else when it was brought in. */
export function happenedAt(run: Run): number {
  return run.to ?? run.ingested_at;
}

export function shapeRuns(runs: readonly Run[], filter: Filter): OriginNode[] {
  const chosen = runs.filter(run => fits(run, filter)).sort((a, b) => happenedAt(b) - happenedAt(a));
  return [...grouped(chosen, run => run.origin)].map(([origin, inOrigin]) => ({
    kind: 'origin',
    origin,
    jobs: [...grouped(inOrigin, run => run.job)].map(([job, inJob]) => jobNode({ origin, job }, inJob, filter)),
  }));
}

function jobNode(of: { origin: Origin; job: string }, runs: readonly Run[], filter: Filter): JobNode {
  const nodes = runs.map(run => ({ kind: 'run' as const, run_id: run.run_id, run }));
  const folded = filter.outcome === undefined ? nodes.filter(node => node.run.outcome === 'passed') : [];
  return {
    kind: 'job',
    ...of,
    runs: nodes.filter(node => !folded.includes(node)),
    passing: folded.length ? { kind: 'passing', ...of, runs: folded } : null,
  };
}

/** In the order in which each key comes first. */
function grouped<Key>(runs: readonly Run[], key: (run: Run) => Key): Map<Key, Run[]> {
  const groups = new Map<Key, Run[]>();
  for (const run of runs) {
    const group = groups.get(key(run));
    if (group) group.push(run);
    else groups.set(key(run), [run]);
  }
  return groups;
}
