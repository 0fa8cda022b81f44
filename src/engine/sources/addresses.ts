/** The sources: addresses that name a run of an outside system; such a run is fetched into files, and files are ingested. */
import type { Progress } from '../../base/progress.ts';
import type { Gap } from '../../model/coverage.ts';
import type { Fact } from '../../model/fact.ts';
import type { Origin, Outcome } from '../../model/run.ts';
import type { Outside } from './outside.ts';

/** What a source needs to fetch a run. */
export interface Fetching {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly outside: Outside;
  /** The address as it was written, for a kind that several connections may have. */
  readonly given: string;
  /** Folder for what is fetched of this address; made, and kept until the run is forgotten. */
  readonly folder: string;
  /**
   * Brings a plain URL, such as a presigned one, into the folder under this name; goes on where an earlier try broke off.
   * The path, absolute. Throws download_failed, over_limit, disk_full, home_unwritable, cancelled.
   */
  download(url: string, name: string): Promise<string>;
}

/** A run as it was fetched. */
export interface Fetched {
  /** Holds the files that are to be read: what is in it now, and nothing that an earlier fetch left. */
  readonly folder: string;
  readonly title: string;
  readonly job: string;
  /** Null where the system does not say: then the logs do. */
  readonly outcome: Outcome | null;
  /** Its page for people. */
  readonly url: string | null;
  /** False while it may still change. */
  readonly finished: boolean;
  readonly facts: readonly Fact[];
  /** What could not be fetched. */
  readonly gaps: readonly Gap[];
}

export interface AddressKind {
  readonly origin: Origin;
  /** The text in its one form where this kind claims it (`argus:ID` for each way to write it), else null. */
  claims(text: string): string | null;
  /** The address of what it means now, where the text names something that comes again. Throws the same. */
  settle?(text: string, by: Pick<Fetching, 'outside' | 'signal'>): Promise<string>;
  /** Throws the source_ faults, `not_connected` and `cancelled`; what is missing of a run that is there is a gap. */
  fetch(address: string, by: Fetching): Promise<Fetched>;
}

export interface Address {
  readonly text: string;
  readonly kind: AddressKind;
}

export function addressOf(text: string, kinds: readonly AddressKind[]): Address | null {
  for (const kind of kinds) {
    const claimed = kind.claims(text);
    if (claimed !== null) return { text: claimed, kind };
  }
  return null;
}
