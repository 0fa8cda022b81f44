/** The editor: which runs have failed since the last look. */

/** A run that failed, as it is told. */
export interface Failed {
  /** The same whenever the run is told of. */
  readonly key: string;
  readonly title: string;
  /** Of the run here; a run that is still with its system has none. */
  readonly run_id: string | null;
}

export interface SeenRun extends Failed {
  readonly failed: boolean;
  /** When it ended; milliseconds since 1970 UTC. */
  readonly at: number | null;
}

/** Clocks of systems may be so far behind ours. */
const SLACK_MS = 5 * 60_000;

/**
 * Those that failed now and were not there before, or had not failed yet. Nothing at the first look (`before` is null). What ended
 * before anybody looked is no news, however late a system, or a newly connected one, tells of it.
 */
export function newlyFailed(before: readonly SeenRun[] | null, now: readonly SeenRun[], since: number): SeenRun[] {
  if (!before) return [];
  const known = new Map(before.map(run => [run.key, run]));
  return now.filter(run => {
    const former = known.get(run.key);
    if (!run.failed || former?.failed) return false;
    return former !== undefined || run.at === null || run.at >= since - SLACK_MS;
  });
}

/** Looks one after another; several at the same time tell each failure once. */
export function failureLooks(clock: () => number): (now: readonly SeenRun[]) => SeenRun[] {
  let before: readonly SeenRun[] | null = null;
  let since = 0;
  return now => {
    if (!before) since = clock();
    const news = newlyFailed(before, now, since);
    // What a system leaves out of its list for a while is not new when it is back.
    const gone = (before ?? []).filter(run => !now.some(one => one.key === run.key));
    before = [...now, ...gone].slice(0, KEPT);
    return news;
  };
}

const KEPT = 2000;
