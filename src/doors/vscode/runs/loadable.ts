/** The editor: the tree of runs, loaded when it is first shown: what it needs of the engine's table would slow down the start. */
import type { Door } from '../door.ts';
import type { LookedAt } from './looked.ts';
import type { RunsTree } from './tree.ts';

export interface Loadable {
  /** Null until it is loaded. */
  tree(): RunsTree | null;
  now(): Promise<RunsTree>;
}

export function loadable(door: Door, looked: LookedAt): Loadable {
  let loaded: RunsTree | null = null;
  let loading: Promise<RunsTree> | null = null;

  async function load(): Promise<RunsTree> {
    const { runsTree } = await import('./tree.ts');
    return (loaded = runsTree(door, looked));
  }

  return { tree: () => loaded, now: () => (loading ??= load()) };
}
