/** The sources: which systems can list their runs, and how they are asked: each answers for one connection at a time. */
import type { Connection, SystemName } from '../../model/connection.ts';
import type { RemoteRun } from '../../model/remote-run.ts';
import type { CallSignal } from './client.ts';
import type { Link } from './outside.ts';

export interface Sought {
  /** Words of title, job or status; each source narrows by what its system can search and may return more. */
  readonly text: string;
  /** Runs at most, newest first. */
  readonly limit: number;
}

/** As the system tells it; whether the run is here already is looked up afterwards. */
export type FoundRun = Omit<RemoteRun, 'run_id' | 'system' | 'connection'>;

export interface Finder {
  readonly system: SystemName;
  /** What has to be said before there is anything to list, in a sentence; null where nothing is missing. */
  lacks?(connection: Connection): string | null;
  /** Failed and unfinished runs that this connection's user would look at, newest first. Throws the source_ faults and `cancelled`. */
  find(link: Link, sought: Sought, life: CallSignal): Promise<FoundRun[]>;
}
