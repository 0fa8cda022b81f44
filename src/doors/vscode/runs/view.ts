/** The editor: the view of failed runs as VS Code shows it: what is being read on top, runs below, a badge, a message, a state for the welcome texts. */
import * as vscode from 'vscode';
import type { Run } from '../../../model/run.ts';
import type { Door } from '../door.ts';
import { failureWords } from '../failure-words.ts';
import type { ItemWords } from '../item.ts';
import { t } from '../l10n.ts';
import type { Readings } from '../reading/queue.ts';
import { readingWords } from '../reading/words.ts';
import { treeItem, withTooltip } from '../tree-item.ts';
import { type Filter, isFiltered } from './filter.ts';
import { type Loadable, loadable } from './loadable.ts';
import type { LookedAt } from './looked.ts';
import type { Node } from './nodes.ts';
import type { Offered, Offers } from './offers.ts';
import { openPoll } from './poll.ts';

export const RUNS_VIEW = 'investigator.runs';

/** A reading under way; the same object as long as it lasts, so that only its row is drawn anew. */
export interface ReadingNode {
  readonly kind: 'reading';
  readonly key: string;
  /** What it said when it was drawn last. */
  last: ItemWords;
}

export type Shown = Node | ReadingNode;

export interface RunsView extends vscode.Disposable {
  readonly filter: Filter;
  setFilter(filter: Filter): Promise<void>;
  loadMore(): Promise<void>;
  /** The runs that are loaded. */
  runs(): Promise<readonly Run[]>;
  /** Draws badge and rows anew, without asking the engine. */
  redraw(): Promise<void>;
  /** Asks the connected systems now. */
  ask(): Promise<void>;
  /** What they told of last. */
  offered(): Offered;
  reveal(runId: string): Promise<void>;
  /** Whether a person sees it. */
  inSight(): boolean;
}

export function runsView(
  door: Door,
  parts: { looked: LookedAt; readings: Readings; drop: vscode.TreeDragAndDropController<Shown>; offers: Offers },
): RunsView {
  const { readings, offers } = parts;
  const moved = new vscode.EventEmitter<Shown | undefined>();
  const rows = new Map<string, ReadingNode>();
  const load = loadable(door, parts.looked);
  let filter: Filter = {};
  let reading: Promise<void> | null = null;
  let polled = false;

  const view = vscode.window.createTreeView<Shown>(RUNS_VIEW, {
    showCollapseAll: true,
    dragAndDropController: parts.drop,
    treeDataProvider: {
      onDidChangeTreeData: moved.event,
      getChildren: node => (node ? childrenOf(load, node) : roots()),
      getParent: node => (node.kind === 'reading' ? undefined : load.tree()?.parent(node)),
      getTreeItem: node => treeItem(words(node)),
      resolveTreeItem: (item, node) => withTooltip(item, words(node)),
    },
  });
  const poll = openPoll({ ask: askSystems, minutes: pollMinutes });
  const ages = setInterval(() => view.visible && moved.fire(undefined), 60_000);
  ages.unref();

  function words(node: Shown): ItemWords {
    if (node.kind === 'reading') {
      const under = readings.list().find(one => one.key === node.key);
      // Between its end and the next drawing of the tree its row still stands.
      return under ? (node.last = readingWords(under)) : { ...node.last, icon: 'check', description: t('done') };
    }
    const tree = load.tree();
    if (!tree) throw new Error('a row was drawn before the tree was there');
    return tree.words(node);
  }

  async function roots(): Promise<Shown[]> {
    await (reading ??= reload());
    const under = readings.list().map(one => {
      const row = rows.get(one.key) ?? { kind: 'reading' as const, key: one.key, last: readingWords(one) };
      rows.set(one.key, row);
      return row;
    });
    for (const key of rows.keys()) if (!under.some(row => row.key === key)) rows.delete(key);
    return [...under, ...((await load.tree()?.roots()) ?? [])];
  }

  /** Asks the engine; whatever fails is told where the runs would stand. */
  async function reload(): Promise<void> {
    try {
      const tree = await load.now();
      const { inAll } = await vscode.window.withProgress({ location: { viewId: RUNS_VIEW } }, () => tree.reload(filter));
      tree.offer(offers.now());
      tell(tree.message(filter), (await tree.roots()).length === 0);
      view.badge = tree.badge();
      await tellState(inAll);
    } catch (failure) {
      door.log.error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
      tell(failureWords(failure), true);
      await context('runsState', 'trouble');
    }
  }

  /** Above the runs; beside the title where there are none, for above them it would keep the editor from showing what to do. */
  function tell(words: string | undefined, empty: boolean): void {
    view.message = empty ? undefined : words;
    view.description = empty ? words : undefined;
  }

  async function tellState(inAll: number): Promise<void> {
    const empty = inAll === 0 && !isFiltered(filter);
    await context('empty', empty && readings.list().length === 0);
    await context('filtered', isFiltered(filter));
    await context('runsState', empty ? 'empty' : inAll === 0 ? 'nothingFits' : 'some');
  }

  /** The systems' answers come in while the runs that are here stand there already. */
  async function askSystems(): Promise<void> {
    try {
      await offers.ask();
    } catch (failure) {
      door.log.error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    }
    await again();
  }

  /** Before the view was ever looked at there is nothing to load anew. */
  async function again(): Promise<void> {
    if (!reading) return;
    reading = reload();
    await reading;
    moved.fire(undefined);
  }

  function follow(): void {
    const known = readings.list().length === rows.size && readings.list().every(one => rows.has(one.key));
    if (known) for (const row of rows.values()) moved.fire(row);
    else moved.fire(undefined);
  }

  /** Out of sight systems are asked only for those who want to be told. */
  async function pollMinutes(): Promise<number> {
    const settings = await door.settings();
    return view.visible || settings.notices ? settings['poll.minutes'] : 0;
  }

  /** What was never looked at is not asked for. */
  function look(visible: boolean): void {
    door.inSight('runs', visible);
    polled ||= visible;
    poll.look(false);
    poll.look(polled);
  }

  const ends = [
    view,
    moved,
    poll,
    door.onChanged(() => void again()),
    view.onDidChangeVisibility(({ visible }) => look(visible)),
    { dispose: () => clearInterval(ages) },
    { dispose: readings.onChange(slowly(follow)) },
  ];
  look(view.visible);

  return {
    get filter() {
      return filter;
    },
    setFilter: async wanted => {
      filter = wanted;
      reading ??= Promise.resolve();
      await again();
    },
    loadMore: async () => {
      const tree = await load.now();
      await vscode.window.withProgress({ location: { viewId: RUNS_VIEW } }, () => tree.loadMore());
      view.badge = tree.badge();
      moved.fire(undefined);
    },
    runs: async () => {
      await (reading ??= reload());
      return load.tree()?.runs() ?? [];
    },
    ask: poll.ask,
    offered: offers.now,
    redraw: async () => {
      view.badge = load.tree()?.badge();
      moved.fire(undefined);
    },
    reveal: async runId => {
      const node = load.tree()?.node(runId);
      if (node && view.visible) await view.reveal(node, { select: true, focus: false });
    },
    inSight: () => view.visible,
    dispose: () => vscode.Disposable.from(...ends).dispose(),
  };
}

async function childrenOf(load: Loadable, node: Shown): Promise<Shown[]> {
  const tree = load.tree();
  return tree && node.kind !== 'reading' ? tree.children(node) : [];
}

async function context(name: string, value: unknown): Promise<void> {
  await vscode.commands.executeCommand('setContext', `investigator.${name}`, value);
}

/** At most four times a second, the last one always. */
function slowly(act: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      act();
    }, 250).unref();
  };
}
