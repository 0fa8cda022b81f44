/** The editor: runs that the connected systems tell of; each connection is asked for itself, so that one that fails is a note beside the others. */
import type { Connection, SystemName } from '../../../model/connection.ts';
import type { RemoteRun, RemoteRuns } from '../../../model/remote-run.ts';
import type { Origin } from '../../../model/run.ts';

/** The systems whose runs can be listed; each is where such a run was read from, too. */
export const listers = ['argus', 'github', 'alertmanager'] as const satisfies readonly (SystemName & Origin)[];
export type Lister = (typeof listers)[number];

/** Why a connection tells no runs, or not those of now. */
export interface Problem {
  readonly system: Lister;
  readonly name: string;
  readonly words: string;
}

export interface Offered {
  readonly runs: readonly RemoteRun[];
  readonly problems: readonly Problem[];
}

export const nothingOffered: Offered = { runs: [], problems: [] };

export interface OfferParts {
  readonly connections: () => Promise<readonly Pick<Connection, 'system' | 'name' | 'url'>[]>;
  readonly find: (of: { system: Lister; name: string; limit: number }) => Promise<RemoteRuns>;
  /** What a person reads of a failure. */
  readonly words: (failure: unknown) => string;
}

export interface Offers {
  now(): Offered;
  /** Asks every connection; those who ask meanwhile share one more asking, since what they know of may be newer. Never throws but for a bug. */
  ask(): Promise<Offered>;
}

/** Runs of one connection that are listed. */
const MOST = 50;

export function openOffers({ connections, find, words }: OfferParts): Offers {
  /** By connection; what failed keeps the runs that were told before. */
  let known = new Map<string, Offered>();
  let asking: Promise<Offered> | null = null;
  let next: Promise<Offered> | null = null;

  const now = (): Offered => {
    const all = [...known.values()];
    return { runs: all.flatMap(one => one.runs), problems: all.flatMap(one => one.problems) };
  };

  async function askAll(): Promise<Offered> {
    const listed = (await connections()).filter(isLister);
    const told = await Promise.all(listed.map(async one => [keyOf(one), await askOne(one)] as const));
    // A connection that was taken away takes its runs along.
    known = new Map(told);
    return now();
  }

  async function askOne(one: { system: Lister; name: string; url: string }): Promise<Offered> {
    const { system, name } = one;
    const before = known.get(keyOf(one))?.runs ?? [];
    const failed = (why: string): Offered => ({ runs: before, problems: [{ system, name, words: why }] });
    try {
      const { runs, gaps } = await find({ system, name, limit: MOST });
      return gaps.length && runs.length === 0 ? failed(gaps[0].words) : { runs, problems: [] };
    } catch (failure) {
      return failed(words(failure));
    }
  }

  function start(): Promise<Offered> {
    next = null;
    return (asking = askAll().finally(() => (asking = null)));
  }

  return { now, ask: () => (asking === null ? start() : (next ??= asking.then(start, start))) };
}

function isLister<T extends { readonly system: SystemName }>(one: T): one is T & { readonly system: Lister } {
  return (listers as readonly SystemName[]).includes(one.system);
}

/** Another address is another system. */
function keyOf({ system, name, url }: { system: string; name: string; url: string }): string {
  return JSON.stringify([system, name, url]);
}
