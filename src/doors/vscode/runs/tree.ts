/** The editor: the tree of runs: loads pages of them, shapes them into nodes, and looks into a run when it is opened. */
import type { Run } from '../../../model/run.ts';
import type { Door } from '../door.ts';
import type { ItemWords } from '../item.ts';
import { t } from '../l10n.ts';
import { belowGroup, detailsOf } from './details.ts';
import { type Filter, filterMessage, fits, listRequest } from './filter.ts';
import type { LookedAt } from './looked.ts';
import { type Node, type RunNode, shapeRuns } from './nodes.ts';
import { nothingOffered, type Offered } from './offers.ts';
import { badgeOf, wordsOf } from './words.ts';

/** Runs fetched at once. */
const PAGE = 100;

/** Moments of a run that are asked for; the gravest are among them. */
const ENTRIES = 500;

export interface Loaded {
  readonly runs: readonly Run[];
  readonly inAll: number;
  readonly next: string | null;
}

export interface RunsTree {
  roots(): Promise<Node[]>;
  children(node: Node): Promise<Node[]>;
  parent(node: Node): Node | undefined;
  words(node: Node): ItemWords;
  /** As many pages as are shown are fetched again. */
  reload(filter: Filter): Promise<Loaded>;
  loadMore(): Promise<void>;
  /** What the connected systems tell of stands among the runs from now on. */
  offer(offered: Offered): void;
  message(filter: Filter): string | undefined;
  badge(): { value: number; tooltip: string } | undefined;
  runs(): readonly Run[];
  node(runId: string): RunNode | undefined;
}

export function runsTree(door: Door, looked: LookedAt): RunsTree {
  const parents = new WeakMap<Node, Node>();
  /** By node, for each reload makes new ones. */
  const details = new WeakMap<RunNode, Promise<Node[]>>();
  let loaded: Loaded = { runs: [], inAll: 0, next: null };
  let filter: Filter = {};
  let offered = nothingOffered;
  let roots: Node[] = [];

  const seen = () => ({ now: Date.now(), isNew: looked.isNew, isNewThere: looked.isNewThere });

  function shape(): void {
    const origins: Node[] = shapeRuns(loaded.runs, filter, offered);
    const more: Node[] = loaded.next === null ? [] : [{ kind: 'more', shown: loaded.runs.length, inAll: loaded.inAll }];
    roots = [...origins, ...more];
    for (const root of roots) adopt(root);
  }

  /** Remembers who stands above whom, so that a node can be revealed. */
  function adopt(node: Node): void {
    for (const child of childrenWithin(node)) {
      parents.set(child, node);
      adopt(child);
    }
  }

  async function reload(wanted: Filter): Promise<Loaded> {
    const size = Math.max(PAGE, loaded.runs.length);
    const fresh = await fetched(listRequest(wanted), size);
    filter = wanted;
    loaded = fresh;
    shape();
    return loaded;
  }

  async function fetched(request: ReturnType<typeof listRequest>, most: number): Promise<Loaded> {
    let all: Loaded = { runs: [], inAll: 0, next: '0' };
    while (all.next !== null && all.runs.length < most) {
      const limit = Math.min(200, most - all.runs.length);
      const page = await door.engine.list_runs({ ...request, limit, cursor: all.next });
      all = { runs: [...all.runs, ...page.runs], inAll: page.in_all, next: page.next };
    }
    return all;
  }

  async function loadMore(): Promise<void> {
    if (loaded.next === null) return;
    const page = await door.engine.list_runs({ ...listRequest(filter), limit: PAGE, cursor: loaded.next });
    loaded = { runs: [...loaded.runs, ...page.runs], inAll: page.in_all, next: page.next };
    shape();
  }

  function looksInto(run: RunNode): Promise<Node[]> {
    const known = details.get(run) ?? lookInto(door, run);
    details.set(run, known);
    // What failed once may be there the next time.
    known.catch(() => details.delete(run));
    return known;
  }

  async function children(node: Node): Promise<Node[]> {
    if (node.kind !== 'run') return [...childrenWithin(node)];
    const below = await looksInto(node);
    for (const child of below) {
      parents.set(child, node);
      adopt(child);
    }
    return below;
  }

  return {
    roots: async () => roots,
    children,
    parent: node => parents.get(node),
    words: node => wordsOf(node, seen()),
    reload,
    loadMore,
    offer: told => {
      offered = told;
      shape();
    },
    message: wanted => filterMessage(wanted, { shown: loaded.runs.filter(run => fits(run, wanted)).length, inAll: loaded.inAll }),
    badge: () => badgeOf(loaded.runs, seen(), offered.runs),
    runs: () => loaded.runs,
    node: runId => runNodes(roots).find(node => node.run_id === runId),
  };
}

function childrenWithin(node: Node): readonly Node[] {
  if (node.kind === 'origin') return [...node.problems, ...node.jobs];
  if (node.kind === 'job') return node.passing ? [...node.runs, node.passing] : node.runs;
  if (node.kind === 'passing') return node.runs;
  return node.kind === 'group' ? belowGroup(node) : [];
}

function runNodes(nodes: readonly Node[]): RunNode[] {
  return nodes.flatMap(node => (node.kind === 'run' ? [node] : runNodes(childrenWithin(node))));
}

async function lookInto(door: Door, { run_id, run }: RunNode): Promise<Node[]> {
  const { tests } = await door.engine.get_test_run_info({ run_id, limit: 1 });
  const { entries } = await door.engine.get_timeline({ run_id, limit: ENTRIES });
  const below = detailsOf({ run_id, timeline: entries, tests });
  const open = ['investigator.openRun', run_id] as const;
  const investigate = ['investigator.investigateRun', run_id] as const;
  if (run.summary === null)
    return [...below, { kind: 'note', run_id, key: 'why', words: t('Not investigated yet'), command: investigate }];
  if (below.length > 0) return below;
  return [
    { kind: 'note', run_id, key: 'why', words: t('No test, nemesis or step failed; the report has the lines'), command: open },
  ];
}
