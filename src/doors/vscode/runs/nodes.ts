/** The editor: the nodes of the tree of runs, and how runs become them: by origin, then job, newest first, passing ones folded away. */
import type { Place } from '../../../model/place.ts';
import type { RemoteRun } from '../../../model/remote-run.ts';
import type { Origin, Run } from '../../../model/run.ts';
import { type Filter, fits, fitsRemote, isFiltered } from './filter.ts';
import { type Lister, nothingOffered, type Offered, type Problem } from './offers.ts';

export interface OriginNode {
  readonly kind: 'origin';
  readonly origin: Origin;
  readonly jobs: readonly JobNode[];
  /** Its systems that could not be asked. */
  readonly problems: readonly ProblemNode[];
}

export interface JobNode {
  readonly kind: 'job';
  readonly origin: Origin;
  readonly job: string;
  /** Newest first, those that are still with their system among them. */
  readonly runs: readonly (RunNode | RemoteNode)[];
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

/** A run that a connected system tells of and that was not fetched yet. */
export interface RemoteNode {
  readonly kind: 'remote';
  readonly run: RemoteRun;
}

/** Says why a system's runs are not listed. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly problem: Problem;
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

export type Node =
  | OriginNode
  | JobNode
  | PassingNode
  | RunNode
  | RemoteNode
  | ProblemNode
  | MoreNode
  | GroupNode
  | EntryNode
  | NoteNode;

/** When a run happened, as far as its lines tell; else when it was brought in. */
export function happenedAt(run: Run): number {
  return run.to ?? run.ingested_at;
}

/** A run that is here is shown as it is here, wherever else it is told of. */
export function shapeRuns(runs: readonly Run[], filter: Filter, offered: Offered = nothingOffered): OriginNode[] {
  const chosen = runs.filter(run => fits(run, filter)).map(run => ({ kind: 'run' as const, run_id: run.run_id, run }));
  const here = new Set(runs.map(run => run.remote?.address));
  const others = offered.runs.filter(run => run.run_id === null && !here.has(run.address) && fitsRemote(run, filter));
  const all = [...chosen, ...others.map(run => ({ kind: 'remote' as const, run }))].sort((a, b) => timeOf(b) - timeOf(a));
  const origins = grouped(all, originOf);
  const problems = isFiltered(filter) ? [] : offered.problems;
  for (const { system } of problems) if (!origins.has(system)) origins.set(system, []);
  return [...origins].map(([origin, inOrigin]) => ({
    kind: 'origin',
    origin,
    jobs: [...grouped(inOrigin, node => node.run.job)].map(([job, inJob]) => jobNode({ origin, job }, inJob, filter)),
    problems: problems.filter(one => one.system === origin).map(problem => ({ kind: 'problem', problem })),
  }));
}

type Happened = RunNode | RemoteNode;

function timeOf(node: Happened): number {
  return node.kind === 'run' ? happenedAt(node.run) : (node.run.at ?? Number.POSITIVE_INFINITY);
}

function originOf(node: Happened): Origin {
  return node.kind === 'run' ? node.run.origin : (node.run.system as Lister);
}

function jobNode(of: { origin: Origin; job: string }, nodes: readonly Happened[], filter: Filter): JobNode {
  const passed = (node: Happened): node is RunNode => node.kind === 'run' && node.run.outcome === 'passed';
  const folded = filter.outcome === undefined ? nodes.filter(passed) : [];
  return {
    kind: 'job',
    ...of,
    runs: nodes.filter(node => !(folded as readonly Happened[]).includes(node)),
    passing: folded.length ? { kind: 'passing', ...of, runs: folded } : null,
  };
}

/** In the order in which each key comes first. */
function grouped<One, Key>(all: readonly One[], key: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
