/** The editor: the runs that watched folders have made, of which only the newest are kept; no other run is ever touched. */
import type { Outcome } from '../../../model/run.ts';
import type { Memory } from '../runs/looked.ts';

/** Runs kept of a folder: those that failed, and those that failures are compared with. */
const FAILED = 10;
const PASSED = 3;
const KEY = 'investigator.watched';

export interface Made {
  readonly run_id: string;
  readonly outcome: Outcome;
}

/** Oldest first in, what is to be forgotten out. */
export function surplus(made: readonly Made[]): Made[] {
  const passed = made.filter(one => one.outcome === 'passed');
  const others = made.filter(one => one.outcome !== 'passed');
  return [...others.slice(0, -FAILED), ...passed.slice(0, -PASSED)];
}

/** Notes down a run of the folder, the newest last, and says which ones have become too many. */
export async function keepMade(memory: Memory, folder: string, run: Made): Promise<Made[]> {
  const all = memory.get<Record<string, Made[]>>(KEY) ?? {};
  const made = [...(all[folder] ?? []).filter(one => one.run_id !== run.run_id), run];
  const gone = surplus(made);
  await memory.update(KEY, { ...all, [folder]: made.filter(one => !gone.includes(one)) });
  return gone;
}
