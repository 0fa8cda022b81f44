/** The editor: which failures a person has looked at; those of before the extension was first used count as seen. */
import type { RemoteRun } from '../../../model/remote-run.ts';
import type { Run } from '../../../model/run.ts';

/** VS Code's memory of a thing, as much of it as is needed here. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

const KEY = 'investigator.looked';
/** Ids kept; older ones lie before `since`. */
const KEPT = 2000;

interface Looked {
  /** Runs brought in before this are seen; milliseconds since 1970. */
  readonly since: number;
  readonly ids: readonly string[];
}

export interface LookedAt {
  isNew(run: Run): boolean;
  /** The same of a run that is still with its system; it is marked by its address. */
  isNewThere(run: RemoteRun): boolean;
  mark(runIds: readonly string[]): Promise<void>;
}

/** Read anew at each question, since other windows write it too. */
export function lookedAt(memory: Memory, now: () => number): LookedAt {
  const read = (): Looked => memory.get<Looked>(KEY) ?? { since: begun, ids: [] };
  const begun = now();
  if (!memory.get(KEY)) void memory.update(KEY, { since: begun, ids: [] });
  return {
    isNew: run => {
      const { since, ids } = read();
      return run.outcome !== 'passed' && run.ingested_at >= since && !ids.includes(run.run_id);
    },
    isNewThere: run => {
      const { since, ids } = read();
      return run.outcome === 'failed' && (run.at ?? 0) >= since && !ids.includes(run.address);
    },
    mark: async runIds => {
      const { since, ids } = read();
      const added = runIds.filter(id => !ids.includes(id));
      if (added.length) await memory.update(KEY, { since, ids: [...ids, ...added].slice(-KEPT) });
    },
  };
}
